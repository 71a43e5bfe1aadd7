import type { PassState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath, applyTemplate } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';
import { concludeJsonata, concludePaths } from './conclude.ts';

/** Pass: Result, or the input through Parameters (https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html). */
export function runPass(run: StateRun<PassState>): StateEnd {
  if (run.isJsonata) return concludeJsonata(run, run.input);
  const { InputPath, Parameters, Result } = run.state;
  if (Result !== undefined) return concludePaths(run, run.inspect('result', new Payload(Result)));
  const input = run.inspect('afterInputPath', applyPath(InputPath, run.scope(run.input)));
  return concludePaths(run, run.inspect('afterParameters', applyTemplate(Parameters, run.scope(input))));
}
