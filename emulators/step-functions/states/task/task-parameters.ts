import { isRecord, type Payload } from '../../language/json.ts';
import { EvaluationError } from '../../language/state-error.ts';
import { parameterProblems } from '../../tasks/parameter-shape.ts';
import type { Integration } from '../../tasks/task.ts';

/** An integration takes the members it knows and no others, at any depth. */
export function checkParameters({ parameters: known }: Integration, given: Payload): void {
  if (known === undefined) return;
  const problems = parameterProblems(isRecord(given.value) ? given.value : {}, known);
  if (problems.length === 0) return;
  throw new EvaluationError(
    `The Parameters '${given.text}' could not be used to start the Task: [${problems.join(', ')}]`,
  );
}
