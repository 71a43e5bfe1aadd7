import { randomUUID } from 'node:crypto';
import { suggestion } from '../../core/nearest-name.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { JsonObject, JsonOperations } from '../../core/wire/wire-json.ts';
import { isRecord, type Json, type JsonRecord, parseJson } from '../language/json.ts';
import type { MockConfig, TestCase } from './mock-config.ts';
import type { TestCases } from './test-cases.ts';

const STARTING = ['StartExecution', 'StartSyncExecution'];

/** Lets executions be started with `<state machine ARN>#<test case>`, as Step Functions Local does. */
export function withTestCases(operations: JsonOperations, config: MockConfig, testCases: TestCases): JsonOperations {
  const starting = STARTING.flatMap((operation) => {
    const start = operations[operation];
    const describe = operations['DescribeStateMachine'];
    if (start === undefined || describe === undefined) return [];
    const withTestCase: JsonOperations[string] = async (input, context) => {
      const [stateMachineArn = '', caseName] = String(input['stateMachineArn']).split('#');
      if (caseName === undefined) return start(input, context);
      const machine: JsonObject = { ...(await describe({ stateMachineArn }, context)) };
      const testCase = required(config, machine, caseName);
      const name = typeof input['name'] === 'string' ? input['name'] : randomUUID();
      const execution = { stateMachineArn: String(machine['stateMachineArn']), name };
      const isNew = !testCases.isChosenFor(execution);
      if (isNew) testCases.choose(execution, testCase);
      try {
        return await start({ ...input, stateMachineArn, name }, context);
      } catch (error) {
        if (isNew) testCases.forget(execution);
        throw error;
      }
    };
    return [[operation, withTestCase] as const];
  });
  return { ...operations, ...Object.fromEntries(starting) };
}

function required(config: MockConfig, { name, definition }: JsonObject, caseName: string): TestCase {
  const testCase = config.find(String(name), caseName);
  if (typeof testCase === 'string') throw refusal([testCase]);
  const tasks = taskNames(parseJson(String(definition)));
  const unknown = [...testCase.keys()].filter((state) => !tasks.includes(state));
  if (unknown.length === 0) return testCase;
  throw refusal(
    unknown.map((state) => `test case ${caseName} mocks ${state}, which is no Task state; ${suggestion(state, tasks)}`),
  );
}

function refusal(problems: readonly string[]): AwsError {
  return new AwsError('ValidationException', 400, `[rehearsal] ${problems.join('; ')}`);
}

/** Names of the Task states of a definition and of all that are nested in its states. */
function taskNames(definition: Json): readonly string[] {
  if (Array.isArray(definition)) return definition.flatMap(taskNames);
  if (!isRecord(definition)) return [];
  const { States: states, ...others } = definition;
  const own = isRecord(states) ? taskStates(states) : [];
  return [...own, ...Object.values({ ...others, ...(isRecord(states) ? states : {}) }).flatMap(taskNames)];
}

function taskStates(states: JsonRecord): readonly string[] {
  return Object.entries(states).flatMap(([name, state]) => (isRecord(state) && state['Type'] === 'Task' ? [name] : []));
}
