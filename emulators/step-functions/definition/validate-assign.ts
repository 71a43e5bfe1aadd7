import { isRecord, type Json } from '../language/json.ts';
import type { QueryLanguage } from './definition.ts';
import type { Problems } from './problem.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html */
const VARIABLE_NAME = /^\p{ID_Start}[\p{ID_Continue}]*$/u;
const MAX_NAME_LENGTH = 80;

/** Checks the names of the variables that a state, a catcher or a choice rule assigns. */
export function validateAssign(
  assign: Json | undefined,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  if (!isRecord(assign)) return;
  for (const field of Object.keys(assign)) {
    const name = language === 'JSONPath' ? field.replace(/\.\$$/, '') : field;
    if (name === 'states') {
      problems.add('RESERVED_VARIABLE_NAME', location, "Cannot assign to reserved variable '$states'.");
    } else if (!VARIABLE_NAME.test(name)) {
      const message = `Invalid variable name '${name}': the variable name contains invalid characters.`;
      problems.add('INVALID_VARIABLE_NAME', location, message);
    } else if (name.length > MAX_NAME_LENGTH) {
      const message = `[rehearsal] Invalid variable name '${name}': it has more than ${MAX_NAME_LENGTH} characters.`;
      problems.add('INVALID_VARIABLE_NAME', location, message);
    }
  }
}
