import type { WaitState } from '../definition/definition.ts';
import { sleepUntil } from '../engine/sleep.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath } from '../language/data-flow.ts';
import { lookUp } from '../language/expression.ts';
import { type JsonataScope, typedJsonata } from '../language/jsonata/jsonata.ts';
import { settled } from '../language/jsonata/slow-evaluation.ts';
import type { Scope } from '../language/scope.ts';
import { EvaluationError, QueryEvaluationError } from '../language/state-error.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import { assignedByPaths, concludeJsonata } from './conclude.ts';
import { integerOf } from './number-field.ts';

export const MAX_WAIT_SECONDS = 99_999_999;
/** Beyond it AWS fails the state: what a signed number of 32 bits holds. */
const MAX_DELAY_SECONDS = 2_147_483_647;

/** Wait: for seconds or until a time (https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html). */
export async function runWait(run: StateRun<WaitState>): Promise<StateEnd> {
  if (run.isJsonata) {
    const wakeMs = await settled(run.line.signal, () => withinLimit(jsonataWakeTimeMs(run.state, run.jsonata())));
    await sleepUntil(wakeMs, run.line.signal);
    return settled(run.line.signal, () => concludeJsonata(run, run.input));
  }
  const input = run.inspect('afterInputPath', applyPath(run.state.InputPath, run.scope(run.input)));
  await sleepUntil(withinLimit(wakeTimeMs(run.state, run.scope(input))), run.line.signal);
  return run.end(applyPath(run.state.OutputPath, run.scope(input)), assignedByPaths(run, input));
}

function withinLimit(timeMs: number): number {
  if (timeMs - Date.now() <= MAX_DELAY_SECONDS * 1000) return timeMs;
  throw new EvaluationError('Wait state delay is too long.');
}

function jsonataWakeTimeMs({ Seconds, Timestamp }: WaitState, scope: JsonataScope): number {
  if (Seconds !== undefined) {
    const given = typedJsonata(Seconds, 'Seconds', 'number', scope);
    // As SecondsPath: what is far too long fails in AWS's words.
    const seconds =
      typeof given === 'number' && given > MAX_DELAY_SECONDS
        ? given
        : integerOf(Seconds, 'Seconds', { min: 0, max: MAX_WAIT_SECONDS }, scope);
    return Date.now() + seconds * 1000;
  }
  const text = typedJsonata(Timestamp ?? '', 'Timestamp', 'string', scope);
  const timeMs = parseTimestamp(String(text));
  if (timeMs !== undefined) return timeMs;
  const cause = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
  throw new QueryEvaluationError(cause, 'Timestamp');
}

function wakeTimeMs(state: WaitState, scope: Scope): number {
  if (typeof state.Seconds === 'number') return Date.now() + state.Seconds * 1000;
  if (state.SecondsPath !== undefined) return Date.now() + secondsAt(state.SecondsPath, scope) * 1000;
  if (state.TimestampPath !== undefined) return timeAt(state.TimestampPath, scope);
  return parseTimestamp(state.Timestamp ?? '') ?? Date.now();
}

function secondsAt(path: string, scope: Scope): number {
  const value = lookUp(path, scope);
  if (value === undefined)
    throw new EvaluationError(`The SecondsPath parameter does not reference an input value: ${path}`);
  const shown = `${path} == ${typeof value === 'string' ? value : JSON.stringify(value)}`;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new EvaluationError(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
  }
  if (value < 0) throw new EvaluationError(`The SecondsPath parameter references a negative value: ${shown}`);
  if (value <= MAX_WAIT_SECONDS || value > MAX_DELAY_SECONDS) return value;
  throw new EvaluationError(`[rehearsal] The SecondsPath parameter must be at most ${MAX_WAIT_SECONDS}: ${shown}`);
}

function timeAt(path: string, scope: Scope): number {
  const value = lookUp(path, scope);
  if (value === undefined) {
    throw new EvaluationError(`The TimestampPath parameter does not reference an input value: ${path}`);
  }
  const timeMs = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (timeMs !== undefined) return timeMs;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw new EvaluationError(
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown}`,
  );
}
