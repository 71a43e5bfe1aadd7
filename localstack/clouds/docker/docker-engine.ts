import { connect, isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import { ContainerError } from './container-error.ts';
import { pingDocker } from './docker-ping.ts';
import { isOwnAddress } from './own-address.ts';

const DEFAULT_SOCKET = '/var/run/docker.sock';
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];
const WITHOUT_DOCKER = 'run without --localstack';

export type DockerEngine = ContainerRuntimeClient;

/** A Docker engine on this machine that answers; otherwise a ContainerError that says what is missing, or what else to do. */
export async function connectDocker(alternative: string = WITHOUT_DOCKER): Promise<DockerEngine> {
  const dockerHost = process.env['DOCKER_HOST'];
  const answer = await pingDocker(dockerHost ?? `unix://${DEFAULT_SOCKET}`);
  // Testcontainers would wait for a stuck engine forever, and ignore one that the user names and that is not there.
  if (answer === 'silent' || (answer === 'refused' && dockerHost !== undefined))
    throw await notReachable(dockerHost, alternative);
  const engine = await getContainerRuntimeClient().catch(async (cause: unknown) => {
    throw await notReachable(dockerHost, alternative, cause);
  });
  const { host } = engine.info.containerRuntime;
  if (await isThisMachine(host)) return engine;
  throw new ContainerError(explainForeignEngine(host, dockerHost));
}

/**
 * Inside a container Testcontainers names the engine's host by the gateway of Docker's bridge: that is this machine where the
 * engine runs in the same container, and another one where only its socket is mounted.
 */
export async function isThisMachine(host: string): Promise<boolean> {
  return LOCAL_HOSTS.includes(host) || (isIP(host) !== 0 && (await isOwnAddress(host)));
}

/** Why an engine at `host` is of no use, and what to do. */
export function explainForeignEngine(host: string, dockerHost: string | undefined): string {
  const reason = `Docker runs on another machine (${host}), from where the SageMaker emulator in this process cannot be reached; `;
  return dockerHost === undefined || dockerHost.startsWith('unix:')
    ? `${reason}this process is in a container to which the socket of another machine's Docker was given: run it on that machine itself, or start Docker in this container`
    : `${reason}unset DOCKER_HOST to use the Docker of this machine`;
}

async function notReachable(
  dockerHost: string | undefined,
  alternative: string,
  cause?: unknown,
): Promise<ContainerError> {
  return new ContainerError(await whyNotReachable(dockerHost, alternative, cause), { cause });
}

async function whyNotReachable(dockerHost: string | undefined, alternative: string, cause?: unknown): Promise<string> {
  if (dockerHost !== undefined && !dockerHost.startsWith('unix://')) {
    return `Docker does not answer at DOCKER_HOST=${dockerHost}. Start it there, or unset DOCKER_HOST.`;
  }
  const socket = dockerHost === undefined ? DEFAULT_SOCKET : fileURLToPath(dockerHost.replace('unix:', 'file:'));
  const code = await connectError(socket);
  const override = process.env['TESTCONTAINERS_HOST_OVERRIDE'];
  // The engine is there, and Testcontainers refuses all the same.
  if (code === undefined && cause !== undefined && override) return explainHostOverride(override, cause);
  return explainSocketError(socket, code, alternative);
}

/** What a host that Testcontainers was told to use, and cannot, means for the user. */
export function explainHostOverride(host: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `Docker answers, but TESTCONTAINERS_HOST_OVERRIDE=${host} is not a host that can be used (${reason}). Correct or unset it.`;
}

/** What `code`, met when connecting to the engine's socket, means for the user. */
export function explainSocketError(socket: string, code: string | undefined, alternative = WITHOUT_DOCKER): string {
  const install = `Install Docker (https://docs.docker.com/get-docker/) and start it, or ${alternative}.`;
  if (code === 'EACCES' || code === 'EPERM') {
    return `Docker is there, but this user may not use it (${code} on ${socket}). Add the user to the group docker (sudo usermod -aG docker $USER, then log in again).`;
  }
  if (code === 'ENOENT') return `Docker was not found: there is no ${socket}. ${install}`;
  if (code === 'ECONNREFUSED')
    return `Docker is not running: nothing answers at ${socket}. Start it, or ${alternative}.`;
  return `Docker does not answer at ${socket}${code === undefined ? '' : ` (${code})`}. ${install}`;
}

function connectError(socket: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(undefined);
    });
    connection.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
}
