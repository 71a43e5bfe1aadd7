import type { FailState } from '../definition/definition.ts';
import type { StateRun } from '../engine/state-run.ts';
import { evaluate } from '../language/expression.ts';
import { EvaluationError, StateError } from '../language/state-error.ts';

/** Fail: ends its line of control with an error; either part may be missing (https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html). */
export function runFail(run: StateRun<FailState>): never {
  const { Error: error, ErrorPath, Cause, CausePath } = run.state;
  throw new StateError(error ?? textAt('ErrorPath', ErrorPath, run), Cause ?? textAt('CausePath', CausePath, run));
}

function textAt(field: string, path: string | undefined, run: StateRun<FailState>): string | undefined {
  if (path === undefined) return undefined;
  const value = evaluate(path, field, run.scope(run.input));
  if (typeof value === 'string') return value;
  throw new EvaluationError(`[rehearsal] The ${field} '${path}' must give a string but gives ${JSON.stringify(value)}`);
}
