import { setTimeout as delay } from 'node:timers/promises';
import { ContainerError } from '../docker/container-error.ts';
import { getJson } from './local-get.ts';
import { type Readiness, readinessOf } from './readiness.ts';

const POLL_INTERVAL_MS = 200;

export interface StartingLocalStack {
  readonly endpointUrl: string;
  /** File name of the hook whose success is part of being ready. */
  readonly hook: string;
  readonly deadlineMs: number;
  /** How the container has ended, once it has. */
  readonly exit: () => string | undefined;
  /** The container's last lines, for the error. */
  readonly logTail: () => string;
  readonly onProgress: (text: string) => void;
  /** Aborted: the waiting ends with its reason. */
  readonly signal: AbortSignal;
}

/** Waits until LocalStack and its hook are ready; gives LocalStack's version. */
export async function awaitReadiness(starting: StartingLocalStack): Promise<string> {
  const startedMs = Date.now();
  let shown = '';
  for (;;) {
    starting.signal.throwIfAborted();
    const readiness = await ask(starting);
    if (readiness.state === 'ready') return readiness.version;
    const exit = starting.exit();
    if (exit !== undefined) throw failure(starting, `LocalStack ended while it was starting (${exit})`);
    if (readiness.state === 'failed') throw failure(starting, readiness.reason);
    const elapsedMs = Date.now() - startedMs;
    if (elapsedMs > starting.deadlineMs) {
      const seconds = starting.deadlineMs / 1000;
      throw failure(starting, `LocalStack was not ready after ${seconds} s: still waiting for ${readiness.waitingFor}`);
    }
    const text = `waiting for ${readiness.waitingFor}, ${Math.floor(elapsedMs / 1000)} s`;
    if (text !== shown) starting.onProgress(text);
    shown = text;
    await delay(POLL_INTERVAL_MS, undefined, { signal: starting.signal });
  }
}

async function ask({ endpointUrl, hook }: StartingLocalStack): Promise<Readiness> {
  const health = await getJson(`${endpointUrl}/_localstack/health`);
  return readinessOf(health, health === undefined ? undefined : await getJson(`${endpointUrl}/_localstack/init`), hook);
}

function failure({ logTail }: StartingLocalStack, reason: string): ContainerError {
  return new ContainerError(`${reason}. ${logTail()}`);
}
