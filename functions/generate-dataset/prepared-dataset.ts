import { assignLabels, type ClassLabels, classOrderProblems } from './class-labels.ts';
import { classCounts, datasetResult, type GenerateDatasetResult } from './dataset-result.ts';
import { datasetWarnings } from './dataset-warnings.ts';
import { throwProblems } from './errors.ts';
import type { DatasetSettings, GenerateDatasetEvent } from './event.ts';
import type { S3Sender } from './listing/fetch-page.ts';
import { lookInside } from './look-inside/look-inside.ts';
import { type LstFile, lstFile } from './lst-file.ts';
import type { DatasetReport } from './report/dataset-report.ts';
import { type ListedDataset, makeReport } from './report/make-report.ts';
import { fitResult } from './result-size.ts';
import type { ListedSplits } from './split/list-splits.ts';
import { putJson } from './storage/stored-text.ts';
import { trainingJobBaseName } from './training-job-base-name.ts';

/** A data set that can be written: everything but its rows is decided. Apart from the labels these are plain values. */
export interface PreparedDataset {
  readonly trainLst: LstFile;
  readonly testLst: LstFile;
  readonly labels: ClassLabels;
  readonly report: DatasetReport;
  readonly reportKey: string;
  readonly result: GenerateDatasetResult;
}

/** Both splits' counts and rows, and what was found while they were listed. */
export type ScannedDataset = Omit<ListedDataset, 'labels'> & Pick<ListedSplits, 'problems' | 'warnings'>;

/**
 * Checks a data set that was listed, gives labels and makes the report. Writes nothing.
 * @throws {DatasetError} whose name says what is wrong with the data
 */
export async function prepareDataset(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  { train, test, rows, ...listing }: ScannedDataset,
): Promise<PreparedDataset> {
  const { bucket, prefix } = settings;
  const looked = await lookInside(s3, bucket, [...train.sample.images, ...test.sample.images], event.look);
  throwProblems([
    ...listing.problems,
    ...classOrderProblems(new Set(train.imagesByClass.keys()), event.classOrder),
    ...looked.problems,
  ]);
  const labels = assignLabels(train.imagesByClass.keys(), event.classOrder);
  const reportKey = `${prefix}/dataset-report.json`;
  const files = {
    trainLst: lstFile(bucket, `${prefix}/train-data.lst`, train.images),
    testLst: lstFile(bucket, `${prefix}/test-data.lst`, test.images),
  };
  const listed = { train, test, labels, rows };
  const made = await makeReport(s3, settings, event, listed, { ...files, earlierKey: reportKey });
  throwProblems(made.problems);
  const warnings = datasetWarnings(classCounts(labels, train, test), train, test);
  const report = {
    ...made.report,
    warnings: [...warnings, ...listing.warnings, ...made.report.warnings, ...looked.warnings],
  };
  const baseName = trainingJobBaseName(settings.trainingJobNamePrefix, event.executionName);
  const result = fitResult(
    datasetResult({ report, reportKey, train, test, labels, looked, trainingJobBaseName: baseName }),
  );
  return { ...files, labels, report, reportKey, result };
}

/** Writes what is there beside the rows, which are written by now. */
export async function finishDataset(
  s3: S3Sender,
  { bucket }: DatasetSettings,
  { report, reportKey, result }: PreparedDataset,
): Promise<GenerateDatasetResult> {
  await putJson(s3, { bucket, key: reportKey }, report);
  return result;
}
