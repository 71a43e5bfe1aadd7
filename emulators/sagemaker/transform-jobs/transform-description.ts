import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds, timestampMs } from '../epoch-seconds.ts';
import { sortedPage } from '../sorted-page.ts';
import type { TransformJobRecord } from './transform-job-record.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTransformJob.html */
export function describeTransformJob(job: TransformJobRecord): object {
  const { startedMs, endedMs } = job;
  return {
    ...job.request,
    TransformJobArn: job.arn,
    TransformJobStatus: job.status,
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
    CreationTime: epochSeconds(job.createdMs),
    ...(startedMs === undefined ? {} : { TransformStartTime: epochSeconds(startedMs) }),
    ...(endedMs === undefined ? {} : { TransformEndTime: epochSeconds(endedMs) }),
  };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTransformJobs.html */
export function listTransformJobs(jobs: readonly TransformJobRecord[], input: JsonObject): object {
  const sortBy = optionalString(input, 'SortBy') ?? 'CreationTime';
  const listing = {
    items: jobs.filter((job) => isWanted(job, input)),
    sortValue: (job: TransformJobRecord) => {
      if (sortBy === 'Name') return job.name;
      return sortBy === 'Status' ? job.status : job.createdMs;
    },
    name: (job: TransformJobRecord) => job.name,
    // "The default is Descending."
    descending: input['SortOrder'] !== 'Ascending',
  };
  const page = sortedPage(listing, optionalNumber(input, 'MaxResults'), optionalString(input, 'NextToken'));
  return {
    TransformJobSummaries: page.items.map(summary),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  };
}

function isWanted(job: TransformJobRecord, input: JsonObject): boolean {
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

function summary(job: TransformJobRecord): object {
  return {
    TransformJobName: job.name,
    TransformJobArn: job.arn,
    CreationTime: epochSeconds(job.createdMs),
    ...(job.endedMs === undefined ? {} : { TransformEndTime: epochSeconds(job.endedMs) }),
    LastModifiedTime: epochSeconds(job.modifiedMs),
    TransformJobStatus: job.status,
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
  };
}
