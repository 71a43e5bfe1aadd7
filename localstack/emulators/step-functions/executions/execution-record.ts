export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What is kept of an execution beside its history. Texts are JSON as it came; times are milliseconds since 1970. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly revision: string;
  readonly roleArn: string;
  readonly status: ExecutionStatus;
  readonly startedMs: number;
  /** Orders executions that were started in the same millisecond. */
  readonly sequence: number;
  readonly input: string;
  readonly traceHeader?: string;
  readonly stoppedMs?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** How an execution ended. */
export interface Outcome {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}
