import type { Execution } from './execution.ts';

export interface ExecutionsPart {
  readonly executions: readonly Execution[];
  readonly nextToken?: string;
}

/**
 * The newest executions, just listed, before those that were listed earlier behind them. Of the earlier ones only those count that
 * are older than the newest ones reach: others have ended since, or are no longer what was asked for.
 */
export function joinedExecutions(newest: ExecutionsPart, older: ExecutionsPart | undefined): ExecutionsPart {
  const last = newest.executions.at(-1);
  if (older === undefined || newest.nextToken === undefined || last === undefined) return newest;
  const listed = new Set(newest.executions.map(({ arn }) => arn));
  const behind = older.executions.filter(({ arn, startedMs }) => !listed.has(arn) && startedMs <= last.startedMs);
  const { nextToken } = older;
  return { executions: [...newest.executions, ...behind], ...(nextToken === undefined ? {} : { nextToken }) };
}
