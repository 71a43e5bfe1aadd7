import type { ChoiceRule } from '../definition/choice-rule.ts';
import type { ChoiceState } from '../definition/definition.ts';
import type { StateEnd, StateRun } from '../engine/state-run.ts';
import { applyPath, applyTemplate } from '../language/data-flow.ts';
import { isRecord, type JsonRecord, type Payload } from '../language/json.ts';
import { typedJsonata } from '../language/jsonata/jsonata.ts';
import { EvaluationError } from '../language/state-error.ts';
import { ruleHolds } from './choice-condition.ts';
import { assignedByPaths, jsonataResults } from './conclude.ts';

/** Choice: the first rule that holds says where to go (https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html). */
export function runChoice(run: StateRun<ChoiceState>): StateEnd {
  return run.isJsonata ? chooseByJsonata(run) : chooseByPaths(run);
}

function chooseByPaths(run: StateRun<ChoiceState>): StateEnd {
  const { Choices, InputPath, OutputPath } = run.state;
  const input = run.inspect('afterInputPath', applyPath(InputPath, run.scope(run.input)));
  const scope = run.scope(input);
  const rule = Choices.find((candidate) => ruleHolds(candidate, scope));
  const next = targetOf(run, rule);
  const assigned = rule === undefined ? assignedByPaths(run, input) : assignedByRule(run, rule, input);
  const output = applyPath(OutputPath, scope);
  return { output, next, ...(assigned === undefined ? {} : { assigned }) };
}

/** The state's own Assign is for Default alone. */
function assignedByRule(run: StateRun<ChoiceState>, { Assign }: ChoiceRule, input: Payload): JsonRecord | undefined {
  if (Assign === undefined) return undefined;
  const { value } = applyTemplate(Assign, run.scope(input));
  return isRecord(value) ? value : undefined;
}

function chooseByJsonata(run: StateRun<ChoiceState>): StateEnd {
  const { Choices } = run.state;
  const scope = run.jsonata();
  const at = Choices.findIndex(
    ({ Condition }, index) =>
      typedJsonata(Condition ?? false, `Choices[${index}]/Condition`, 'boolean', scope) === true,
  );
  const rule = Choices[at];
  const next = targetOf(run, rule);
  const { output, assigned } = jsonataResults(
    run,
    rule ?? run.state,
    rule === undefined ? '' : `Choices[${at}]/`,
    run.input,
  );
  return { output, next, ...(assigned === undefined ? {} : { assigned }) };
}

function targetOf(run: StateRun<ChoiceState>, rule: ChoiceRule | undefined): string {
  const next = rule?.Next ?? run.state.Default;
  if (next !== undefined) return next;
  throw new EvaluationError(
    'Failed to transition out of the state. The state does not point to a next state.',
    'States.NoChoiceMatched',
  );
}
