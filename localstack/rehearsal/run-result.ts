import { access, constants, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildWholeLater } from '../../emulators/core/storage/whole-file.ts';
import { UserError } from '../../emulators/core/user-error.ts';
import type { JudgedModel, RegisteredPackage } from './judgement/judged-model.ts';
import type { EpochMetrics } from './run-progress.ts';

/** What `--json` writes. Counts are images; keys are S3 keys; metrics are shares from 0 to 1. */
export interface RunResult {
  /** Whose configuration the workflow had. */
  readonly stack: string;
  /** Of the execution: SUCCEEDED, FAILED, TIMED_OUT or ABORTED. */
  readonly status: string;
  readonly executionArn: string;
  /** From the start of the execution to its end. */
  readonly durationMs: number;
  /** Error name and cause of an execution that did not succeed. */
  readonly error?: string;
  readonly cause?: string;
  /** Why the execution ended without a training job, if it did. */
  readonly nothingToDo?: string;
  readonly dataset?: DatasetResult;
  readonly trainingJob?: TrainingJobResult;
  readonly model?: ModelResult;
  /** The verdict on the model, where the workflow judges it. A model that is not promoted leaves the run green. */
  readonly judgement?: JudgedModel;
  /** The version as which the model was registered, in whatever approval. */
  readonly package?: RegisteredPackage;
  /** What the workflow's roles were denied, in AWS's words, if anything; some of it ends no execution, such as a log that cannot be written. */
  readonly denials?: readonly string[];
  /** Files of the data folder that were damaged and are set aside, a line each. */
  readonly damaged?: readonly string[];
  readonly endpointUrl: string;
}

/** Whether everything went as it should: an execution may succeed although its roles lack a permission. */
export function isGreen({ status, denials }: RunResult): boolean {
  return status === 'SUCCEEDED' && denials === undefined;
}

export interface DatasetResult {
  readonly classes: readonly ClassCount[];
  readonly trainImages: number;
  readonly validationImages: number;
  /** `s3://` addresses of the two .lst files. */
  readonly trainLst: string;
  readonly validationLst: string;
  /** At most the first 20; `skippedTotal` counts all. */
  readonly skipped: readonly { readonly key: string; readonly reason: string }[];
  readonly skippedTotal: number;
  readonly warnings: readonly string[];
  /** What the function has found in the images; absent where a mock stands for it. */
  readonly report?: DatasetReportResult;
}

/** Counts of pictures and images; docs/dataset-report.md has what they mean. */
export interface DatasetReportResult {
  /** `s3://` address of the whole report. */
  readonly uri: string;
  readonly contentHash: string;
  readonly trainBytes: number;
  readonly validationBytes: number;
  /** Training images of the largest class for each of the smallest. */
  readonly balanceRatio: number;
  readonly duplicates: {
    readonly withinSplits: number;
    readonly acrossSplits: number;
    readonly acrossClasses: number;
  };
  /** Against an earlier run, if there is one. */
  readonly changes?: DatasetChangesResult;
}

export interface DatasetChangesResult {
  /** Name of the earlier run's execution. */
  readonly since: string;
  readonly imagesAdded: number;
  readonly imagesRemoved: number;
  readonly imagesRelabelled: number;
  readonly classesNew: number;
  readonly classesGone: number;
  readonly classesReplaced: number;
}

export interface ClassCount {
  readonly label: number;
  readonly name: string;
  readonly train: number;
  readonly validation: number;
}

export interface TrainingJobResult {
  readonly name: string;
  /** TrainingJobStatus; absent when the job was refused. */
  readonly status?: string;
  readonly failureReason?: string;
  /** FinalMetricDataList by metric name, such as `validation:accuracy`. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly epochs: readonly EpochMetrics[];
}

export interface ModelResult {
  readonly name: string;
  readonly arn: string;
  /** A copy of model.tar.gz on this machine's disk. */
  readonly artifact: string;
  /** Where the training job put it. */
  readonly artifactUrl: string;
}

/**
 * Removes the file of an earlier run: a run that does not come to a result must not leave one that looks like its own.
 * @throws {UserError} where the file's folder cannot be written to
 */
export async function removeEarlierResult(option: '--json' | '--report', file: string): Promise<void> {
  const folder = dirname(file);
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    const message = `${option} ${file}: the folder ${folder} cannot be written to (${error.code})`;
    throw new UserError('ResultFileError', message, { cause: error });
  });
  await rm(file, { force: true });
}

/** Writes the result whole or not at all, readable as the user's umask has it: it goes where the user says. */
export function writeResult(file: string, result: RunResult): Promise<void> {
  return buildWholeLater(file, (unfinished) => writeFile(unfinished, `${JSON.stringify(result, undefined, 2)}\n`));
}
