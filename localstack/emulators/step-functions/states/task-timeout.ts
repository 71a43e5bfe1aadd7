import type { TaskState } from '../definition/definition.ts';
import { sleepUntil } from '../engine/sleep.ts';
import { evaluate } from '../language/expression.ts';
import type { Scope } from '../language/scope.ts';
import { EvaluationError, StateError, TIMEOUT } from '../language/state-error.ts';

export interface TaskLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** The largest timeout that AWS takes, which is also what a task has that names none. */
const MAX_SECONDS = 99_999_999;

export function taskLimits(state: TaskState, scope: Scope): TaskLimits {
  const timeoutSeconds = secondsOf('TimeoutSecondsPath', state.TimeoutSeconds, state.TimeoutSecondsPath, scope);
  const heartbeatSeconds = secondsOf('HeartbeatSecondsPath', state.HeartbeatSeconds, state.HeartbeatSecondsPath, scope);
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
  };
}

function secondsOf(
  field: string,
  written: number | undefined,
  path: string | undefined,
  scope: Scope,
): number | undefined {
  if (path === undefined) return written;
  const value = evaluate(path, field, scope);
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_SECONDS) return value;
  throw new EvaluationError(
    `[rehearsal] The ${field} '${path}' must give an integer from 1 to ${MAX_SECONDS} but gives ${JSON.stringify(value)}`,
  );
}

/** Runs the work with a signal of its own, which is aborted when the time is over; then the task fails with States.Timeout. */
export async function withinTimeout<T>(
  seconds: number | undefined,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (seconds === undefined) return work(outer);
  const timedOut = new StateError(TIMEOUT, undefined);
  const task = new AbortController();
  const timer = new AbortController();
  const signal = AbortSignal.any([outer, task.signal]);
  const watch = sleepUntil(Date.now() + seconds * 1000, timer.signal).then(
    () => task.abort(timedOut),
    () => {},
  );
  try {
    return await work(signal);
  } finally {
    timer.abort();
    await watch;
  }
}
