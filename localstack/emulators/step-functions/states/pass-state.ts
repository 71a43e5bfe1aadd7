import type { PassState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath, applyResultPath, applyTemplate } from '../language/data-flow.ts';
import { Payload } from '../language/json.ts';

/** Pass: Result, or the input through Parameters (https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html). */
export function runPass(run: StateRun<PassState>): StateEnd {
  const { InputPath, Parameters, Result, ResultPath, OutputPath } = run.state;
  const input = applyPath('InputPath', InputPath, run.scope(run.input));
  const effective = applyTemplate(Parameters, run.scope(input));
  const result = Result === undefined ? effective : new Payload(Result);
  const combined = applyResultPath(ResultPath, run.input, result);
  return run.end(applyPath('OutputPath', OutputPath, run.scope(combined)));
}
