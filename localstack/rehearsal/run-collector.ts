import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import {
  DescribeModelCommand,
  type DescribeModelCommandOutput,
  DescribeTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { makePrivateFolder, PRIVATE_FILE } from '../../emulators/core/storage/private-files.ts';
import { buildWholeLater } from '../../emulators/core/storage/whole-file.ts';
import { type DatasetOutput, datasetOutput, modelName } from './execution-output.ts';
import type { EndedExecution } from './execution-watch.ts';
import { jsonRecord } from './json-values.ts';
import { judgementOutput } from './judgement/judgement-output.ts';
import type { ModelResult, RunResult, TrainingJobResult } from './run-result.ts';
import { isToleratedReadError } from './tolerated-read-error.ts';

/** Asks the endpoint what an ended execution has made, and brings the model's artifact to disk under `modelsFolder`. */
export async function collectResult(
  clients: AwsClients,
  ended: EndedExecution,
  modelsFolder: string,
): Promise<Omit<RunResult, 'stack'>> {
  const { execution, history } = ended;
  const { status = 'UNKNOWN', executionArn = '', startDate, stopDate, error, cause } = execution;
  const dataset = datasetOutput(history);
  const trainingJob = await describeTrainingJob(clients, ended);
  const name = modelName(jsonRecord(execution.output));
  const model = name === undefined ? undefined : await describeModel(clients, name, modelsFolder);
  return {
    status,
    executionArn,
    durationMs: (stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...nothingToDo(status, trainingJob, dataset),
    ...(dataset === undefined ? {} : { dataset: dataset.result }),
    ...(trainingJob === undefined ? {} : { trainingJob }),
    ...(model === undefined ? {} : { model }),
    ...judgementOutput(history),
    endpointUrl: clients.access.endpointUrl,
  };
}

function nothingToDo(
  status: string,
  job: TrainingJobResult | undefined,
  dataset: DatasetOutput | undefined,
): Pick<RunResult, 'nothingToDo'> {
  const reason = dataset?.reasonNotToTrain;
  return status !== 'SUCCEEDED' || job !== undefined || reason === undefined ? {} : { nothingToDo: reason };
}

async function describeTrainingJob(clients: AwsClients, ended: EndedExecution): Promise<TrainingJobResult | undefined> {
  const { trainingJobName: name, epochs } = ended;
  if (name === undefined) return undefined;
  try {
    const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    const metrics = (job.FinalMetricDataList ?? []).map(({ MetricName = '', Value = 0 }) => [MetricName, Value]);
    return {
      name: job.TrainingJobName ?? name,
      ...(job.TrainingJobStatus === undefined ? {} : { status: job.TrainingJobStatus }),
      ...(job.FailureReason === undefined ? {} : { failureReason: job.FailureReason }),
      metrics: Object.fromEntries(metrics),
      epochs,
    };
  } catch (error) {
    // The job was asked for and refused: there is a name, and nothing behind it.
    if (isToleratedReadError(error)) return { name, metrics: {}, epochs };
    throw error;
  }
}

async function describeModel(
  clients: AwsClients,
  name: string,
  modelsFolder: string,
): Promise<ModelResult | undefined> {
  const model = await readModel(clients, name);
  if (model === undefined) return undefined;
  const container = model.PrimaryContainer ?? model.Containers?.[0];
  const artifactUrl = container?.ModelDataUrl ?? '';
  const artifact = join(modelsFolder, name, 'model.tar.gz');
  await download(clients, artifactUrl, artifact);
  return { name, arn: model.ModelArn ?? '', artifact, artifactUrl };
}

/** The model of a mocked state is not there. */
async function readModel(clients: AwsClients, name: string): Promise<DescribeModelCommandOutput | undefined> {
  try {
    return await clients.sagemaker.send(new DescribeModelCommand({ ModelName: name }));
  } catch (error) {
    if (isToleratedReadError(error)) return undefined;
    throw error;
  }
}

async function download(clients: AwsClients, s3Url: string, file: string): Promise<void> {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(s3Url) ?? [];
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
  if (!(Body instanceof Readable)) throw new Error(`${s3Url} came without a body`);
  makePrivateFolder(dirname(file));
  await buildWholeLater(file, (unfinished) => pipeline(Body, createWriteStream(unfinished, { mode: PRIVATE_FILE })));
}
