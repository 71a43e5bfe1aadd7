import type { PassState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath, applyTemplate } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';
import { concludeJsonata, concludePaths } from './conclude.ts';

/** Pass: Result, or the input through Parameters (https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html). */
export function runPass(run: StateRun<PassState>): StateEnd {
  if (run.isJsonata) return concludeJsonata(run, run.input);
  const { InputPath, Parameters, Result } = run.state;
  const input = applyPath(InputPath, run.scope(run.input));
  const effective = applyTemplate(Parameters, run.scope(input));
  return concludePaths(run, Result === undefined ? effective : new Payload(Result));
}
