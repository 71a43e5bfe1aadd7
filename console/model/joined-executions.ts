import type { Execution } from './execution.ts';
import { listedBehind } from './listed-behind.ts';

export interface ExecutionsPart {
  readonly executions: readonly Execution[];
  readonly nextToken?: string;
}

/**
 * The newest executions, just listed, before those that were listed earlier behind them. Of the earlier ones only those count that
 * are older than the newest ones reach: others have ended since, or are no longer what was asked for.
 */
export function joinedExecutions(newest: ExecutionsPart, older: ExecutionsPart | undefined): ExecutionsPart {
  if (older === undefined || newest.nextToken === undefined || newest.executions.length === 0) return newest;
  const behind = listedBehind(newest.executions, older.executions, ({ startedMs }) => startedMs);
  const { nextToken } = older;
  return { executions: [...newest.executions, ...behind], ...(nextToken === undefined ? {} : { nextToken }) };
}
