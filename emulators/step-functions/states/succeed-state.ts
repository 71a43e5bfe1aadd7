import type { SucceedState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath } from '../language/data-flow.ts';
import { assignedByPaths, concludeJsonata } from './conclude.ts';

/** Succeed: ends its line of control (https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html). */
export function runSucceed(run: StateRun<SucceedState>): StateEnd {
  if (run.isJsonata) return concludeJsonata(run, run.input);
  const input = run.inspect('afterInputPath', applyPath(run.state.InputPath, run.scope(run.input)));
  const output = applyPath(run.state.OutputPath, run.scope(input));
  return run.end(output, assignedByPaths(run, input));
}
