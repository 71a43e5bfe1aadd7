import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../../core/wire/wire-json.ts';
import type { Definition, State } from '../../definition/definition.ts';
import { readDefinitionText } from '../../definition/definition-text.ts';
import { describeProblem, validateDefinition } from '../../definition/validate-definition.ts';
import { TooManyIterations } from '../../engine/mocked-state.ts';
import { type Mock, type StateTest, type TestedState, testState } from '../../engine/state-test.ts';
import { isRecord, type JsonRecord, Payload, parseJson } from '../../language/json.ts';
import type { Integration, TaskRunner } from '../../tasks/task.ts';
import { invalidDefinition, invalidInput } from '../api-errors.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';
import { checkedContext, ownContext } from './test-state-context.ts';
import { readMock, readProgress } from './test-state-mock.ts';

/** As long as a test may take. */
const TEST_MS = 5 * 60_000;
const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const;
const DEFAULT_NAME = 'StateName';
/** What is of no account when there is one state only. */
const OF_OTHER_STATES = new Set(['MISSING_TRANSITION_TARGET', 'MISSING_END_STATE', 'DUPLICATE_STATE_NAME']);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html */
export function testStateOperations(state: ServiceState): JsonOperations {
  return {
    TestState: async (input, { signal }) => {
      const members = new RequestMembers(input);
      const level = members.choice('inspectionLevel', LEVELS) ?? 'INFO';
      const test = readTest(state, members, AbortSignal.any([signal, AbortSignal.timeout(TEST_MS)]));
      return answer(test, await tested(test), level !== 'INFO');
    },
  };
}

async function tested(test: StateTest): Promise<TestedState> {
  try {
    return await testState(test);
  } catch (error) {
    if (!(error instanceof TooManyIterations)) throw error;
    throw validation('Map iteration failure count must be less than or equal to the number of Map iterations');
  }
}

function readTest(service: ServiceState, members: RequestMembers, signal: AbortSignal): StateTest {
  const { name, state, language } = readState(service, members);
  const mock = readMock(members.object('mock'), state);
  refuseUnfit(state, mock, members);
  const input = readInput(members.text('input') ?? '{}');
  const roleArn = members.text('roleArn');
  const isWholeContext = members.has('context');
  const context = isWholeContext
    ? checkedContext(readRecord(members, 'context'), waits(state))
    : ownContext({ owner: service.owner, input: input.value, roleArn });
  return {
    name,
    state,
    input,
    mock,
    signal,
    variables: readRecord(members, 'variables'),
    isJsonata: (state.QueryLanguage ?? language) === 'JSONata',
    progress: readProgress(members.object('stateConfiguration')),
    scope: { context, isWholeContext, random: service.random, tasks: tasksOf(service, roleArn ?? '', mock) },
  };
}

/** Whether a task ends with a job, or when somebody sends its token. */
function waits(state: State): boolean {
  return state.Type === 'Task' && /\.(sync(:\d+)?|waitForTaskToken)$|:activity:/.test(state.Resource);
}

interface Named {
  readonly name: string;
  readonly state: State;
  readonly language: Definition['QueryLanguage'];
}

/** The definition of one state, or of a state machine one of whose states is named. */
function readState({ integrations }: ServiceState, members: RequestMembers): Named {
  const stateName = members.text('stateName');
  const read = readDefinitionText(members.requiredText('definition'));
  if ('problem' in read) throw invalidDefinition([describeProblem(read.problem)]);
  const { definition } = read;
  const name = stateName ?? DEFAULT_NAME;
  const machine = stateName === undefined ? { StartAt: name, States: { [name]: definition } } : definition;
  const problems = validateDefinition(JSON.stringify(machine), integrations).filter(
    ({ severity, code }) => severity === 'ERROR' && (stateName !== undefined || !OF_OTHER_STATES.has(code)),
  );
  if (problems.length > 0) throw invalidDefinition(problems.map(describeProblem));
  const { States, QueryLanguage: language } = machine as unknown as Definition;
  const state = stateIn(States, name);
  if (state === undefined) throw validation('State not found in definition');
  return { name, state, language };
}

