import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { ACCOUNT_ID, ROOT_CREDENTIALS } from '../../../emulators/core/home-account.ts';
import { type HttpListener, openHttpListener } from '../../../emulators/core/http/http-listener.ts';
import { ClosingStack } from '../../../emulators/core/process/closing-stack.ts';
import { createSageMakerService, type QuotasAndFaults } from '../../../emulators/sagemaker/sagemaker-service.ts';
import { ContainerError } from '../docker/container-error.ts';
import { connectDocker, type DockerEngine } from '../docker/docker-engine.ts';
import { demandSecret, newSecret } from '../docker/emulator-secret.ts';
import { hostGatewayAddress } from '../docker/host-gateway.ts';
import { startJanitor } from '../docker/janitor.ts';
import { dockerTrainingContainers } from '../docker/lazy-training-containers.ts';
import { removeAbandonedContainers, removeContainersOf } from '../docker/leftovers.ts';
import { mendedLambdaImageMapping } from './lambda-image-mapping.ts';
import { ensureImage, imageEnvironment, localStackImage } from './localstack-image.ts';
import { type LocalStackRun, runLocalStack } from './localstack-run.ts';

export interface LocalStackCloudOptions {
  readonly dataFolder: string;
  readonly region: string;
  /** Of LocalStack on this machine's loopback; 0 takes a free port. */
  readonly port: number;
  readonly onProgress?: (text: string) => void;
  /** Aborted: the start ends with its reason, and nothing is left behind. */
  readonly signal?: AbortSignal;
  readonly quotasAndFaults?: QuotasAndFaults;
  /** What to do in place of installing Docker, as the end of a sentence. */
  readonly withoutDocker?: string;
}

export interface LocalStackCloud extends StartedCloud {
  /** In the label of its containers, see leftovers.ts. */
  readonly runId: string;
  /** Of LocalStack. */
  readonly version: string;
  /** Aborted, with a ContainerError as its reason, when LocalStack ends by itself. */
  readonly failed: AbortSignal;
}

type StartOptions = Required<Omit<LocalStackCloudOptions, 'withoutDocker'>>;

/**
 * Starts LocalStack in Docker with the SageMaker emulator of this process beside it. LOCALSTACK_IMAGE and
 * LOCALSTACK_AUTH_TOKEN are taken from the environment. A failure leaves nothing behind and is a ContainerError where the user can mend it.
 */
export async function startLocalStackCloud(options: LocalStackCloudOptions): Promise<LocalStackCloud> {
  const { onProgress = () => undefined, signal = new AbortController().signal } = options;
  const engine = await connectDocker(options.withoutDocker);
  await removeAbandonedContainers(engine);
  const image = await localStackImage(process.env['LOCALSTACK_IMAGE']);
  await ensureImage(engine, image, onProgress, signal);
  const parts = new ClosingStack();
  try {
    return await startParts({ quotasAndFaults: {}, ...options, onProgress, signal }, engine, image, parts);
  } catch (error) {
    // The first error is what the user must see.
    await parts.close().catch(() => undefined);
    throw error;
  }
}

async function startParts(
  options: StartOptions,
  engine: DockerEngine,
  image: string,
  parts: ClosingStack,
): Promise<LocalStackCloud> {
  const { region, port, onProgress, signal } = options;
  const secret = newSecret();
  const listener = await listenForContainers(engine, region);
  parts.defer(() => listener.close());
  const runId = watchedRun(engine, parts);
  onProgress(`starting ${image}`);
  const emulatorPort = Number(new URL(listener.endpointUrl).port);
  const lambda = await lambdaImages(engine, image);
  const settings = { image, runId, port, region, emulatorPort, secret, ...authToken(), ...lambda };
  const localStack = await runLocalStack(settings, engine, onProgress, signal);
  const closing = new AbortController();
  parts.defer(async () => {
    closing.abort();
    await localStack.stop();
  });
  const clients = await serveSageMaker(options, localStack, listener, secret, parts);
  await checkForwarding(clients, listener.endpointUrl);
  return {
    endpointUrl: localStack.endpointUrl,
    region,
    accountId: ACCOUNT_ID,
    clients,
    runId,
    version: localStack.version,
    failed: watch(localStack, closing.signal),
    close: () => parts.close(),
  };
}

/** Id of a run whose containers go, also when this process is killed. */
function watchedRun(engine: DockerEngine, parts: ClosingStack): string {
  const runId = randomBytes(6).toString('hex');
  const janitor = startJanitor(runId);
  parts.defer(async () => {
    await removeContainersOf(engine, runId).finally(() => janitor.dismiss());
  });
  return runId;
}

async function listenForContainers(engine: DockerEngine, defaultRegion: string): Promise<HttpListener> {
  return openHttpListener({ host: await hostGatewayAddress(engine), port: 0, defaultRegion });
}

function authToken(): { authToken?: string } {
  const value = process.env['LOCALSTACK_AUTH_TOKEN'];
  return value === undefined ? {} : { authToken: value };
}

/** The user's own mapping, which a registry mirror needs, before that of the image. */
async function lambdaImages(engine: DockerEngine, image: string): Promise<{ lambdaImageMapping?: string }> {
  const own = process.env['LAMBDA_RUNTIME_IMAGE_MAPPING'];
  const mapping = own || mendedLambdaImageMapping(await imageEnvironment(engine, image));
  return mapping === undefined ? {} : { lambdaImageMapping: mapping };
}

/** The emulator's other services are LocalStack's; its state starts again with LocalStack's, which keeps none. */
async function serveSageMaker(
  options: StartOptions,
  { endpointUrl }: LocalStackRun,
  listener: HttpListener,
  secret: string,
  parts: ClosingStack,
): Promise<AwsClients> {
  const { region, quotasAndFaults } = options;
  const dataFolder = join(options.dataFolder, 'localstack', 'sagemaker');
  await rm(dataFolder, { recursive: true, force: true });
  const clients = new AwsClients({ endpointUrl, region, credentials: ROOT_CREDENTIALS });
  parts.defer(() => clients.destroy());
  const containers = dockerTrainingContainers(endpointUrl);
  const service = createSageMakerService({
    ...quotasAndFaults,
    dataFolder,
    region,
    accountId: ACCOUNT_ID,
    clients,
    containers,
  });
  parts.defer(() => service.close());
  listener.serve([demandSecret(service, secret)]);
  return clients;
}

/** A firewall, or an engine without `host-gateway`, would otherwise show itself only in the middle of a run. */
async function checkForwarding(clients: AwsClients, emulatorUrl: string): Promise<void> {
  try {
    await clients.sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 1 }));
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new ContainerError(
      `LocalStack runs, but its container cannot use the SageMaker emulator, which listens at ${emulatorUrl}: ${text}. A firewall must let containers reach that address.`,
      { cause },
    );
  }
}

function watch({ exit, log }: LocalStackRun, closing: AbortSignal): AbortSignal {
  const failed = new AbortController();
  exit.then(({ text, isDockerGone }) => {
    if (closing.aborted) return;
    const what = isDockerGone
      ? `${text}, nor does LocalStack in it. Start Docker again; the next run in Docker removes what is left`
      : `LocalStack ended by itself (${text})`;
    failed.abort(new ContainerError(`${what}. ${log.tail}`));
  });
  return failed.signal;
}
