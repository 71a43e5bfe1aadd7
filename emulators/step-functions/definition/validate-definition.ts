import { Pauses } from '../../core/process/pauses.ts';
import type { MachineType } from '../executions/state-machine-record.ts';
import { isRecord, type JsonRecord } from '../language/json.ts';
import type { Integrations } from '../tasks/integrations.ts';
import { readDefinitionText } from './definition-text.ts';
import { EMPTY, enumProblem, integerProblem } from './field-rules.ts';
import { type Problem, Problems } from './problem.ts';
import { QUERY_LANGUAGES } from './state-fields.ts';
import { checkTransitions } from './transitions.ts';
import { validateState } from './validate-state.ts';
import type { InnerStates, Validation } from './validation.ts';

export { describeProblem } from './problem.ts';

const ROOT_FIELDS = new Set(['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage']);
const BRANCH_FIELDS = new Set(['Comment', 'StartAt', 'States']);
const PROCESSOR_FIELDS = new Set([...BRANCH_FIELDS, 'ProcessorConfig']);
const MAX_TIMEOUT_SECONDS = 99_999_999;
const MAX_STATE_NAME_LENGTH = 80;

/** Everything that is wrong with a definition's text; empty when it can run here. */
export function validateDefinition(
  text: string,
  integrations: Integrations,
  machineType: MachineType = 'STANDARD',
): readonly Problem[] {
  const steps = validated(text, integrations, machineType);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The same of a definition that may have many thousand states: others have their turns in between. */
export async function validateInTurns(
  text: string,
  integrations: Integrations,
  machineType: MachineType,
): Promise<readonly Problem[]> {
  const pauses = new Pauses();
  const steps = validated(text, integrations, machineType);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    await pauses.whenDue();
  }
}

/** With a step for each state. */
function* validated(
  text: string,
  integrations: Integrations,
  machineType: MachineType,
): Generator<undefined, readonly Problem[]> {
  const read = readDefinitionText(text);
  if ('problem' in read) return [read.problem];
  const { definition } = read;
  const validation: Validation = {
    problems: new Problems(),
    integrations,
    machineType,
    names: new Set(),
    labels: new Set(),
    language: definition['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath',
    branches: [],
  };
  checkRoot(definition, validation.problems);
  yield* validateStates(definition, '', validation);
  for (const inner of validation.branches) yield* validateBranch(inner, validation);
  return validation.problems.found;
}

function checkRoot(definition: JsonRecord, problems: Problems): void {
  refuseUnknown(definition, ROOT_FIELDS, '', problems);
  const { Version = null, TimeoutSeconds = null, QueryLanguage = null } = definition;
  const check = (field: string, problem: string | undefined): void => {
    if (definition[field] !== undefined && problem !== undefined) problems.schema(`/${field}`, problem);
  };
  check('Version', enumProblem(Version, ['1.0']));
  check('QueryLanguage', enumProblem(QueryLanguage, QUERY_LANGUAGES));
  check('TimeoutSeconds', integerProblem(TimeoutSeconds, 0, MAX_TIMEOUT_SECONDS));
}

function* validateBranch({ branch, location, isProcessor }: InnerStates, validation: Validation): Generator<undefined> {
  if (!isRecord(branch)) {
    validation.problems.schema(location, '[rehearsal] a branch must be an object with StartAt and States');
    return;
  }
  refuseUnknown(branch, isProcessor ? PROCESSOR_FIELDS : BRANCH_FIELDS, location, validation.problems);
  yield* validateStates(branch, location, validation);
}

function* validateStates(machine: JsonRecord, location: string, validation: Validation): Generator<undefined> {
  const { problems, language } = validation;
  problems.missing(
    location,
    ['States', 'StartAt'].filter((field) => machine[field] === undefined),
  );
  const { States, StartAt } = machine;
  if (StartAt !== undefined && typeof StartAt !== 'string') {
    problems.schema(`${location}/StartAt`, '[rehearsal] StartAt must be a string');
  }
  if (States === undefined) return;
  if (!isRecord(States) || Object.keys(States).length === 0) {
    problems.schema(`${location}/States`, isRecord(States) ? EMPTY : '[rehearsal] States must be an object');
    return;
  }
  for (const [name, state] of Object.entries(States)) {
    checkName(name, `${location}/States/${name}`, validation);
    validateState(state, `${location}/States/${name}`, language, validation);
    yield;
  }
  checkTransitions(StartAt, States, location, problems);
}

function checkName(name: string, location: string, { names, problems }: Validation): void {
  if ([...name].length > MAX_STATE_NAME_LENGTH) {
    const limit = `exceeds the ${MAX_STATE_NAME_LENGTH}-character limit allowed by the service`;
    problems.add('INVALID_STATE_NAME', location, `State name '${name}' ${limit}`);
  }
  if (names.has(name)) problems.add('DUPLICATE_STATE_NAME', location, `Duplicate State name: ${name}`);
  names.add(name);
}

function refuseUnknown(machine: JsonRecord, known: ReadonlySet<string>, location: string, problems: Problems): void {
  for (const field of Object.keys(machine)) {
    if (!known.has(field)) problems.unsupported(location, field);
  }
}
