import type { LogLevel } from './state-machine-record.ts';

const FATAL = /^Execution(Aborted|Failed|TimedOut)$/;
/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html, "Log levels for Step Functions execution events". */
const ERROR =
  /^(Execution(Aborted|Failed|TimedOut)|FailStateEntered|(Task|LambdaFunction|Activity).*(Failed|TimedOut)|EvaluationFailed|(Task|Wait|Parallel|Map)StateAborted|(ParallelState|MapState|MapIteration|MapRun)(Failed|Aborted))$/;

/** Whether events of this type are logged at this level. */
export function isLogged(type: string, level: LogLevel): boolean {
  if (level === 'OFF') return false;
  if (level === 'FATAL') return FATAL.test(type);
  return level === 'ALL' || ERROR.test(type);
}
