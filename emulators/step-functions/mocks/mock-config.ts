import { suggestion } from '../../core/nearest-name.ts';
import { isRecord, type Json, type JsonRecord, parseJson } from '../language/json.ts';
import { type MockedAttempt, mockedAttempts } from './mocked-attempts.ts';

/** Mocked responses by state name. */
export type TestCase = ReadonlyMap<string, MockedResponse>;

/** What the attempts of a state get in place of a service's answer. */
export interface MockedResponse {
  readonly name: string;
  readonly attempts: readonly MockedAttempt[];
}

/** A mock configuration that does not fit; the message has every problem in it. */
export class MockConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.map((problem) => `\n  - ${problem}`).join(''));
    this.name = 'MockConfigError';
    this.problems = problems;
  }
}

const TOP_KEYS = ['StateMachines', 'MockedResponses'];

/**
 * The mock configuration of AWS's Step Functions Local
 * (https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html): test cases by state machine.
 */
export class MockConfig {
  readonly #machines: ReadonlyMap<string, ReadonlyMap<string, TestCase>>;

  private constructor(machines: ReadonlyMap<string, ReadonlyMap<string, TestCase>>) {
    this.#machines = machines;
  }

  /** Throws MockConfigError with all that does not fit. */
  static parse(text: string): MockConfig {
    const problems: string[] = [];
    const root = members(parsed(text), 'the file', problems, TOP_KEYS);
    const responses = new Map<string, MockedResponse>();
    for (const [name, value] of Object.entries(members(root['MockedResponses'] ?? {}, 'MockedResponses', problems))) {
      const where = `MockedResponses.${name}`;
      responses.set(name, { name, attempts: mockedAttempts(members(value, where, problems), where, problems) });
    }
    const machines = new Map<string, ReadonlyMap<string, TestCase>>();
    for (const [name, value] of Object.entries(members(root['StateMachines'] ?? {}, 'StateMachines', problems))) {
      machines.set(name, testCases(value, `StateMachines.${name}`, responses, problems));
    }
    if (machines.size === 0 && problems.length === 0)
      problems.push('StateMachines is missing: no test case can be started');
    if (problems.length > 0) throw new MockConfigError(problems);
    return new MockConfig(machines);
  }

  /** The test case, or what to say about a name that the configuration does not have. */
  find(machineName: string, caseName: string): TestCase | string {
    const cases = this.#machines.get(machineName);
    if (cases === undefined) {
      return `the mock configuration has no state machine ${machineName}; ${suggestion(machineName, [...this.#machines.keys()])}`;
    }
    const found = cases.get(caseName);
    return (
      found ?? `state machine ${machineName} has no test case ${caseName}; ${suggestion(caseName, [...cases.keys()])}`
    );
  }
}

function testCases(
  value: Json,
  where: string,
  responses: ReadonlyMap<string, MockedResponse>,
  problems: string[],
): ReadonlyMap<string, TestCase> {
  const { TestCases } = members(value, where, problems, ['TestCases']);
  const cases = members(TestCases ?? {}, `${where}.TestCases`, problems);
  return new Map(
    Object.entries(cases).map(([name, states]) => {
      const place = `${where}.TestCases.${name}`;
      const named = Object.entries(members(states, place, problems));
      const found = named.flatMap(([state, response]): [string, MockedResponse][] => {
        const mocked = typeof response === 'string' ? responses.get(response) : undefined;
        if (mocked !== undefined) return [[state, mocked]];
        const advice = responses.size === 0 ? 'there is none' : suggestion(String(response), [...responses.keys()]);
        problems.push(`${place}.${state} is ${JSON.stringify(response)}, which is no mocked response; ${advice}`);
        return [];
      });
      return [name, new Map(found)];
    }),
  );
}

/** An object's members; none, and a problem, for anything else and for unknown members. */
function members(value: Json, where: string, problems: string[], known?: readonly string[]): JsonRecord {
  if (!isRecord(value)) {
    problems.push(`${where} is ${JSON.stringify(value)}; it must be an object`);
    return {};
  }
  for (const key of Object.keys(value).filter((name) => known?.includes(name) === false)) {
    problems.push(`${where} has a field "${key}" that is not emulated; ${suggestion(key, known ?? [])}`);
  }
  return value;
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new MockConfigError([`it is no JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
