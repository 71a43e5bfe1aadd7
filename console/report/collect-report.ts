import { AwsProblem } from '../aws/aws-call.ts';
import { describeExecution, executionHistory } from '../aws/execution-calls.ts';
import { FollowedJob, type LiveJob } from '../aws/followed-job.ts';
import { definitionOfExecution } from '../aws/machine-calls.ts';
import { getObject } from '../aws/s3-calls.ts';
import { type DatasetReport, datasetReportIn } from '../model/dataset/reported-dataset.ts';
import { ExecutionStory } from '../model/history/execution-story.ts';
import { isMembers, membersIn, parsedJson, textIn } from '../model/members.ts';
import { s3PlaceOf } from '../model/s3-place.ts';
import { trainingJobOf } from '../model/training/run-of-job.ts';
import { classPictures, type MakeThumbnail } from './class-pictures.ts';
import type { ReportData } from './report-data.ts';

export interface AskedReport extends Pick<ReportData, 'outputs' | 'denials' | 'versions'> {
  readonly executionArn: string;
  readonly makeThumbnail: MakeThumbnail;
}

const EVENTS_PAGE = 1_000;

/** Asks AWS for what a report shows, as the console's pages do. */
export async function collectReport({ executionArn, makeThumbnail, ...given }: AskedReport): Promise<ReportData> {
  const execution = await describeExecution(executionArn);
  const definition = await definitionOfExecution(executionArn);
  const story = await storyOf(executionArn);
  const job = await jobOf(story);
  const dataset = await datasetOf(story);
  return {
    ...given,
    execution,
    story,
    definition,
    ...(job === undefined ? {} : { job }),
    ...(dataset === undefined ? {} : { dataset }),
    pictures: dataset === undefined ? [] : await classPictures(dataset, definition, makeThumbnail),
    writtenMs: Date.now(),
  };
}

async function storyOf(executionArn: string): Promise<ExecutionStory> {
  const story = new ExecutionStory();
  for (let page: { readonly nextToken?: string } = {}; ; ) {
    const answer = await executionHistory({ executionArn, maxResults: EVENTS_PAGE, ...page });
    story.take(answer.events);
    if (answer.nextToken === undefined) return story;
    page = { nextToken: answer.nextToken };
  }
}

/** The last one that was asked for; one that was refused, or that a mock stands for, is not there. */
async function jobOf({ visits }: ExecutionStory): Promise<LiveJob | undefined> {
  const name = visits.map(trainingJobOf).findLast((one) => one !== undefined);
  return name === undefined ? undefined : unlessRefused(new FollowedJob(name).ask());
}

/** By the result of the state that prepared the data set, which has the report's address. */
async function datasetOf({ visits }: ExecutionStory): Promise<DatasetReport | undefined> {
  for (const { attempts } of visits) {
    const uri = reportUriIn(parsedJson(attempts.at(-1)?.result));
    const place = uri === undefined ? undefined : s3PlaceOf(uri);
    if (place === undefined) continue;
    const text = await unlessRefused(getObject(place).then((response) => response.text()));
    const report = parsedJson(text);
    return isMembers(report) ? datasetReportIn(report) : undefined;
  }
  return undefined;
}

function reportUriIn(result: unknown): string | undefined {
  if (!isMembers(result)) return undefined;
  const uri = textIn(membersIn(result, 'report'), 'uri');
  return uri?.endsWith('dataset-report.json') === true ? uri : reportUriIn(result['Payload']);
}

/** A report is written of what there is: a part that the service refuses is left out. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AwsProblem && error.code !== 'NoAnswer') return undefined;
    throw error;
  }
}
