import { type DatasetDetails, datasetDetailsIn, type SplitName } from '../../model/dataset/dataset-details.ts';
import { type DatasetReport, datasetReportIn } from '../../model/dataset/reported-dataset.ts';
import { isMembers, listIn, type Members, membersIn, parsedJson, textIn } from '../../model/members.ts';
import { type S3Place, s3PlaceOf } from '../../model/s3-place.ts';
import { AwsProblem, isMissing } from '../aws-call.ts';
import { callJson } from '../call-json.ts';
import { getObject } from '../s3-calls.ts';
import type { Session } from '../session.ts';
import { describeTrainingJob, listTrainingJobs } from '../training-calls.ts';
import { listObjects } from './object-list.ts';

export interface ReadDataset {
  readonly report: DatasetReport;
  readonly details: DatasetDetails;
}

/**
 * Where the data set is of the program that is deployed, without a slash at its end; where no program is known, that of the
 * newest training job. Undefined where there is neither.
 */
export async function findDataset({ outputs }: Session, signal?: AbortSignal): Promise<S3Place | undefined> {
  const bucket = textIn(outputs, 'bucketName');
  const key = textIn(outputs, 'datasetPrefix');
  if (bucket !== undefined && key !== undefined) return { bucket, key };
  const { jobs } = await listTrainingJobs({}, signal);
  const [newest] = jobs;
  if (newest === undefined) return undefined;
  const { request } = await describeTrainingJob(newest.name, signal);
  const lst = s3PlaceOf(channelAddress(request, 'train_lst') ?? '');
  return lst && { bucket: lst.bucket, key: datasetFolder(lst.key) };
}

/** `set/runs/name/train-data.lst` is of the data set `set`, and so is `set/train-data.lst`. */
export function datasetFolder(key: string): string {
  return key.replace(/\/[^/]*$/, '').replace(/\/runs\/[^/]+$/, '');
}

/** `S3Uri` of one of a job's channels. */
export function channelAddress(request: Members, channel: string): string | undefined {
  const found = listIn(request, 'InputDataConfig').find((one) => textIn(one, 'ChannelName') === channel);
  return found && textIn(membersIn(membersIn(found, 'DataSource'), 'S3DataSource'), 'S3Uri');
}

/** The report of a run, or the newest one; undefined where no run has written one. */
export async function readDataset(
  { bucket, key }: S3Place,
  run: string | undefined,
  signal?: AbortSignal,
): Promise<ReadDataset | undefined> {
  const file = `${run === undefined ? key : `${key}/runs/${run}`}/dataset-report.json`;
  const text = await readText({ bucket, key: file }, signal);
  if (text === undefined) return undefined;
  const value = parsedJson(text);
  if (isMembers(value)) return { report: datasetReportIn(value), details: datasetDetailsIn(value) };
  throw new AwsProblem('GetObject', 'UnreadableReport', `s3://${bucket}/${file} is no report of a data set`);
}

/** An object's text, or undefined where there is no such object. */
export async function readText(place: S3Place, signal?: AbortSignal): Promise<string | undefined> {
  try {
    return await (await getObject(place, signal)).text();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Names of runs that have files of their own, as S3 sorts them. */
export async function listRuns({ bucket, key }: S3Place, signal?: AbortSignal): Promise<readonly string[]> {
  const prefix = `${key}/runs/`;
  const { folders } = await listObjects({ bucket, key: prefix }, { delimiter: '/' }, signal);
  return folders.map((folder) => folder.slice(prefix.length, -1));
}

/** What the paths of each split's rows are below: folders `train` and `test`, or `images` where the workflow divides them itself. */
export async function imageFolders(
  { bucket, key }: S3Place,
  signal?: AbortSignal,
): Promise<Readonly<Record<SplitName, S3Place>>> {
  const common = `${key}/images/`;
  const { objects } = await listObjects({ bucket, key: common }, { maxKeys: 1 }, signal);
  const folder = (split: SplitName) => ({ bucket, key: objects.length > 0 ? common : `${key}/${split}/` });
  return { train: folder('train'), test: folder('test') };
}

/** The hyperparameter of the newest training job, such as `3,300,150`; undefined where there was none yet. */
export async function newestImageShape(signal?: AbortSignal): Promise<string | undefined> {
  const [newest] = (await listTrainingJobs({}, signal)).jobs;
  if (newest === undefined) return undefined;
  const job = await callJson('sagemaker', 'DescribeTrainingJob', { TrainingJobName: newest.name }, signal);
  return textIn(membersIn(job, 'HyperParameters'), 'image_shape');
}
