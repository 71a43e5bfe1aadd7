import type { Execution } from '../model/execution.ts';
import { executionIn } from '../model/execution.ts';
import { listIn, membersIn, numberIn, textIn } from '../model/members.ts';
import { callJson } from './call-json.ts';

/** The items of a distributed Map state, by how they stand. */
export interface MapRun {
  readonly status: string;
  /** By AWS's names, such as `succeeded`, in AWS's order. */
  readonly counts: readonly (readonly [name: string, count: number])[];
  readonly maxConcurrency: number;
}

const COUNTS = ['total', 'pending', 'running', 'succeeded', 'failed', 'timedOut', 'aborted'];

export async function describeMapRun(mapRunArn: string, signal?: AbortSignal): Promise<MapRun> {
  const answer = await callJson('states', 'DescribeMapRun', { mapRunArn }, signal);
  const items = membersIn(answer, 'itemCounts');
  return {
    status: textIn(answer, 'status') ?? '',
    counts: COUNTS.map((name) => [name, numberIn(items, name) ?? 0] as const),
    maxConcurrency: numberIn(answer, 'maxConcurrency') ?? 0,
  };
}

/** Executions of its items, the newest first. */
export async function listItemExecutions(mapRunArn: string, signal?: AbortSignal): Promise<readonly Execution[]> {
  const answer = await callJson('states', 'ListExecutions', { mapRunArn, maxResults: 100 }, signal);
  return listIn(answer, 'executions').map(executionIn);
}
