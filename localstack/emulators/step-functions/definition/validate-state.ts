import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { QueryLanguage, StateType } from './definition.ts';
import { fieldProblem } from './field-rules.ts';
import { COMMON_FIELDS, FIELDS_NOT_EMULATED, isStateType, STATE_FIELDS, STATE_TYPES } from './state-fields.ts';
import { validateChoices } from './validate-choices.ts';
import type { Validation } from './validate-definition.ts';
import { validateErrorHandling } from './validate-error-handling.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateMap } from './validate-map.ts';
import { validateTask } from './validate-task.ts';
import { validateTemplate } from './validate-template.ts';

/** Checks one state; `inherited` is the language of a state that names none. The states inside of it are noted for later. */
export function validateState(state: Json, location: string, inherited: QueryLanguage, validation: Validation): void {
  const { problems } = validation;
  if (!isRecord(state)) {
    problems.schema(location, '[rehearsal] a state must be an object');
    return;
  }
  const { Type } = state;
  if (Type === undefined) problems.schema(location, 'These fields are required: [Type]');
  else if (!isStateType(Type)) {
    const types = STATE_TYPES.join(', ');
    problems.schema(`${location}/Type`, `[rehearsal] ${JSON.stringify(Type)} is not a state type; there are ${types}`);
  } else validateKnownState(state, Type, location, languageOf(state, location, inherited, validation), validation);
}

function languageOf(
  state: JsonRecord,
  location: string,
  inherited: QueryLanguage,
  { problems }: Validation,
): QueryLanguage {
  const { QueryLanguage } = state;
  if (QueryLanguage === 'JSONPath' && inherited === 'JSONata') {
    problems.schema(location, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  }
  if (QueryLanguage === 'JSONata' || QueryLanguage === 'JSONPath') return QueryLanguage;
  if (QueryLanguage !== undefined) {
    problems.schema(`${location}/QueryLanguage`, "[rehearsal] QueryLanguage must be 'JSONPath' or 'JSONata'");
  }
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
  checkFields(state, type, location, language, validation);
  checkGroups(state, type, location, language, validation);
  validateTemplates(state, location, language, validation);
  validateErrorHandling(state, location, language, problems);
  if (type === 'Task') validateTask(state, location, validation);
  if (type === 'Choice') validateChoices(state['Choices'], `${location}/Choices`, language, problems);
  if (type === 'Map') validateMap(state, location, language, problems);
  noteInnerStates(state, type, location, language, validation);
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

function noteInnerStates(
  state: JsonRecord,
  type: StateType,
  location: string,
  language: QueryLanguage,
  { branches }: Validation,
): void {
  const note = (branch: Json | undefined, field: string, isProcessor: boolean): void => {
    if (branch !== undefined) branches.push({ branch, location: `${location}/${field}`, language, isProcessor });
  };
  if (type === 'Map') {
    note(state['ItemProcessor'], 'ItemProcessor', true);
    note(state['Iterator'], 'Iterator', true);
  }
  if (type !== 'Parallel' || !isList(state['Branches'])) return;
  state['Branches'].forEach((branch, at) => {
    note(branch, `Branches[${at}]`, false);
  });
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
  const missing = required.filter((field) => state[field] === undefined);
  if (missing.length > 0) problems.schema(location, `These fields are required: [${missing.join(', ')}]`);
  for (const [field, value] of Object.entries(state)) {
    const later = FIELDS_NOT_EMULATED[field];
    if (known.has(field)) {
      const problem = fieldProblem(field, value, language);
      if (problem !== undefined) problems.schema(`${location}/${field}`, problem);
    } else if (later !== undefined) problems.notEmulated(`${location}/${field}`, later);
    else {
      const message = `[rehearsal] Field '${field}' is not supported in a ${type} state with ${language}`;
      problems.schema(`${location}/${field}`, message);
    }
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
    if (fields.length > 1) problems.schema(location, `[rehearsal] only one of [${fields.join(', ')}] may stand`);
  }
  for (const group of oneOf) {
    if (given(group).length === 0) problems.schema(location, `[rehearsal] one of [${group.join(', ')}] is required`);
  }
}
