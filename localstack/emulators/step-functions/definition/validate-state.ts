import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { StateType } from './definition.ts';
import { FIELD_RULES } from './field-rules.ts';
import { COMMON_FIELDS, FIELDS_NOT_EMULATED, isStateType, STATE_FIELDS } from './state-fields.ts';
import { validateChoices } from './validate-choices.ts';
import type { Validation } from './validate-definition.ts';
import { validateErrorHandling } from './validate-error-handling.ts';
import { validateTask } from './validate-task.ts';
import { validateTemplate } from './validate-template.ts';

/** Checks one state; the branches of a Parallel state are noted for later. */
export function validateState(state: Json, location: string, validation: Validation): void {
  const { problems } = validation;
  if (!isRecord(state)) {
    problems.schema(location, '[rehearsal] a state must be an object');
    return;
  }
  const { Type } = state;
  if (Type === undefined) problems.schema(location, 'These fields are required: [Type]');
  else if (Type === 'Map') problems.notEmulated(location, 'The state type Map');
  else if (!isStateType(Type)) {
    const types = Object.keys(STATE_FIELDS).join(', ');
    problems.schema(
      `${location}/Type`,
      `[rehearsal] ${JSON.stringify(Type)} is not a state type; there are ${types} and Map`,
    );
  } else validateKnownState(state, Type, location, validation);
}

function validateKnownState(state: JsonRecord, type: StateType, location: string, validation: Validation): void {
  const { problems } = validation;
  if (state['QueryLanguage'] === 'JSONata') {
    problems.notEmulated(`${location}/QueryLanguage`, 'QueryLanguage JSONata');
    return;
  }
  checkFields(state, type, location, validation);
  checkGroups(state, type, location, validation);
  validateTemplate(state['Parameters'], `${location}/Parameters`, problems);
  validateTemplate(state['ResultSelector'], `${location}/ResultSelector`, problems);
  validateErrorHandling(state, location, problems);
  if (type === 'Task') validateTask(state, location, validation);
  if (type === 'Choice') validateChoices(state['Choices'], `${location}/Choices`, problems);
  const branches = type === 'Parallel' ? state['Branches'] : undefined;
  if (!isList(branches)) return;
  branches.forEach((branch, at) => {
    validation.branches.push({ branch, location: `${location}/Branches[${at}]` });
  });
}

function checkFields(state: JsonRecord, type: StateType, location: string, { problems }: Validation): void {
  const { required, optional } = STATE_FIELDS[type];
  const known = new Set([...COMMON_FIELDS, ...required, ...optional]);
  const missing = required.filter((field) => state[field] === undefined);
  if (missing.length > 0) problems.schema(location, `These fields are required: [${missing.join(', ')}]`);
  for (const [field, value] of Object.entries(state)) {
    const later = FIELDS_NOT_EMULATED[field];
    if (known.has(field)) {
      const problem = FIELD_RULES[field]?.(value);
      if (problem !== undefined) problems.schema(`${location}/${field}`, problem);
    } else if (later !== undefined) problems.notEmulated(`${location}/${field}`, later);
    else problems.schema(`${location}/${field}`, `[rehearsal] Field '${field}' is not supported in a ${type} state`);
  }
}

function checkGroups(state: JsonRecord, type: StateType, location: string, { problems }: Validation): void {
  const { exclusive, oneOf } = STATE_FIELDS[type];
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
