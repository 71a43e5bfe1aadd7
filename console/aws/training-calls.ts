import { listIn, textIn } from '../model/members.ts';
import { type ListedJob, listedJobIn, type TrainingJob, trainingJobIn } from '../model/training/described-job.ts';
import { callJson } from './call-json.ts';

export interface JobsPage {
  readonly jobs: readonly ListedJob[];
  readonly nextToken?: string;
}

export interface AskedJobs {
  /** AWS's status, such as `Failed`. */
  readonly StatusEquals?: string;
  readonly NameContains?: string;
  readonly NextToken?: string;
}

/** AWS lists at most so many at once. */
const MAX_PAGE = 100;

/** The newest first. */
export async function listTrainingJobs(asked: AskedJobs, signal?: AbortSignal): Promise<JobsPage> {
  const input = { SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: MAX_PAGE, ...asked };
  const answer = await callJson('sagemaker', 'ListTrainingJobs', input, signal);
  const nextToken = textIn(answer, 'NextToken');
  return {
    jobs: listIn(answer, 'TrainingJobSummaries').map(listedJobIn),
    ...(nextToken === undefined ? {} : { nextToken }),
  };
}

export async function describeTrainingJob(TrainingJobName: string, signal?: AbortSignal): Promise<TrainingJob> {
  return trainingJobIn(await callJson('sagemaker', 'DescribeTrainingJob', { TrainingJobName }, signal));
}

export async function stopTrainingJob(TrainingJobName: string): Promise<void> {
  await callJson('sagemaker', 'StopTrainingJob', { TrainingJobName });
}
