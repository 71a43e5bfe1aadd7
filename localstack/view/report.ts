import { styleText } from 'node:util';
import type { DatasetResult, ModelResult, RunResult, TrainingJobResult } from '../run-result.ts';
import { formatDuration, formatShare, formatTable } from './format.ts';

/** What was made, as lines for people. */
export function reportLines(result: RunResult): string[] {
  return [
    '',
    headline(result),
    ...(result.dataset === undefined ? [] : datasetLines(result.dataset)),
    ...(result.trainingJob === undefined ? [] : trainingLines(result.trainingJob)),
    ...(result.model === undefined ? [] : modelLines(result.model)),
    ...failureLines(result),
  ];
}

function headline({ status, durationMs }: RunResult): string {
  const text = `${status} in ${formatDuration(durationMs)}`;
  return styleText(status === 'SUCCEEDED' ? ['green', 'bold'] : ['red', 'bold'], text);
}

function datasetLines(dataset: DatasetResult): string[] {
  const rows = dataset.classes.map(({ label, name, train, validation }) => [
    `${label}`,
    name,
    `${train}`,
    `${validation}`,
  ]);
  const total = ['', 'all', `${dataset.trainImages}`, `${dataset.validationImages}`];
  const table = formatTable([['label', 'class', 'train rows', 'validation rows'], ...rows, total]);
  const skipped = dataset.skipped.map(({ key, reason }) => `    ${key}: ${reason}`);
  const more = dataset.skippedTotal - dataset.skipped.length;
  return [
    '',
    styleText('bold', 'Data set'),
    ...table.map((line) => `  ${line}`),
    `  ${dataset.trainLst}`,
    `  ${dataset.validationLst}`,
    ...(dataset.skippedTotal === 0 ? [] : [`  skipped: ${dataset.skippedTotal} objects`, ...skipped]),
    ...(more > 0 ? [`    ... and ${more} more`] : []),
    ...dataset.warnings.map((warning) => styleText('yellow', `  warning: ${warning}`)),
  ];
}

function trainingLines(job: TrainingJobResult): string[] {
  const epochs = job.epochs.map(({ epoch, trainAccuracy, validationAccuracy }) => [
    `${epoch + 1}`,
    formatShare(trainAccuracy),
    formatShare(validationAccuracy),
  ]);
  const table = epochs.length === 0 ? [] : formatTable([['epoch', 'train accuracy', 'validation accuracy'], ...epochs]);
  const final = Object.entries(job.metrics).map(([name, value]) => `${name} ${formatShare(value)}`);
  return [
    '',
    styleText('bold', 'Training job'),
    `  ${job.name}  ${job.status ?? 'refused'}`,
    ...table.map((line) => `  ${line}`),
    ...(final.length === 0 ? [] : [`  final metrics: ${final.join(', ')}`]),
    ...(job.failureReason === undefined ? [] : [styleText('red', `  ${job.failureReason}`)]),
  ];
}

function modelLines(model: ModelResult): string[] {
  return ['', styleText('bold', 'Model'), `  ${model.name}`, `  ${model.artifactUrl}`, `  on disk: ${model.artifact}`];
}

function failureLines({ status, error, cause }: RunResult): string[] {
  if (status === 'SUCCEEDED') return [];
  const name = error === undefined ? [] : [styleText('red', `  ${error}`)];
  return ['', styleText('bold', 'Why'), ...name, ...(cause === undefined ? [] : [`  ${cause}`])];
}
