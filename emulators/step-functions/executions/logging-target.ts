import type { LoggingConfiguration } from './state-machine-record.ts';

/** The name of the log group that executions are logged to; undefined where they are not. */
export function logGroupOf({ level, destinations }: LoggingConfiguration): string | undefined {
  if (level === 'OFF') return undefined;
  const arn = destinations?.[0]?.cloudWatchLogsLogGroup.logGroupArn;
  return arn === undefined ? undefined : /:log-group:([^:]+)/.exec(arn)?.[1];
}
