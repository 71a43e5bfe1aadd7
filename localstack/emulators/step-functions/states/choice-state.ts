import type { ChoiceState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath } from '../language/data-flow.ts';
import { EvaluationError } from '../language/state-error.ts';
import { holds } from './choice-condition.ts';

/** Choice: the first rule that holds says where to go (https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html). */
export function runChoice(run: StateRun<ChoiceState>): StateEnd {
  const input = applyPath('InputPath', run.state.InputPath, run.scope(run.input));
  const scope = run.scope(input);
  const next = run.state.Choices.find((rule) => holds(rule, scope))?.Next ?? run.state.Default;
  if (next === undefined) {
    throw new EvaluationError(
      'Failed to transition out of the state. The state does not point to a next state.',
      'States.NoChoiceMatched',
    );
  }
  return { output: applyPath('OutputPath', run.state.OutputPath, scope), next };
}
