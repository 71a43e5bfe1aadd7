import { isList, isRecord, type Json } from '../language/json.ts';
import { isExpression } from './field-rules.ts';
import type { Problems } from './problem.ts';

/** Checks all members named `x.$` of a payload template, however deep. */
export function validateTemplate(template: Json | undefined, location: string, problems: Problems): void {
  if (isList(template)) {
    template.forEach((item, at) => {
      validateTemplate(item, `${location}[${at}]`, problems);
    });
    return;
  }
  if (!isRecord(template)) return;
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) {
      validateTemplate(value, `${location}/${name}`, problems);
      continue;
    }
    if (typeof value !== 'string' || !isExpression(value)) {
      problems.schema(
        location,
        `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
      );
    }
    const plain = name.slice(0, -2);
    if (Object.hasOwn(template, plain))
      problems.schema(location, `[rehearsal] both '${plain}' and '${name}' are given`);
  }
}
