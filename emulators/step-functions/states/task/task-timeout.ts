import type { NumberField, TaskState } from '../../definition/definition.ts';
import { sleepUntil } from '../../engine/sleep.ts';
import { lookUp } from '../../language/expression.ts';
import { invalidPath } from '../../language/json-path/missing-path.ts';
import type { JsonataScope } from '../../language/jsonata/jsonata.ts';
import type { Scope } from '../../language/scope.ts';
import { EvaluationError, StateError, TIMEOUT } from '../../language/state-error.ts';
import { integerOf } from '../number-field.ts';

export interface TaskLimits {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
}

/** The largest timeout that AWS takes, which is also what a task has that names none. */
const MAX_SECONDS = 99_999_999;

export function taskLimits(state: TaskState, scope: Scope): TaskLimits {
  return limits(
    secondsOf('TimeoutSecondsPath', state.TimeoutSeconds, state.TimeoutSecondsPath, scope),
    secondsOf('HeartbeatSecondsPath', state.HeartbeatSeconds, state.HeartbeatSecondsPath, scope),
  );
}

export function jsonataTaskLimits({ TimeoutSeconds, HeartbeatSeconds }: TaskState, scope: JsonataScope): TaskLimits {
  const seconds = (field: NumberField | undefined, name: string) =>
    field === undefined ? undefined : integerOf(field, name, { min: 1, max: MAX_SECONDS }, scope);
  return limits(seconds(TimeoutSeconds, 'TimeoutSeconds'), seconds(HeartbeatSeconds, 'HeartbeatSeconds'));
}

function limits(timeoutSeconds: number | undefined, heartbeatSeconds: number | undefined): TaskLimits {
  return {
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
  };
}

function secondsOf(
  field: string,
  written: NumberField | undefined,
  path: string | undefined,
  scope: Scope,
): number | undefined {
  if (path === undefined) return typeof written === 'number' ? written : undefined;
  const value = lookUp(path, scope);
  if (value === undefined) throw invalidPath(path, scope);
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
