import { styleText } from 'node:util';
import {
  type DatasetResult,
  isGreen,
  type ModelResult,
  type RunResult,
  type TrainingJobResult,
} from '../../rehearsal/run-result.ts';
import { imageLines } from './dataset-lines.ts';
import { failureReason } from './failure.ts';
import { displayPath, formatDuration, formatShare, formatTable } from './format.ts';
import { verdictLines } from './verdict/verdict-lines.ts';

export interface ReportOptions {
  /** Whether to list the accuracy of every epoch. */
  readonly epochs: boolean;
  /** Columns of the terminal, if there is one: then intervals are drawn, too. */
  readonly terminalWidth?: number;
}

/** What was made, as lines for people; how it ended comes last, where the eye is. */
export function reportLines(result: RunResult, options: ReportOptions): string[] {
  return [
    ...(result.dataset === undefined ? [] : datasetLines(result.dataset)),
    ...(result.trainingJob === undefined ? [] : trainingLines(result.trainingJob, options)),
    ...(result.model === undefined ? [] : modelLines(result.model)),
    ...verdictLines(result, options.terminalWidth),
    ...damageLines(result),
    ...endLines(result),
  ];
}

function endLines(result: RunResult): string[] {
  const { status, durationMs } = result;
  const text = `${status} in ${formatDuration(durationMs)}`;
  if (isGreen(result))
    return ['', styleText(['green', 'bold'], text), ...nothingToDoLines(result), ...notPromotedLines(result)];
  const reasons = status === 'SUCCEEDED' ? [] : failureReason(result).map((line) => `  ${line}`);
  return ['', styleText(['red', 'bold'], text), ...reasons, ...denialLines(result)];
}

function nothingToDoLines({ nothingToDo }: RunResult): string[] {
  return nothingToDo === undefined
    ? []
    : [`  Nothing to do: ${nothingToDo}.`, '  To train in any case: npm start -- --force'];
}

/** That the gate holds a model back is what it is for. */
function notPromotedLines({ judgement }: RunResult): string[] {
  if (judgement === undefined || judgement.promoted) return [];
  return [`  The model was judged and not promoted (${judgement.verdict}), which is a result and no failure.`];
}

function damageLines({ damaged = [] }: RunResult): string[] {
  if (damaged.length === 0) return [];
  return ['', 'Lost, for the data folder is damaged:', ...damaged.map((line) => `  ${line}`)];
}

function denialLines({ status, denials = [] }: RunResult): string[] {
  if (denials.length === 0) return [];
  const although = status === 'SUCCEEDED' ? 'The execution succeeded, yet a role lacks permissions:' : 'Denied:';
  return [`  ${although}`, ...denials.map((denial) => `    ${denial}`)];
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
    ...imageLines(dataset).map((line) => `  ${line}`),
    ...(dataset.skippedTotal === 0 ? [] : [`  skipped: ${dataset.skippedTotal} objects`, ...skipped]),
    ...(more > 0 ? [`    ... and ${more} more`] : []),
    ...dataset.warnings.map((warning) => styleText('yellow', `  warning: ${warning}`)),
  ];
}

function trainingLines(job: TrainingJobResult, options: ReportOptions): string[] {
  const epochs = job.epochs.map(({ epoch, trainAccuracy, validationAccuracy }) => [
    `${epoch + 1}`,
    formatShare(trainAccuracy),
    formatShare(validationAccuracy),
  ]);
  const table =
    epochs.length === 0 || !options.epochs
      ? []
      : formatTable([['epoch', 'train accuracy', 'validation accuracy'], ...epochs]);
  const final = Object.entries(job.metrics).map(([name, value]) => `${name} ${formatMetric(name, value)}`);
  return [
    '',
    styleText('bold', 'Training job'),
    `  ${job.name}  ${job.status ?? 'refused'}`,
    ...table.map((line) => `  ${line}`),
    ...(final.length === 0 ? [] : [`  final metrics: ${final.join(', ')}`]),
  ];
}

function formatMetric(name: string, value: number): string {
  return name === 'throughput' ? `${Math.round(value)} images/s` : formatShare(value);
}

function modelLines(model: ModelResult): string[] {
  return [
    '',
    styleText('bold', 'Model'),
    `  ${model.name}`,
    `  ${model.artifactUrl}`,
    `  on disk: ${displayPath(model.artifact)}`,
  ];
}
