import { isRecord, type Payload } from '../../language/json.ts';
import { EvaluationError } from '../../language/state-error.ts';
import type { Integration } from '../../tasks/task.ts';

/** An optimized integration takes the members it knows and no others. */
export function checkParameters({ parameters: known }: Integration, given: Payload): void {
  if (known === undefined) return;
  const names = isRecord(given.value) ? Object.keys(given.value) : [];
  const problems = parameterProblems(names, known);
  if (problems.length === 0) return;
  throw new EvaluationError(
    `The Parameters '${given.text}' could not be used to start the Task: [${problems.join(', ')}]`,
  );
}

/** What is wrong with the members that Parameters have. */
export function parameterProblems(names: readonly string[], known: NonNullable<Integration['parameters']>): string[] {
  const unsupported = names.filter((name) => !known.required.includes(name) && !known.optional.includes(name));
  const missing = known.required.filter((name) => !names.includes(name));
  return [
    ...unsupported.map((name) => `The field "${name}" is not supported by Step Functions`),
    ...missing.map((name) => `The field "${name}" is required but was missing`),
  ];
}
