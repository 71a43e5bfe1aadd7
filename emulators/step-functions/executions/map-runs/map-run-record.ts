import type { RecordKind } from '../../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, oneOf, record } from '../../../core/storage/record-shape.ts';
import type { MapRunEnd, MapRunLimits } from '../../engine/map-runner.ts';

/** How many child executions, or items in them, are where; members as DescribeMapRun has them. */
export interface MapRunCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  total: number;
  resultsWritten: number;
}

export const NO_COUNTS: Readonly<MapRunCounts> = {
  pending: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  total: 0,
  resultsWritten: 0,
};

/** What is kept of a map run. Times are milliseconds since 1970. */
export interface MapRunRecord extends MapRunLimits {
  readonly mapRunArn: string;
  /** The execution whose Map state it is. */
  readonly executionArn: string;
  /** The state machine of the child executions, such as `...:stateMachine:name/label`. */
  readonly stateMachineArn: string;
  readonly status: 'RUNNING' | MapRunEnd;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly startedMs: number;
  readonly stoppedMs?: number;
  readonly itemCounts: Readonly<MapRunCounts>;
  readonly executionCounts: Readonly<MapRunCounts>;
}

const isCounts = record<MapRunCounts>({
  pending: isNumber,
  running: isNumber,
  succeeded: isNumber,
  failed: isNumber,
  timedOut: isNumber,
  aborted: isNumber,
  total: isNumber,
  resultsWritten: isNumber,
});

export const MAP_RUNS: RecordKind<MapRunRecord> = {
  noun: 'map run',
  isRecord: record<MapRunRecord>({
    maxConcurrency: isNumber,
    toleratedFailureCount: isNumber,
    toleratedFailurePercentage: isNumber,
    mapRunArn: isText,
    executionArn: isText,
    stateMachineArn: isText,
    status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'),
    executionType: oneOf('STANDARD', 'EXPRESS'),
    startedMs: isNumber,
    stoppedMs: ifPresent(isNumber),
    itemCounts: isCounts,
    executionCounts: isCounts,
  }),
};
