import { isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { StateType } from './definition.ts';
import { isExpression } from './field-rules.ts';
import type { Problems } from './problem.ts';

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];
/** Members that have a twin whose name ends with `Path`. */
const WITH_PATH = ['Error', 'Cause', 'Timestamp'];

/** AWS's warnings of text that looks like a path where it is plain text (ValidateStateMachineDefinition, list of warning codes). */
export function warnOfPaths(state: JsonRecord, type: StateType, location: string, problems: Problems): void {
  for (const field of TEMPLATES) warnOfTemplate(state[field], `${location}/${field}`, problems);
  for (const field of WITH_PATH) {
    if (!looksDynamic(state[field])) continue;
    problems.warn('NO_PATH', `${location}/${field}`, `[rehearsal] this is plain text: name it ${field}Path`);
  }
  if (type === 'Pass' && looksDynamic(state['Result'])) {
    problems.warn('PASS_RESULT_IS_STATIC', `${location}/Result`, '[rehearsal] Result is plain text: use Parameters');
  }
}

function warnOfTemplate(template: Json | undefined, location: string, problems: Problems): void {
  if (!isRecord(template)) return;
  for (const [field, value] of Object.entries(template)) {
    if (field.endsWith('.$')) continue;
    if (looksDynamic(value)) {
      problems.warn('NO_DOLLAR', `${location}/${field}`, `[rehearsal] this is plain text: name it ${field}.$`);
    }
    warnOfTemplate(value, `${location}/${field}`, problems);
  }
}

function looksDynamic(value: Json | undefined): boolean {
  return typeof value === 'string' && /^(\$[.[$]|States\.)/.test(value) && isExpression(value);
}
