import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { isNestedTooDeep, MAX_NESTING } from '../language/json-nesting.ts';
import type { QueryLanguage, StateType } from './definition.ts';
import { enumProblem, fieldProblem } from './field-rules.ts';
import { warnOfPaths } from './path-warnings.ts';
import type { Problems } from './problem.ts';
import { COMMON_FIELDS, isStateType, QUERY_LANGUAGES, STATE_FIELDS, STATE_TYPES } from './state-fields.ts';
import { validateAssign } from './validate-assign.ts';
import { validateChoices } from './validate-choices.ts';
import { validateErrorHandling } from './validate-error-handling.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateMap } from './validate-map.ts';
import { validateTask } from './validate-task.ts';
import { validateTemplate } from './validate-template.ts';
import type { Validation } from './validation.ts';

/** Checks one state; `inherited` is the language of a state that names none. The states inside of it are noted for later. */
export function validateState(state: Json, location: string, inherited: QueryLanguage, validation: Validation): void {
  const { problems } = validation;
  if (!isRecord(state)) {
    problems.schema(location, '[rehearsal] a state must be an object');
    return;
  }
  const { Type } = state;
  if (Type === undefined) problems.missing(location, ['Type']);
  else if (!isStateType(Type)) {
    const types = STATE_TYPES.join(', ');
    problems.schema(`${location}/Type`, `The field 'Type' should have one of these values: [${types}]`);
  } else {
    const language = languageOf(state, location, inherited, validation);
    if (language !== undefined) validateKnownState(state, Type, location, language, validation);
  }
}

/** Undefined for a state whose language makes its members not worth a look, as AWS has it. */
function languageOf(
  state: JsonRecord,
  location: string,
  inherited: QueryLanguage,
  { problems }: Validation,
): QueryLanguage | undefined {
  const { QueryLanguage = inherited } = state;
  if (QueryLanguage === 'JSONPath' && inherited === 'JSONata') {
    problems.schema(location, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
    return undefined;
  }
  if (QueryLanguage === 'JSONata' || QueryLanguage === 'JSONPath') return QueryLanguage;
  problems.schema(`${location}/QueryLanguage`, enumProblem(QueryLanguage, QUERY_LANGUAGES) ?? '');
  return inherited;
}

function validateKnownState(
  state: JsonRecord,
  type: StateType,
  location: string,
  language: QueryLanguage,
  validation: Validation,
): void {
  const { problems } = validation;
  if (refusesDepth(state, location, problems)) return;
  checkFields(state, type, location, language, validation);
  checkGroups(state, type, location, language, validation);
  validateTemplates(state, location, language, validation);
  validateErrorHandling(state, location, language, problems);
  if (type === 'Task') validateTask(state, location, language, validation);
  if (type === 'Choice') validateChoices(state['Choices'], `${location}/Choices`, language, problems);
  if (type === 'Map') validateMap(state, location, language, validation);
  validateAssign(state['Assign'], `${location}/Assign`, language, problems);
  if (language === 'JSONPath') warnOfPaths(state, type, location, problems);
  noteInnerStates(state, type, location, validation);
}

/** States in each other are looked at one by one. */
const WITH_STATES = new Set(['Branches', 'ItemProcessor', 'Iterator']);

function refusesDepth(state: JsonRecord, location: string, problems: Problems): boolean {
  const deep = Object.entries(state).filter(([field, value]) => !WITH_STATES.has(field) && isNestedTooDeep(value));
  for (const [field] of deep) {
    const rule = `objects and lists may lie in each other at most ${MAX_NESTING} levels deep`;
    problems.schema(`${location}/${field}`, `[rehearsal] ${rule}`);
  }
  return deep.length > 0;
}

const TEMPLATES = ['Parameters', 'ResultSelector', 'Assign'];
const JSONATA_TEMPLATES = [
  ...['Arguments', 'Output', 'Assign', 'TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'Timestamp', 'Error', 'Cause'],
  ...['Items', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
];

function validateTemplates(
  state: JsonRecord,
  location: string,
  language: QueryLanguage,
  { problems }: Validation,
): void {
  if (language === 'JSONata') {
    for (const field of JSONATA_TEMPLATES) validateJsonata(state[field], `${location}/${field}`, problems);
  } else for (const field of TEMPLATES) validateTemplate(state[field], `${location}/${field}`, problems);
}

function noteInnerStates(state: JsonRecord, type: StateType, location: string, { branches }: Validation): void {
  if (type === 'Map') {
    for (const field of ['ItemProcessor', 'Iterator']) {
      const branch = state[field];
      if (isRecord(branch)) branches.push({ branch, location: `${location}/${field}`, isProcessor: true });
    }
  }
  if (type !== 'Parallel' || !isList(state['Branches'])) return;
  for (const [at, branch] of state['Branches'].entries()) {
    branches.push({ branch, location: `${location}/Branches[${at}]`, isProcessor: false });
  }
}

function checkFields(
  state: JsonRecord,
  type: StateType,
  location: string,
  language: QueryLanguage,
  { problems }: Validation,
): void {
  const { required, optional } = STATE_FIELDS[language][type];
  const known = new Set([...COMMON_FIELDS, ...required, ...optional]);
  const inOther = STATE_FIELDS[language === 'JSONata' ? 'JSONPath' : 'JSONata'][type].optional;
  problems.missing(
    location,
    required.filter((field) => state[field] === undefined),
  );
  for (const [field, value] of Object.entries(state)) {
    if (known.has(field)) {
      const problem = fieldProblem(field, value, language);
      if (problem !== undefined) problems.schema(`${location}/${field}`, problem);
    } else if (inOther.includes(field)) problems.otherLanguage(location, field, language);
    else problems.unsupported(location, field);
  }
}

function checkGroups(
  state: JsonRecord,
  type: StateType,
  location: string,
  language: QueryLanguage,
  { problems }: Validation,
): void {
  const { exclusive, oneOf } = STATE_FIELDS[language][type];
  const given = (group: readonly string[]) =>
    group.filter((field) => state[field] !== undefined && !(field === 'End' && state[field] === false));
  for (const group of [...exclusive, ...oneOf]) {
    const fields = given(group);
    if (fields.length > 1) {
      problems.schema(location, `There should only be one of the following fields: [${group.join(', ')}]`);
    }
  }
  for (const group of oneOf) {
    if (given(group).length > 0) continue;
    problems.schema(location, `This object should have only one of the following fields: [${group.join(', ')}]`);
  }
}
