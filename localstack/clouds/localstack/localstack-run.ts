import { finished } from 'node:stream/promises';
import type { StartedTestContainer, WaitStrategy } from 'testcontainers';
import { ContainerError, isDockerGone } from '../docker/container-error.ts';
import { type ContainerEnd, ContainerExit } from '../docker/container-exit.ts';
import { ContainerLog } from '../docker/container-log.ts';
import type { DockerEngine } from '../docker/docker-engine.ts';
import { containersOf } from '../docker/leftovers.ts';
import { awaitReadiness } from './await-readiness.ts';
import { HOOK, LOCALSTACK_PORT, LocalStackContainer, type LocalStackSettings } from './localstack-container.ts';

const READY_DEADLINE_MS = 120_000;

export interface LocalStackRun {
  readonly endpointUrl: string;
  readonly version: string;
  /** Resolves when the container has ended, with how; after `stop` too. */
  readonly exit: Promise<ContainerEnd>;
  readonly log: ContainerLog;
  stop(): Promise<void>;
}

/** Starts LocalStack's container and waits until it and the hook are ready. After a failure the container may be left: see leftovers.ts. */
export async function runLocalStack(
  settings: LocalStackSettings,
  engine: DockerEngine,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<LocalStackRun> {
  const log = new ContainerLog();
  let exit: ContainerExit | undefined;
  let version = '';
  const ready = waitStrategy(async (containerId, port) => {
    const watch = new ContainerExit(engine, containerId);
    exit = watch;
    const endpointUrl = urlOf(port);
    const asked = { endpointUrl, hook: HOOK, deadlineMs: READY_DEADLINE_MS, onProgress, signal };
    version = await awaitReadiness({ ...asked, exit: () => watch.text, logTail: () => log.tail });
  });
  const container = new LocalStackContainer(settings, engine)
    .withLogConsumer((stream) => log.follow(stream))
    .withWaitStrategy(ready);
  const started = await start(container, settings, () => lastWords(log, engine, settings.runId), signal);
  return {
    endpointUrl: urlOf(started.getMappedPort(LOCALSTACK_PORT)),
    version,
    exit: exit?.happened ?? Promise.resolve({ text: 'never started', isDockerGone: false }),
    log,
    stop: async () => {
      // Without Docker there is nothing to stop; what is left is reported by who removes the containers.
      await started.stop().catch((error: unknown) => {
        if (!isDockerGone(error)) throw error;
      });
    },
  };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function start(
  container: LocalStackContainer,
  { image, port }: LocalStackSettings,
  lastWordsOf: () => Promise<string>,
  signal: AbortSignal,
): Promise<StartedTestContainer> {
  try {
    return await container.start();
  } catch (cause) {
    if (cause instanceof ContainerError) throw cause;
    signal.throwIfAborted();
    const text = cause instanceof Error ? cause.message : String(cause);
    if (/port is already allocated|address already in use/.test(text)) {
      throw new ContainerError(
        `port ${port} on 127.0.0.1 is in use by another process; choose another with --port, or --port 0 for any free one`,
        { cause },
      );
    }
    const tail = await lastWordsOf();
    throw new ContainerError(`the container of ${image} could not be started: ${text}. ${tail}`, { cause });
  }
}

/** A container that ended at once was never followed; Docker still has what it wrote. */
async function lastWords(log: ContainerLog, engine: DockerEngine, runId: string): Promise<string> {
  const [info] = log.isEmpty ? await containersOf(engine, runId) : [];
  if (info !== undefined) {
    const stream = await engine.container.logs(engine.container.getById(info.Id));
    log.follow(stream);
    await finished(stream).catch(() => undefined);
  }
  return log.tail;
}

function waitStrategy(wait: (containerId: string, port: number) => Promise<void>): WaitStrategy {
  const strategy: WaitStrategy = {
    waitUntilReady: (container, boundPorts) => wait(container.id, boundPorts.getBinding(LOCALSTACK_PORT)),
    withStartupTimeout: () => strategy,
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => READY_DEADLINE_MS,
  };
  return strategy;
}
