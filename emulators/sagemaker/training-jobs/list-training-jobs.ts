import type { WarmPoolStatus } from '@aws-sdk/client-sagemaker';
import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds, timestampMs } from '../epoch-seconds.ts';
import { sortedPage } from '../sorted-page.ts';
import type { TrainingJobRecord } from './training-job-record.ts';
import { warmPoolStatus } from './warm-pools.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTrainingJobs.html */
export function listTrainingJobs(jobs: readonly TrainingJobRecord[], input: JsonObject, nowMs: number): object {
  const poolOf = (job: TrainingJobRecord) => warmPoolStatus(job, jobs, nowMs);
  const pool = optionalString(input, 'WarmPoolStatusEquals');
  const sortBy = optionalString(input, 'SortBy') ?? 'CreationTime';
  const listing = {
    items: jobs.filter((job) => isWanted(job, input) && (pool === undefined || poolOf(job)?.Status === pool)),
    sortValue: (job: TrainingJobRecord) => sortValue(job, sortBy),
    name: (job: TrainingJobRecord) => job.name,
    descending: input['SortOrder'] === 'Descending',
  };
  const page = sortedPage(listing, optionalNumber(input, 'MaxResults'), optionalString(input, 'NextToken'));
  return {
    TrainingJobSummaries: page.items.map((job) => summary(job, poolOf(job))),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  };
}

function isWanted(job: TrainingJobRecord, input: JsonObject): boolean {
  // No job here has a training plan, so that this filter leaves nothing.
  if (optionalString(input, 'TrainingPlanArnEquals')) return false;
  const status = optionalString(input, 'StatusEquals');
  return (
    (status === undefined || job.status === status) &&
    job.name.includes(optionalString(input, 'NameContains') ?? '') &&
    isBetween(job.createdMs, input['CreationTimeAfter'], input['CreationTimeBefore']) &&
    isBetween(job.modifiedMs, input['LastModifiedTimeAfter'], input['LastModifiedTimeBefore'])
  );
}

function isBetween(timeMs: number, after: unknown, before: unknown): boolean {
  return (
    timeMs > (timestampMs(after) ?? Number.NEGATIVE_INFINITY) &&
    timeMs < (timestampMs(before) ?? Number.POSITIVE_INFINITY)
  );
}

function sortValue(job: TrainingJobRecord, sortBy: string): string | number {
  if (sortBy === 'Name') return job.name;
  return sortBy === 'Status' ? job.status : job.createdMs;
}

function summary(job: TrainingJobRecord, warmPool: WarmPoolStatus | undefined): object {
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: epochSeconds(job.createdMs),
    ...(job.endedMs === undefined ? {} : { TrainingEndTime: epochSeconds(job.endedMs) }),
    LastModifiedTime: epochSeconds(job.modifiedMs),
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
    ...(warmPool === undefined ? {} : { WarmPoolStatus: warmPool }),
  };
}