/** A state of this name, also inside of Parallel and Map states. */
function stateIn(states: Definition['States'], name: string): State | undefined {
  if (Object.hasOwn(states, name)) return states[name];
  for (const state of Object.values(states)) {
    const inner =
      state.Type === 'Parallel' ? state.Branches : state.Type === 'Map' ? [state.ItemProcessor ?? state.Iterator] : [];
    for (const machine of inner) {
      const found = machine === undefined ? undefined : stateIn(machine.States, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function refuseUnfit(state: State, mock: Mock | undefined, members: RequestMembers): void {
  if (mock !== undefined) {
    if (members.flag('revealSecrets') !== true) return;
    throw validation('TestState does not support RevealSecrets when a mock is specified.');
  }
  if (members.object('stateConfiguration')?.['mapIterationFailureCount'] !== undefined) {
    throw validation('TestState does not support MapIterationFailureCount when a mock is not specified.');
  }
  if (state.Type === 'Map' || state.Type === 'Parallel') {
    const types = 'Task, Wait, Pass, Succeed, Fail, Choice';
    const text = `TestState API does not support Map or Parallel states. Supported state types include: [${types}]`;
    throw new AwsError('InvalidDefinition', 400, text);
  }
  if (state.Type === 'Task' && !members.has('roleArn')) {
    throw validation('RoleArn must be specified when testing a Task state');
  }
  if (waits(state)) throw validation('[rehearsal] a task that waits for a job, a token or a worker needs a mock');
}

function readInput(text: string): Payload {
  try {
    return Payload.parse(text);
  } catch (error) {
    throw invalidInput(error instanceof Error ? error.message : String(error));
  }
}

function readRecord(members: RequestMembers, member: string): JsonRecord {
  const text = members.text(member);
  if (text === undefined) return {};
  try {
    const value = parseJson(text);
    if (isRecord(value)) return value;
  } catch {
    // It is refused below.
  }
  throw validation(`[rehearsal] ${member} must be a JSON object`);
}

function tasksOf(service: ServiceState, roleArn: string, mock: Mock | undefined): TaskRunner {
  const { integrations, roles, pending, owner } = service;
  const stateMachineArn = `arn:aws:states:${owner.region}:${owner.accountId}:stateMachine:test`;
  return {
    region: owner.region,
    find: (resource) => mockedIntegration(integrations.find(resource), mock),
    openToken: () => pending.open(),
    call: (request) => ({
      ...request,
      executionArn: `arn:aws:states:${owner.region}:${owner.accountId}:express:test:test`,
      stateMachineArn,
      clients: () => roles.clientsOf({ roleArn, stateMachineArn, actsFor: request.actsFor }),
      inBackground: (work) => void work.catch(() => {}),
    }),
  };
}

function mockedIntegration(integration: Integration | undefined, mock: Mock | undefined): Integration | undefined {
  if (integration === undefined || mock === undefined) return integration;
  const { precondition: _, ...rest } = integration;
  return {
    ...rest,
    run: () => ('error' in mock ? Promise.reject(mock.error) : Promise.resolve(mock.result)),
  };
}

function answer({ input }: StateTest, ended: TestedState, inspects: boolean): JsonObject {
  const { status, end, error, errorDetails, steps, variables, mapLimits } = ended;
  const inspected = {
    input: input.text,
    ...mapLimits,
    ...Object.fromEntries([...steps].map(([step, data]) => [step, data.text])),
    ...(errorDetails === undefined ? {} : { errorDetails }),
    ...(Object.keys(variables).length === 0 ? {} : { variables: JSON.stringify(variables) }),
  };
  return {
    ...(end === undefined ? {} : { output: end.output.text }),
    ...(error?.errorName === undefined ? {} : { error: error.errorName }),
    ...(error?.causeText === undefined ? {} : { cause: error.causeText }),
    ...(end?.next === undefined ? {} : { nextState: end.next }),
    ...(inspects ? { inspectionData: inspected } : {}),
    status,
  };
}

function validation(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
