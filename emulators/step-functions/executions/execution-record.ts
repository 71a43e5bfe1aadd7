import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isFlag, isNumber, isText, listOf, oneOf, record } from '../../core/storage/record-shape.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What lists of executions show. Times are milliseconds since 1970. */
export interface ExecutionSummary {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  /** Of the version that it was started by, directly or through an alias. */
  readonly stateMachineVersionArn?: string;
  readonly stateMachineAliasArn?: string;
  /** Of the Map Run that started it. */
  readonly mapRunArn?: string;
  readonly itemCount?: number;
  readonly status: ExecutionStatus;
  readonly startedMs: number;
  readonly stoppedMs?: number;
  /** Orders executions that were started in the same millisecond. */
  readonly sequence: number;
  readonly redriveCount?: number;
  readonly redrivenMs?: number;
}

/** What is kept of an execution beside its history. Texts are JSON as it came. */
export interface ExecutionRecord extends ExecutionSummary {
  readonly stateMachineName: string;
  readonly revision: string;
  readonly roleArn: string;
  readonly input: string;
  readonly traceHeader?: string;
  /** Of StartSyncExecution; such an execution is not kept. */
  readonly isSynchronous?: boolean;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** Tokens of the requests that redrove it, latest last. */
  readonly redriveTokens?: readonly RedriveToken[];
}

export interface RedriveToken {
  readonly token: string;
  readonly redrivenMs: number;
}

export const EXECUTIONS: RecordKind<ExecutionRecord> = {
  noun: 'execution',
  isRecord: record<ExecutionRecord>({
    executionArn: isText,
    name: isText,
    stateMachineArn: isText,
    stateMachineVersionArn: ifPresent(isText),
    stateMachineAliasArn: ifPresent(isText),
    mapRunArn: ifPresent(isText),
    itemCount: ifPresent(isNumber),
    status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'),
    startedMs: isNumber,
    stoppedMs: ifPresent(isNumber),
    sequence: isNumber,
    redriveCount: ifPresent(isNumber),
    redrivenMs: ifPresent(isNumber),
    stateMachineName: isText,
    revision: isText,
    roleArn: isText,
    input: isText,
    traceHeader: ifPresent(isText),
    isSynchronous: ifPresent(isFlag),
    output: ifPresent(isText),
    error: ifPresent(isText),
    cause: ifPresent(isText),
    redriveTokens: ifPresent(listOf(record<RedriveToken>({ token: isText, redrivenMs: isNumber }))),
  }),
};

/** How an execution ended. */
export interface Outcome {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

const SUMMARY_MEMBERS = [
  'executionArn',
  'name',
  'stateMachineArn',
  'stateMachineVersionArn',
  'stateMachineAliasArn',
  'mapRunArn',
  'itemCount',
  'status',
  'startedMs',
  'stoppedMs',
  'sequence',
  'redriveCount',
  'redrivenMs',
] as const satisfies readonly (keyof ExecutionSummary)[];

/** The record without its data, which may be large. */
export function summaryOf(record: ExecutionRecord): ExecutionSummary {
  const members = SUMMARY_MEMBERS.filter((name) => record[name] !== undefined).map((name) => [name, record[name]]);
  return Object.fromEntries(members) as ExecutionSummary;
}
