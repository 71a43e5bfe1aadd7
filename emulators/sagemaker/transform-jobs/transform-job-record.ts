import { type CreateTransformJobRequest, TransformJobStatus } from '@aws-sdk/client-sagemaker';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isObject, isText, oneOf, record } from '../../core/storage/record-shape.ts';
import { JobRecords } from '../job-records.ts';
import { INTERRUPTED_FAILURE } from '../training-jobs/run/failure-reason.ts';

/** A batch transform job as it is kept on disk. Times are milliseconds since 1970. */
export interface TransformJobRecord {
  readonly name: string;
  readonly arn: string;
  /** As sent, without tags. */
  readonly request: Omit<CreateTransformJobRequest, 'Tags'>;
  readonly status: TransformJobStatus;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly startedMs?: number;
  readonly endedMs?: number;
  readonly failureReason?: string;
}

export interface TransformEnd {
  readonly status: 'Completed' | 'Failed' | 'Stopped';
  readonly failureReason?: string;
}

const TRANSFORM_JOBS: RecordKind<TransformJobRecord> = {
  noun: 'transform job',
  isRecord: record<TransformJobRecord>({
    name: isText,
    arn: isText,
    request: isObject,
    status: oneOf(...Object.values(TransformJobStatus)),
    createdMs: isNumber,
    modifiedMs: isNumber,
    startedMs: ifPresent(isNumber),
    endedMs: ifPresent(isNumber),
    failureReason: ifPresent(isText),
  }),
};

/** Jobs that were running when the emulator last ended without closing become Failed (or Stopped, if they were stopping). */
export function openTransformJobStore(folder: string): JobRecords<TransformJobRecord> {
  const store = new JobRecords(folder, 'transform-jobs', TRANSFORM_JOBS);
  for (const job of store.list()) {
    if (!isEnded(job)) store.put(endedJob(job, interruption(job), Date.now()));
  }
  return store;
}

function interruption({ status }: TransformJobRecord): TransformEnd {
  return status === 'Stopping' ? { status: 'Stopped' } : { status: 'Failed', failureReason: INTERRUPTED_FAILURE };
}

export function newTransformJob(arn: string, sent: CreateTransformJobRequest, nowMs: number): TransformJobRecord {
  const { Tags: _, ...request } = sent;
  const name = request.TransformJobName ?? '';
  return { name, arn, request, status: 'InProgress', createdMs: nowMs, modifiedMs: nowMs };
}

export function isEnded({ endedMs }: TransformJobRecord): boolean {
  return endedMs !== undefined;
}

export function startedJob(job: TransformJobRecord, nowMs: number): TransformJobRecord {
  return { ...job, startedMs: nowMs, modifiedMs: nowMs };
}

export function stoppingJob(job: TransformJobRecord, nowMs: number): TransformJobRecord {
  return { ...job, status: 'Stopping', modifiedMs: nowMs };
}

export function endedJob(job: TransformJobRecord, end: TransformEnd, nowMs: number): TransformJobRecord {
  return { ...job, ...end, endedMs: nowMs, modifiedMs: nowMs };
}
