import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { isWantedJob, jobSortValue } from '../job-listing.ts';
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
  const listing = {
    items: jobs.filter((job) => isWantedJob(job, input)),
    sortValue: (job: TransformJobRecord) => jobSortValue(job, input),
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
