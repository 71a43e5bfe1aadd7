import type { FailState } from '../definition/definition.ts';
import type { StateRun } from '../engine/state-run.ts';
import { evaluatePathOrCall } from '../language/expression.ts';
import { typedJsonata } from '../language/jsonata/jsonata.ts';
import { EvaluationError, StateError } from '../language/state-error.ts';

/** Fail: ends its line of control with an error; either part may be missing (https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html). */
export function runFail(run: StateRun<FailState>): never {
  const { Error: error, ErrorPath, Cause, CausePath } = run.state;
  if (run.isJsonata) throw new StateError(textOf('Error', error, run), textOf('Cause', Cause, run));
  run.inspect('afterInputPath', run.input);
  throw new StateError(error ?? textAt('ErrorPath', ErrorPath, run), Cause ?? textAt('CausePath', CausePath, run));
}

function textOf(field: string, text: string | undefined, run: StateRun<FailState>): string | undefined {
  return text === undefined ? undefined : String(typedJsonata(text, field, 'string', run.jsonata()));
}

function textAt(field: string, path: string | undefined, run: StateRun<FailState>): string | undefined {
  if (path === undefined) return undefined;
  const value = evaluatePathOrCall(path, field, run.scope(run.input));
  if (typeof value === 'string') return value;
  throw new EvaluationError(`[rehearsal] The ${field} '${path}' must give a string but gives ${JSON.stringify(value)}`);
}
