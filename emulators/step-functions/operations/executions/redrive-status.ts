import { MAX_EVENTS } from '../../engine/history.ts';
import type { ExecutionRecord } from '../../executions/execution-record.ts';

const DAY_MS = 24 * 60 * 60_000;
/** https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility */
const REDRIVABLE_PERIOD_MS = 14 * DAY_MS;
const MAX_OPEN_MS = 365 * DAY_MS;

/** Why an execution cannot be redriven; undefined when it can. */
export function notRedrivableReason(
  { status, startedMs, stoppedMs }: ExecutionRecord,
  countEvents: () => number,
  nowMs: number,
): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (nowMs - (stoppedMs ?? nowMs) > REDRIVABLE_PERIOD_MS) return 'Execution redrivable period exceeded';
  if (nowMs - startedMs > MAX_OPEN_MS) return 'Execution has exceeded the max execution time';
  // ExecutionRedriven and one more event must have room.
  return countEvents() >= MAX_EVENTS - 1 ? 'Execution history event limit exceeded' : undefined;
}

/** What DescribeExecution says of redriving. A child goes on when its map run does. */
export function redriveMembers(execution: ExecutionRecord, countEvents: () => number): object {
  const { mapRunArn } = execution;
  const redriveStatusReason = notRedrivableReason(execution, countEvents, Date.now());
  if (redriveStatusReason === undefined) {
    return { redriveStatus: mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
  }
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
}
