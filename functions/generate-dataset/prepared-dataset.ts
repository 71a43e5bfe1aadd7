import type { ClassLabels } from './class-labels.ts';
import { classCounts, datasetResult, type GenerateDatasetResult } from './dataset-result.ts';
import { datasetWarnings } from './dataset-warnings.ts';
import { throwProblems } from './errors.ts';
import type { DatasetSettings, GenerateDatasetEvent } from './event.ts';
import { type ClassRule, FOLDER_RULE } from './inputs/class-rule.ts';
import { shiftedIndices } from './inputs/shifted-indices.ts';
import type { SourceFacts } from './key-source/key-source.ts';
import { type ChosenLabels, chooseLabels } from './labels/choose-labels.ts';
import { labelsFile, type StoredLabels, type StoredTraining } from './labels/stored-labels.ts';
import type { S3Sender } from './listing/fetch-page.ts';
import { lookInside } from './look-inside/look-inside.ts';
import { type LstFile, lstFile } from './lst-file.ts';
import type { DatasetReport } from './report/dataset-report.ts';
import type { EarlierRun } from './report/earlier-run.ts';
import { type ListedDataset, makeReport } from './report/make-report.ts';
import { DEFAULT_RULES } from './report/report-rules.ts';
import { fitResult } from './result-size.ts';
import { decide } from './retraining/decision.ts';
import type { ListedSplits } from './split/list-splits.ts';
import { splitFolder } from './split/split-folder.ts';
import { allEnded } from './storage/all-ended.ts';
import { copyLst } from './storage/copy-lst.ts';
import { type DatasetKeys, datasetKeys, runKeys } from './storage/dataset-keys.ts';
import { putJson } from './storage/stored-text.ts';
import { trainingJobBaseName } from './training-job-base-name.ts';

/** A data set that can be written: everything but its rows is decided. Apart from the labels these are plain values. */
export interface PreparedDataset {
  readonly trainLst: LstFile;
  readonly testLst: LstFile;
  readonly labels: ClassLabels;
  readonly report: DatasetReport;
  readonly run: DatasetKeys;
  /** Of the run. */
  readonly labelsFile: object;
  readonly result: GenerateDatasetResult;
}

/** Both splits' counts and rows, and what was found while they were listed. */
export type ScannedDataset = Omit<ListedDataset, 'labels'> &
  Pick<ListedSplits, 'problems' | 'warnings'> & {
    /** Closed when it was used. */
    readonly earlier: EarlierRun;
    readonly source?: SourceFacts | undefined;
  };

/**
 * Checks a data set that was listed, gives labels and makes the report. Writes nothing.
 * @throws {DatasetError} whose name says what is wrong with the data
 */
export async function prepareDataset(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  scanned: ScannedDataset,
): Promise<PreparedDataset> {
  try {
    return await prepared(s3, settings, event, scanned);
  } finally {
    await scanned.earlier.close();
  }
}

async function prepared(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  { train, test, rows, earlier, ...listing }: ScannedDataset,
): Promise<PreparedDataset> {
  const kept = await earlier.kept;
  const { labels, problems } = labelsOf(settings, event, new Set(train.imagesByClass().keys()), kept, train.rule);
  const looked = await lookInside(s3, settings.bucket, [...train.sample.images, ...test.sample.images], event.look);
  const shifted = listing.problems.length > 0 ? [] : shiftedIndices(train.rule, labels);
  throwProblems([...listing.problems, ...problems, ...shifted, ...looked.problems]);
  const found = { looked, listingWarnings: listing.warnings, earlier, last: kept?.training, source: listing.source };
  return decided(s3, settings, event, { train, test, labels, rows }, found);
}

interface Found {
  readonly looked: Awaited<ReturnType<typeof lookInside>>;
  readonly listingWarnings: readonly string[];
  readonly earlier: EarlierRun;
  readonly last: StoredTraining | undefined;
  readonly source: SourceFacts | undefined;
}

async function decided(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  listed: ListedDataset,
  { looked, listingWarnings, earlier, last, source }: Found,
): Promise<PreparedDataset> {
  const { bucket, prefix } = settings;
  const { executionName, retraining, force = false } = event;
  const { train, test, labels } = listed;
  const run = runKeys(prefix, executionName);
  const files = {
    trainLst: lstFile(bucket, run.trainLst, train.images),
    testLst: lstFile(bucket, run.testLst, test.images),
  };
  const made = await makeReport(s3, settings, event, listed, { ...files, earlier: earlier.report });
  throwProblems(made.problems);
  const { contentHash, changes } = made.report;
  const decision = decide({ force, rules: retraining, last, contentHash, changes });
  const warnings = datasetWarnings(classCounts(labels, train, test), train, test);
  const report = {
    ...made.report,
    ...(source === undefined ? {} : { source }),
    decision,
    warnings: [...warnings, ...listingWarnings, ...made.report.warnings, ...looked.warnings],
  };
  const baseName = trainingJobBaseName(settings.trainingJobNamePrefix, executionName);
  const facts = { report, reportKey: run.report, decision, train, test, labels, looked };
  const result = fitResult(datasetResult({ ...facts, trainingJobBaseName: baseName }));
  const training = { executionName, contentHash, requestHash: retraining?.requestHash ?? '', modelName: '' };
  const own = labelsFile({ bucket, key: run.labels }, prefix, { labels, training });
  return { ...files, labels, report, run, labelsFile: own, result };
}

/** Labels of the classes that have training images. */
export function labelsOf(
  { bucket, prefix }: DatasetSettings,
  { classOrder, split, rules = DEFAULT_RULES }: GenerateDatasetEvent,
  trained: ReadonlySet<string>,
  kept: StoredLabels | undefined,
  { compareNames, labelsFile: file }: Pick<ClassRule, 'compareNames' | 'labelsFile'> = FOLDER_RULE,
): ChosenLabels {
  const { allowVanishedClasses } = rules;
  return chooseLabels(
    { trained, classOrder, kept: kept?.labels, allowVanishedClasses, compareNames, labelsFileUri: file?.uri },
    `s3://${bucket}/${splitFolder(prefix, 'train', split)}`,
    `s3://${bucket}/${datasetKeys(prefix).labels}`,
  );
}

/** Writes what is there beside the rows. */
export async function writeRunFiles(
  s3: S3Sender,
  { bucket }: DatasetSettings,
  { report, run, labelsFile: labels }: PreparedDataset,
): Promise<void> {
  await allEnded([putJson(s3, { bucket, key: run.labels }, labels), putJson(s3, { bucket, key: run.report }, report)]);
}

/** Makes the fixed names copies of the run's files, which are all written by now. */
export async function showAsNewest(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  { report, run }: PreparedDataset,
): Promise<void> {
  const newest = datasetKeys(prefix);
  await allEnded([
    copyLst(s3, bucket, run.trainLst, newest.trainLst),
    copyLst(s3, bucket, run.testLst, newest.testLst),
    putJson(s3, { bucket, key: newest.report }, report),
  ]);
}
