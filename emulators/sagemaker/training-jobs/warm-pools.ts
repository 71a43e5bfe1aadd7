import { isDeepStrictEqual } from 'node:util';
import type { CreateTrainingJobRequest, WarmPoolStatus } from '@aws-sdk/client-sagemaker';
import { isEnded, type TrainingJobRecord } from './training-job-record.ts';

// Warm pools (https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html): a job with KeepAlivePeriodInSeconds keeps its
// instances when it has ended, and the next job that matches gets them. Nothing is kept here; this is what the API says of it.

type Request = Omit<CreateTrainingJobRequest, 'Tags'>;

/** Failures of the platform, after which no instance is kept. */
const PLATFORM_FAILURE = /^(InternalServerError|CapacityError)/;

/** Undefined for a job without a pool, and for the first job of a pool while it runs. */
export function warmPoolStatus(
  job: TrainingJobRecord,
  jobs: readonly TrainingJobRecord[],
  nowMs: number,
): WarmPoolStatus | undefined {
  const { endedMs, warmPoolOf, poolEndedMs } = job;
  if (endedMs !== undefined && poolEndedMs !== undefined) return status('Terminated', poolEndedMs - endedMs);
  const keptMs = keepAliveSeconds(job.request) * 1000;
  if (keptMs === 0 && warmPoolOf === undefined) return undefined;
  if (endedMs === undefined) return warmPoolOf === undefined ? undefined : { Status: 'InUse' };
  if (keptMs === 0 || !leavesPool(job)) return status('Terminated', 0);
  const next = job.poolReusedBy ?? jobs.find((other) => other.warmPoolOf === job.name && other.createdMs >= endedMs);
  if (next !== undefined) return { ...status('Reused', next.createdMs - endedMs), ReusedByJob: next.name };
  return nowMs < endedMs + keptMs ? status('Available', nowMs - endedMs) : status('Terminated', keptMs);
}

function status(Status: WarmPoolStatus['Status'], retainedMs: number): WarmPoolStatus {
  return { Status, ResourceRetainedBillableTimeInSeconds: Math.max(0, Math.round(retainedMs / 1000)) };
}

/** Whether the instances were there, and are in order. */
function leavesPool({ startedMs, failureReason = '' }: TrainingJobRecord): boolean {
  return startedMs !== undefined && !PLATFORM_FAILURE.test(failureReason);
}

/** The job whose pool a new one gets. */
export function matchingPool(
  request: Request,
  jobs: readonly TrainingJobRecord[],
  nowMs: number,
): TrainingJobRecord | undefined {
  if (request.EnableManagedSpotTraining === true) return undefined;
  const wanted = matched(request);
  return jobs.find(
    (job) =>
      isEnded(job) &&
      warmPoolStatus(job, jobs, nowMs)?.Status === 'Available' &&
      isDeepStrictEqual(matched(job.request), wanted),
  );
}

/** The job whose pool this one got; one that ended later has only its name in common with it. */
export function reusedJob(
  { warmPoolOf, createdMs }: TrainingJobRecord,
  jobs: readonly TrainingJobRecord[],
): TrainingJobRecord | undefined {
  return jobs.find(({ name, endedMs }) => name === warmPoolOf && endedMs !== undefined && endedMs <= createdMs);
}

/** What two jobs must have in common. */
function matched(request: Request): object {
  const { InstanceCount, InstanceType, InstanceGroups, VolumeSizeInGB, VolumeKmsKeyId } = request.ResourceConfig ?? {};
  return {
    role: request.RoleArn,
    instances: [InstanceCount, InstanceType, InstanceGroups ?? []],
    volume: [VolumeSizeInGB, VolumeKmsKeyId],
    network: [request.VpcConfig?.SecurityGroupIds ?? [], request.VpcConfig?.Subnets ?? []],
    isEncrypted: request.EnableInterContainerTrafficEncryption ?? false,
    isIsolated: request.EnableNetworkIsolation ?? false,
  };
}

export function keepAliveSeconds({ ResourceConfig: resources }: Request): number {
  return resources?.KeepAlivePeriodInSeconds ?? 0;
}
