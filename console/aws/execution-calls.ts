import { type Execution, executionIn } from '../model/execution.ts';
import { type HistoryEvent, historyEvents } from '../model/history/story-event.ts';
import { listIn, type Members, textIn } from '../model/members.ts';
import { callJson } from './call-json.ts';

export interface ExecutionsPage {
  readonly executions: readonly Execution[];
  readonly nextToken?: string;
}

export interface ListedExecutions {
  readonly stateMachineArn: string;
  readonly maxResults: number;
  /** AWS's status, such as `FAILED`. */
  readonly statusFilter?: string;
  readonly nextToken?: string;
}

export async function listExecutions(input: ListedExecutions, signal?: AbortSignal): Promise<ExecutionsPage> {
  const answer = await callJson('states', 'ListExecutions', input, signal);
  return { executions: listIn(answer, 'executions').map(executionIn), ...tokenIn(answer) };
}

export async function describeExecution(executionArn: string, signal?: AbortSignal): Promise<Execution> {
  return executionIn(await callJson('states', 'DescribeExecution', { executionArn }, signal));
}

export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly nextToken?: string;
}

export interface AskedHistory {
  readonly executionArn: string;
  readonly maxResults: number;
  readonly reverseOrder?: boolean;
  readonly nextToken?: string;
}

export async function executionHistory(input: AskedHistory, signal?: AbortSignal): Promise<HistoryPage> {
  const answer = await callJson('states', 'GetExecutionHistory', input, signal);
  return { events: historyEvents(listIn(answer, 'events')), ...tokenIn(answer) };
}

const MAX_EVENTS = 1000;

/** All events as AWS gives them, for a file that other tools read. */
export async function rawHistory(executionArn: string): Promise<readonly Members[]> {
  const events: Members[] = [];
  for (let page: { readonly nextToken?: string } = {}; ; ) {
    const answer = await callJson('states', 'GetExecutionHistory', { executionArn, maxResults: MAX_EVENTS, ...page });
    events.push(...listIn(answer, 'events'));
    page = tokenIn(answer);
    if (page.nextToken === undefined) return events;
  }
}

/** Gives the new execution's ARN. */
export async function startExecution(stateMachineArn: string, input: string, name: string): Promise<string> {
  const chosen = name === '' ? {} : { name };
  const answer = await callJson('states', 'StartExecution', { stateMachineArn, input, ...chosen });
  return textIn(answer, 'executionArn') ?? '';
}

export async function stopExecution(executionArn: string): Promise<void> {
  await callJson('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'Stopped in the console' });
}

export async function redriveExecution(executionArn: string): Promise<void> {
  await callJson('states', 'RedriveExecution', { executionArn });
}

function tokenIn(answer: Members): { nextToken?: string } {
  const nextToken = textIn(answer, 'nextToken');
  return nextToken === undefined ? {} : { nextToken };
}
