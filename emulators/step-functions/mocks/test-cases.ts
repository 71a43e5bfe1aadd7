import type { Json } from '../language/json.ts';
import { RUNTIME, StateError, TASK_FAILED } from '../language/state-error.ts';
import type { Integration, TaskCall } from '../tasks/task.ts';
import type { MockedResponse, TestCase } from './mock-config.ts';

interface ChosenCase {
  readonly testCase: TestCase;
  /** Calls so far, by state. */
  readonly calls: Map<string, number>;
}

type ExecutionName = { readonly stateMachineArn: string; readonly name: string };

/** The test cases that executions were started with. */
export class TestCases {
  readonly #byExecution = new Map<string, ChosenCase>();

  choose(execution: ExecutionName, testCase: TestCase): void {
    this.#byExecution.set(keyOf(execution), { testCase, calls: new Map() });
  }

  isChosenFor(execution: ExecutionName): boolean {
    return this.#byExecution.has(keyOf(execution));
  }

  forget(execution: ExecutionName): void {
    this.#byExecution.delete(keyOf(execution));
  }

  /** The integration as the execution's state sees it: mocked, where the test case has a response for the state. */
  seenBy(execution: ExecutionName, stateName: string, integration: Integration): Integration {
    const chosen = this.#byExecution.get(keyOf(execution));
    const response = chosen?.testCase.get(stateName);
    if (chosen === undefined || response === undefined) return integration;
    return {
      ...integration,
      run: async (call) => {
        const attempt = chosen.calls.get(stateName) ?? 0;
        chosen.calls.set(stateName, attempt + 1);
        return answer(response, attempt, integration, call);
      },
    };
  }
}

function keyOf({ stateMachineArn, name }: ExecutionName): string {
  return `${stateMachineArn}:${name}`;
}

/** No service is called; a job's start is recorded as if there were a job. */
function answer(response: MockedResponse, attempt: number, { resource }: Integration, call: TaskCall): Json {
  const found = response.attempts.find(({ first, last }) => attempt >= first && attempt <= last);
  if (found === undefined) {
    const advice = `add "${attempt}" to MockedResponses.${response.name}`;
    throw new StateError(
      RUNTIME,
      `[rehearsal] the mock configuration has no response for attempt ${attempt}; ${advice}`,
    );
  }
  const { outcome } = found;
  const isSubmitted = resource.includes('.sync') || resource.includes('.waitForTaskToken');
  if ('returned' in outcome) {
    if (isSubmitted) call.submitted(outcome.returned);
    return outcome.returned;
  }
  const { error, cause } = outcome.thrown;
  // Any other name is that of a call that was refused, so that there was no job.
  if (isSubmitted && error === TASK_FAILED) call.submitted({});
  throw new StateError(error, cause);
}
