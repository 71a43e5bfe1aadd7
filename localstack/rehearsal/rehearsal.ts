import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { displayPath } from '../cli/views/format.ts';
import { unlessCloudFails } from '../clouds/cloud-failure.ts';
import { type DatasetFile, listDatasetFolder } from './dataset-folder.ts';
import { uploadDataset } from './dataset-upload.ts';
import { watchExecution } from './execution-watch.ts';
import { listConfiguredFolder, sampleLabels } from './labelled-folder.ts';
import { plannedStatesIn } from './planned-states.ts';
import { forgetOtherLabels } from './rehearsed-folder.ts';
import { collectResult } from './run-collector.ts';
import type { RunProgress } from './run-progress.ts';
import type { RunResult } from './run-result.ts';
import { makeSampleDataset } from './sample-dataset.ts';
import type { StartedWorkflow } from './started-workflow.ts';

export interface RehearsalOptions {
  /** Folder of the user's images; the sample images without it. */
  readonly datasetFolder?: string;
  /** Of the mock configuration. */
  readonly testCase?: string;
  /** Train even if nothing has changed. */
  readonly force?: boolean;
  /** When it is aborted the execution is stopped, and with it its training job. */
  readonly signal: AbortSignal;
}

/** One run of the workflow: data set in, execution, result out. The result is given also for a red execution. */
export function rehearseWorkflow(
  workflow: StartedWorkflow,
  options: RehearsalOptions,
  progress: RunProgress,
): Promise<RunResult> {
  return unlessCloudFails(workflow.cloud, runOnce(workflow, options, progress));
}

async function runOnce(
  workflow: StartedWorkflow,
  options: RehearsalOptions,
  progress: RunProgress,
): Promise<RunResult> {
  const { cloud, stack, outputs, dataFolder } = workflow;
  const files = await datasetFiles(options.datasetFolder, workflow, progress);
  await forgetLabels(workflow, options.datasetFolder ?? sampleFolder(dataFolder), progress);
  await upload(workflow, files, options.signal, progress);
  const states = await plannedStatesIn(cloud.clients.sfn, outputs.stateMachineArn);
  const startedMs = Date.now();
  const executionArn = await startExecution(workflow, options);
  progress.started(states, executionArn);
  const stop = () => stopExecution(workflow, executionArn);
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  try {
    const ended = await watchExecution(cloud.clients, executionArn, progress);
    const result = await collectResult(cloud.clients, ended, join(dataFolder, 'models'));
    const denials = cloud.denialsSince?.(startedMs) ?? [];
    const damaged = cloud.damaged?.() ?? [];
    return {
      stack,
      ...result,
      ...(denials.length === 0 ? {} : { denials }),
      ...(damaged.length === 0 ? {} : { damaged }),
    };
  } finally {
    options.signal.removeEventListener('abort', stop);
  }
}

async function datasetFiles(
  datasetFolder: string | undefined,
  { dataFolder, outputs }: StartedWorkflow,
  progress: RunProgress,
): Promise<readonly DatasetFile[]> {
  const { datasetSplit, labelsFile } = outputs;
  if (datasetFolder !== undefined) return listConfiguredFolder(datasetFolder, outputs);
  const folder = sampleFolder(dataFolder);
  progress.preparing('Samples', 'making images of digits');
  const { trainImages, testImages } = await makeSampleDataset(folder);
  progress.prepared('Samples', `${trainImages} + ${testImages} images of digits in ${displayPath(folder)}`);
  const files = await listDatasetFolder(folder);
  const images = datasetSplit === 'automatic' ? files.map(undivided) : files;
  return labelsFile === '' ? images : [...images, await sampleLabels(images, labelsFile, `${folder}-labels.csv`)];
}

/** The sample images as one folder of images, which the workflow divides. */
function undivided(file: DatasetFile): DatasetFile {
  const [split = '', className = '', name = ''] = file.key.split('/');
  return { ...file, key: `images/${className}/${split}-${name}` };
}

function sampleFolder(dataFolder: string): string {
  return join(dataFolder, 'sample-dataset');
}

async function forgetLabels(workflow: StartedWorkflow, folder: string, progress: RunProgress): Promise<void> {
  const other = await forgetOtherLabels(workflow, folder);
  if (other !== undefined)
    progress.prepared('Labels', `those of ${displayPath(other)} are forgotten: this is another folder`);
}

/** An interruption ends it between two files. */
async function upload(
  workflow: StartedWorkflow,
  files: readonly DatasetFile[],
  signal: AbortSignal,
  progress: RunProgress,
): Promise<void> {
  signal.throwIfAborted();
  const { bucketName, datasetPrefix } = workflow.outputs;
  const { s3 } = workflow.cloud.clients;
  const result = await uploadDataset(s3, bucketName, datasetPrefix, files, (done, total) => {
    signal.throwIfAborted();
    progress.preparing('Upload', `${done} of ${total} files`);
  });
  const { uploaded, unchanged, deleted } = result;
  const earlier = [
    ...(unchanged > 0 ? [`${unchanged} already there`] : []),
    ...(deleted > 0 ? [`${deleted} of an earlier data set removed`] : []),
  ];
  const others = earlier.length > 0 ? ` (${earlier.join(', ')})` : '';
  progress.prepared('Upload', `${uploaded} files to s3://${bucketName}/${datasetPrefix}/${others}`);
}

async function startExecution(
  { cloud, outputs }: StartedWorkflow,
  { testCase, force = false }: RehearsalOptions,
): Promise<string> {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const name = `rehearsal-${time}-${randomBytes(3).toString('hex')}`;
  const stateMachineArn = testCase === undefined ? outputs.stateMachineArn : `${outputs.stateMachineArn}#${testCase}`;
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(force ? { force } : {}) });
  const { executionArn } = await cloud.clients.sfn.send(command);
  if (executionArn === undefined) throw new Error('states:StartExecution answered without an executionArn');
  return executionArn;
}

function stopExecution({ cloud }: StartedWorkflow, executionArn: string): void {
  const cause = 'The rehearsal was interrupted by its user.';
  const command = new StopExecutionCommand({ executionArn, error: 'Rehearsal.Interrupted', cause });
  // The watch goes on and sees the end, or sees the endpoint fail; either is reported there.
  cloud.clients.sfn.send(command).catch(() => undefined);
}
