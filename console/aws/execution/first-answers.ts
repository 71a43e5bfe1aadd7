import type { Execution } from '../../model/execution.ts';
import { describeExecution, executionHistory, type HistoryPage } from '../execution-calls.ts';
import { definitionOfExecution } from '../machine-calls.ts';

const FIRST_PAGE = 1_000;

/** What an execution's page begins with. */
export type FirstAnswers = readonly [execution: Execution, definition: string, page: HistoryPage];

/** Asks for all of it at once. */
export function firstAnswers(executionArn: string, signal?: AbortSignal): Promise<FirstAnswers> {
  return Promise.all([
    describeExecution(executionArn, signal),
    definitionOfExecution(executionArn, signal),
    historyPage(executionArn, {}, signal),
  ]);
}

/** The oldest events that are not known. */
export function historyPage(
  executionArn: string,
  token: { readonly nextToken?: string },
  signal?: AbortSignal,
): Promise<HistoryPage> {
  return executionHistory({ executionArn, maxResults: FIRST_PAGE, ...token }, signal);
}
