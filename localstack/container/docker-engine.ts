import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import { ContainerError } from './container-error.ts';
import { answersPing } from './docker-ping.ts';

const DEFAULT_SOCKET = '/var/run/docker.sock';
const ANSWER_DEADLINE_MS = 10_000;
const MS_PER_SECOND = 1000;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];
const INSTALL = 'Install Docker (https://docs.docker.com/get-docker/) and start it, or run without --localstack.';

export type DockerEngine = ContainerRuntimeClient;

/** A Docker engine on this machine that answers; otherwise a ContainerError that says what is missing. */
export async function connectDocker(): Promise<DockerEngine> {
  const dockerHost = process.env['DOCKER_HOST'];
  // Testcontainers would go on to another engine than the one that the user names.
  if (dockerHost !== undefined && !(await answersPing(dockerHost))) throw await notReachable(dockerHost);
  const engine = await withinDeadline(getContainerRuntimeClient()).catch(async (cause: unknown) => {
    throw await notReachable(dockerHost, cause);
  });
  const { host } = engine.info.containerRuntime;
  if (LOCAL_HOSTS.includes(host)) return engine;
  throw new ContainerError(
    `Docker runs on another machine (${host}), from where the SageMaker emulator in this process cannot be reached; unset DOCKER_HOST to use the Docker of this machine`,
  );
}

/** An engine that takes connections may still be stuck. */
async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    return await Promise.race([work, delay(ANSWER_DEADLINE_MS, undefined, { signal }).then(giveUp)]);
  } finally {
    ended.abort();
  }
}

function giveUp(): never {
  throw new Error(`no answer within ${ANSWER_DEADLINE_MS / MS_PER_SECOND} s`);
}

async function notReachable(dockerHost: string | undefined, cause?: unknown): Promise<ContainerError> {
  return new ContainerError(await whyNotReachable(dockerHost), { cause });
}

async function whyNotReachable(dockerHost: string | undefined): Promise<string> {
  if (dockerHost !== undefined && !dockerHost.startsWith('unix://')) {
    return `Docker does not answer at DOCKER_HOST=${dockerHost}. Start it there, or unset DOCKER_HOST.`;
  }
  const socket = dockerHost === undefined ? DEFAULT_SOCKET : fileURLToPath(dockerHost.replace('unix:', 'file:'));
  return explainSocketError(socket, await connectError(socket));
}

/** What `code`, met when connecting to the engine's socket, means for the user. */
export function explainSocketError(socket: string, code: string | undefined): string {
  if (code === 'EACCES' || code === 'EPERM') {
    return `Docker is there, but this user may not use it (${code} on ${socket}). Add the user to the group docker (sudo usermod -aG docker $USER, then log in again).`;
  }
  if (code === 'ENOENT') return `Docker was not found: there is no ${socket}. ${INSTALL}`;
  if (code === 'ECONNREFUSED')
    return `Docker is not running: nothing answers at ${socket}. Start it, or run without --localstack.`;
  return `Docker does not answer at ${socket}${code === undefined ? '' : ` (${code})`}. ${INSTALL}`;
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
