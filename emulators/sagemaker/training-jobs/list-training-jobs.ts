import type { WarmPoolStatus } from '@aws-sdk/client-sagemaker';
import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { isWantedJob, jobSortValue } from '../job-listing.ts';
import { sortedPage } from '../sorted-page.ts';
import type { TrainingJobRecord } from './training-job-record.ts';
import { warmPoolStatus } from './warm-pools.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListTrainingJobs.html */
export function listTrainingJobs(jobs: readonly TrainingJobRecord[], input: JsonObject, nowMs: number): object {
  const poolOf = (job: TrainingJobRecord) => warmPoolStatus(job, jobs, nowMs);
  const pool = optionalString(input, 'WarmPoolStatusEquals');
  const listing = {
    items: jobs.filter((job) => isWanted(job, input) && (pool === undefined || poolOf(job)?.Status === pool)),
    sortValue: (job: TrainingJobRecord) => jobSortValue(job, input),
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
  return !optionalString(input, 'TrainingPlanArnEquals') && isWantedJob(job, input);
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
