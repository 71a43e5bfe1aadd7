import { sleepUntil } from '../engine/sleep.ts';
import type { Payload } from '../language/json.ts';
import { StateError, TIMEOUT } from '../language/state-error.ts';
import { newTaskToken } from './task-token.ts';

/** A task that somebody outside brings to its end, by its token. */
export interface PendingTask {
  readonly token: string;
  /**
   * What SendTaskSuccess gives; rejects with the error of SendTaskFailure, with States.Timeout when no heartbeat came for so many
   * seconds, and with the signal's reason.
   */
  result(signal: AbortSignal, heartbeatSeconds?: number): Promise<Payload>;
  /** From now on the token is stale. */
  close(): void;
}

interface Waiting {
  readonly succeed: (output: Payload) => void;
  readonly fail: (error: StateError) => void;
  beat: () => void;
}

/** Tasks that wait for their token to come back (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token). */
export class PendingTasks {
  readonly #waiting = new Map<string, Waiting>();

  open(): PendingTask {
    const token = newTaskToken();
    const outcome = Promise.withResolvers<Payload>();
    // An answer may come before anybody waits for it, and an attempt may end without waiting.
    outcome.promise.catch(() => {});
    this.#waiting.set(token, { succeed: outcome.resolve, fail: outcome.reject, beat: () => {} });
    return {
      token,
      result: (signal, heartbeatSeconds) => this.#result(token, outcome, signal, heartbeatSeconds),
      close: () => this.#waiting.delete(token),
    };
  }

  /** False when nobody waits for the token. */
  succeed(token: string, output: Payload): boolean {
    return this.#end(token, (task) => task.succeed(output));
  }

  fail(token: string, error: StateError): boolean {
    return this.#end(token, (task) => task.fail(error));
  }

  /** Begins the time within which the next heartbeat must come. */
  beat(token: string): boolean {
    const task = this.#waiting.get(token);
    task?.beat();
    return task !== undefined;
  }

  /** The first answer counts; the token is stale from then on. */
  #end(token: string, tell: (task: Waiting) => void): boolean {
    const task = this.#waiting.get(token);
    if (task === undefined) return false;
    this.#waiting.delete(token);
    tell(task);
    return true;
  }

  async #result(
    token: string,
    outcome: PromiseWithResolvers<Payload>,
    signal: AbortSignal,
    heartbeatSeconds: number | undefined,
  ): Promise<Payload> {
    const abort = () => outcome.reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const ended = new AbortController();
    const watch = heartbeatSeconds === undefined ? undefined : this.#watch(token, heartbeatSeconds, ended.signal);
    try {
      return await outcome.promise;
    } finally {
      signal.removeEventListener('abort', abort);
      ended.abort();
      await watch;
    }
  }

  /** Fails the task when no heartbeat has come in time. */
  async #watch(token: string, heartbeatSeconds: number, ended: AbortSignal): Promise<void> {
    const task = this.#waiting.get(token);
    if (task === undefined) return;
    let deadlineMs = Date.now() + heartbeatSeconds * 1000;
    task.beat = () => {
      deadlineMs = Date.now() + heartbeatSeconds * 1000;
    };
    try {
      while (Date.now() < deadlineMs) await sleepUntil(deadlineMs, ended);
      this.fail(token, new StateError(TIMEOUT, undefined));
    } catch {
      // The task has ended by itself.
    }
  }
}
