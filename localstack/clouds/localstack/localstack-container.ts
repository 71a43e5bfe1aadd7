import { join } from 'node:path';
import { GenericContainer } from 'testcontainers';
import type { DockerEngine } from '../docker/docker-engine.ts';
import { HOST_NAME } from '../docker/host-gateway.ts';
import { runLabels } from '../docker/leftovers.ts';

export const HOOK = 'sagemaker_hook.py';
export const LOCALSTACK_PORT = 4566;
const SOCKET = '/var/run/docker.sock';
const LAMBDA_START_SECONDS = 60;

export interface LocalStackSettings {
  readonly image: string;
  readonly runId: string;
  /** Of this machine, for LocalStack; 0 takes a free one. */
  readonly port: number;
  readonly region: string;
  /** Port of the SageMaker emulator on this machine. */
  readonly emulatorPort: number;
  readonly secret: string;
  readonly authToken?: string;
  /** Of Lambda's runtimes to images; LocalStack's own, or the image's, without it. */
  readonly lambdaImageMapping?: string;
}

/** LocalStack's configuration (https://docs.localstack.cloud/references/configuration/). */
export function localStackEnvironment(settings: LocalStackSettings): Record<string, string> {
  const { runId, region, emulatorPort, secret, authToken, lambdaImageMapping } = settings;
  return {
    SAGEMAKER_EMULATOR_URL: `http://${HOST_NAME}:${emulatorPort}`,
    SAGEMAKER_EMULATOR_SECRET: secret,
    AWS_DEFAULT_REGION: region,
    // By this label they are found and removed.
    LAMBDA_DOCKER_FLAGS: Object.entries(runLabels(runId))
      .map(([name, value]) => `--label ${name}=${value}`)
      .join(' '),
    // A function for arm64 runs on any machine: its code is JavaScript.
    LAMBDA_IGNORE_ARCHITECTURE: '1',
    // The default of 20 s is short for two cores that also train.
    LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT: String(LAMBDA_START_SECONDS),
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    NO_PROXY: `${HOST_NAME},localhost,127.0.0.1`,
    ...(authToken === undefined || authToken === '' ? {} : { LOCALSTACK_AUTH_TOKEN: authToken }),
    ...(lambdaImageMapping === undefined ? {} : { LAMBDA_RUNTIME_IMAGE_MAPPING: lambdaImageMapping }),
  };
}

/** LocalStack, its port published on loopback alone: whoever reaches it may start containers. */
export class LocalStackContainer extends GenericContainer {
  readonly #port: number;

  constructor(settings: LocalStackSettings, engine: DockerEngine) {
    super(settings.image);
    this.#port = settings.port;
    this.withName(`sagemaker-rehearsal-${settings.runId}`)
      .withLabels(runLabels(settings.runId))
      .withEnvironment(localStackEnvironment(settings))
      .withExposedPorts(LOCALSTACK_PORT)
      .withExtraHosts([{ host: HOST_NAME, ipAddress: 'host-gateway' }])
      .withBindMounts([{ source: engine.info.containerRuntime.remoteSocketPath, target: SOCKET }])
      .withCopyFilesToContainer([
        { source: join(import.meta.dirname, HOOK), target: `/etc/localstack/init/start.d/${HOOK}`, mode: 0o644 },
      ])
      // The janitor does it, without an image of its own.
      .withAutoCleanup(false);
  }

  protected override async beforeContainerCreated(): Promise<void> {
    this.hostConfig.PortBindings = {
      [`${LOCALSTACK_PORT}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(this.#port) }],
    };
  }
}
