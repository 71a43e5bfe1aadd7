import { listIn, type Members, textIn } from '../model/members.ts';
import { type ListedJob, listedJobIn, type TrainingJob, trainingJobIn } from '../model/training/described-job.ts';
import type { TimedValue } from '../model/training/own-metrics.ts';
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

const NAMESPACE = '/aws/sagemaker/TrainingJobs';
/** A job here lasts seconds. */
const PERIOD_SECONDS = 1;

/** What CloudWatch has of a job's metrics from a time on, in the order of their names. */
export async function jobMetricValues(
  jobName: string,
  names: readonly string[],
  fromMs: number,
  signal?: AbortSignal,
): Promise<readonly (readonly TimedValue[])[]> {
  const found: TimedValue[][] = names.map(() => []);
  const asked = {
    StartTime: Math.floor(fromMs / 1000),
    EndTime: Math.ceil(Math.max(Date.now(), fromMs) / 1000) + 1,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: names.map((name, index) => metricQuery(`m${index}`, jobName, name)),
  };
  for (let page: { readonly NextToken?: string } = {}; ; ) {
    const answer = await callJson('monitoring', 'GetMetricData', { ...asked, ...page }, signal);
    for (const result of listIn(answer, 'MetricDataResults'))
      found[Number(textIn(result, 'Id')?.slice(1))]?.push(...timedValues(result));
    const NextToken = textIn(answer, 'NextToken');
    if (NextToken === undefined) return found;
    page = { NextToken };
  }
}

function metricQuery(Id: string, jobName: string, MetricName: string): object {
  const Dimensions = [{ Name: 'TrainingJobName', Value: jobName }];
  const Metric = { Namespace: NAMESPACE, MetricName, Dimensions };
  return { Id, MetricStat: { Metric, Period: PERIOD_SECONDS, Stat: 'Average' } };
}

function timedValues(result: Members): readonly TimedValue[] {
  const values = numbersIn(result, 'Values');
  return numbersIn(result, 'Timestamps').flatMap((seconds, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ timeMs: Math.round(seconds * 1000), value }];
  });
}

function numbersIn(result: Members, name: string): readonly number[] {
  const member: unknown = result[name];
  const list: readonly unknown[] = Array.isArray(member) ? member : [];
  return list.filter((one) => typeof one === 'number');
}
