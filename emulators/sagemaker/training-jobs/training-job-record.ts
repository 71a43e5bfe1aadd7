import { type CreateTrainingJobRequest, SecondaryStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isObject, isText, listOf, oneOf, record } from '../../core/storage/record-shape.ts';
import { STATUS_MESSAGES } from './status-messages.ts';

/** A training job as it is kept on disk. Times are milliseconds since 1970. */
export interface TrainingJobRecord {
  readonly name: string;
  readonly arn: string;
  /** As sent, without tags. */
  readonly request: Omit<CreateTrainingJobRequest, 'Tags'>;
  readonly status: TrainingJobStatus;
  readonly secondaryStatus: SecondaryStatus;
  readonly transitions: readonly StatusTransition[];
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** Set when downloading begins; AWS bills from here. */
  readonly startedMs?: number;
  readonly endedMs?: number;
  readonly metrics: readonly FinalMetric[];
  /** `s3://` address of the uploaded model.tar.gz, or of its files. */
  readonly artifact?: string;
  readonly failureReason?: string;
  /** The job whose warm pool this one runs on. */
  readonly warmPoolOf?: string;
  /** When an update ended its own warm pool before its time. */
  readonly poolEndedMs?: number;
  /** The job that got its warm pool, once that one is deleted. */
  readonly poolReusedBy?: PoolUser;
}

export type PoolUser = Pick<TrainingJobRecord, 'name' | 'createdMs'>;

export interface StatusTransition {
  readonly status: SecondaryStatus;
  readonly startMs: number;
  readonly endMs?: number;
  readonly message: string;
}

export interface FinalMetric {
  readonly name: string;
  readonly value: number;
  readonly timestampMs: number;
}

const SECONDARY_STATUSES: readonly SecondaryStatus[] = Object.values(SecondaryStatus);

export const TRAINING_JOBS: RecordKind<TrainingJobRecord> = {
  noun: 'training job',
  isRecord: record<TrainingJobRecord>({
    name: isText,
    arn: isText,
    request: isObject,
    status: oneOf(...Object.values(TrainingJobStatus)),
    secondaryStatus: oneOf(...SECONDARY_STATUSES),
    transitions: listOf(
      record<StatusTransition>({
        status: oneOf(...SECONDARY_STATUSES),
        startMs: isNumber,
        endMs: ifPresent(isNumber),
        message: isText,
      }),
    ),
    createdMs: isNumber,
    modifiedMs: isNumber,
    startedMs: ifPresent(isNumber),
    endedMs: ifPresent(isNumber),
    metrics: listOf(record<FinalMetric>({ name: isText, value: isMetricValue, timestampMs: isNumber })),
    artifact: ifPresent(isText),
    failureReason: ifPresent(isText),
    warmPoolOf: ifPresent(isText),
    poolEndedMs: ifPresent(isNumber),
    poolReusedBy: ifPresent(record<PoolUser>({ name: isText, createdMs: isNumber })),
  }),
};

/** JSON has no NaN: it is written as null. */
function isMetricValue(value: unknown): value is number {
  return value === null || isNumber(value);
}

export type EndStatus = 'Completed' | 'Failed' | 'Stopped' | 'MaxRuntimeExceeded' | 'MaxWaitTimeExceeded';

/** Interrupted and Starting again are phases of a managed Spot job that lost its instance. */
export type Phase = 'Starting' | 'Downloading' | 'Training' | 'Uploading' | 'Stopping' | 'Interrupted';

export interface JobEnd {
  readonly status: EndStatus;
  readonly failureReason?: string;
  readonly artifact?: string;
}

export function newTrainingJob(arn: string, request: CreateTrainingJobRequest, nowMs: number): TrainingJobRecord {
  const { Tags: _tags, ...kept } = request;
  return {
    name: request.TrainingJobName ?? '',
    arn,
    request: kept,
    status: 'InProgress',
    secondaryStatus: 'Starting',
    transitions: [{ status: 'Starting', startMs: nowMs, message: STATUS_MESSAGES.Starting }],
    createdMs: nowMs,
    modifiedMs: nowMs,
    metrics: [],
  };
}

export function isEnded(job: TrainingJobRecord): boolean {
  return job.endedMs !== undefined;
}

/** The job in a further phase; a job that is being stopped keeps the status Stopping through its later phases. */
export function enterPhase(job: TrainingJobRecord, phase: Phase, nowMs: number): TrainingJobRecord {
  if (job.secondaryStatus === phase || isEnded(job)) return job;
  const started = phase === 'Downloading' || phase === 'Training' ? { startedMs: job.startedMs ?? nowMs } : {};
  return {
    ...job,
    ...started,
    status: phase === 'Stopping' ? 'Stopping' : job.status,
    secondaryStatus: phase,
    transitions: moveTo(job.transitions, { status: phase, startMs: nowMs, message: STATUS_MESSAGES[phase] }),
    modifiedMs: nowMs,
  };
}

/** The job at its end. The last transition starts and ends in the same moment, as on AWS. */
export function endJob(job: TrainingJobRecord, end: JobEnd, nowMs: number): TrainingJobRecord {
  const last = { status: end.status, startMs: nowMs, endMs: nowMs, message: STATUS_MESSAGES[end.status] };
  return {
    ...job,
    status: endedStatus(end.status),
    secondaryStatus: end.status,
    transitions: moveTo(job.transitions, last),
    modifiedMs: nowMs,
    endedMs: nowMs,
    ...(end.failureReason === undefined ? {} : { failureReason: end.failureReason }),
    ...(end.artifact === undefined ? {} : { artifact: end.artifact }),
  };
}

function endedStatus(end: EndStatus): 'Completed' | 'Failed' | 'Stopped' {
  return end === 'Completed' || end === 'Failed' ? end : 'Stopped';
}

export function withMetrics(job: TrainingJobRecord, metrics: readonly FinalMetric[], nowMs: number): TrainingJobRecord {
  return { ...job, metrics, modifiedMs: nowMs };
}

function moveTo(transitions: readonly StatusTransition[], next: StatusTransition): StatusTransition[] {
  const before = transitions.map((transition) =>
    transition.endMs === undefined ? { ...transition, endMs: next.startMs } : transition,
  );
  return [...before, next];
}
