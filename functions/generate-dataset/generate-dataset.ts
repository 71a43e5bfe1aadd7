import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignLabels, classOrderProblems } from './class-labels.ts';
import { classCounts, datasetResult, type GenerateDatasetResult } from './dataset-result.ts';
import { datasetWarnings } from './dataset-warnings.ts';
import {
  DatasetEmptyError,
  type DatasetError,
  SingleClassError,
  throwProblems,
  UnknownTestClassError,
  UnusableKeyError,
} from './errors.ts';
import type { DatasetSettings, GenerateDatasetEvent } from './event.ts';
import type { S3Sender } from './listing/fetch-page.ts';
import { lookInside } from './look-inside/look-inside.ts';
import { lstFile } from './lst-file.ts';
import { lstText } from './lst-format.ts';
import { uploadText } from './lst-upload.ts';
import { makeReport } from './report/make-report.ts';
import type { Split } from './report/split.ts';
import { fitResult } from './result-size.ts';
import { SHOWN_KEYS, SplitLister, type SplitScan } from './split-scan.ts';
import { putJson } from './storage/stored-text.ts';
import { trainingJobBaseName } from './training-job-base-name.ts';
import { byUtf8 } from './utf8-order.ts';

/**
 * Lists both splits, then writes their `.lst` files and the report. Nothing is written unless both files can be.
 * @throws {DatasetError} whose name says what is wrong with the data
 */
export async function generateDataset(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
): Promise<GenerateDatasetResult> {
  const folder = await mkdtemp(join(tmpdir(), 'generate-dataset-'));
  try {
    const splits = new SplitLister({ s3, bucket: settings.bucket, folder }, event.look?.samplePerClass ?? 0);
    try {
      return await generate(s3, settings, event, splits);
    } finally {
      await splits.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function generate(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  splits: SplitLister,
): Promise<GenerateDatasetResult> {
  const { bucket, prefix } = settings;
  const trainPrefix = `${prefix}/train/`;
  const testPrefix = `${prefix}/test/`;
  const [trainSplit, testSplit] = await allOrFirstFailure([
    splits.list('train', trainPrefix),
    splits.list('test', testPrefix),
  ]);
  const [train, test] = [trainSplit.scan, testSplit.scan];
  const looked = await lookInside(s3, bucket, [...train.sample.images, ...test.sample.images], event.look);
  throwProblems([
    ...splitProblems(train, test, `s3://${bucket}/${trainPrefix}`, `s3://${bucket}/${testPrefix}`),
    ...classOrderProblems(new Set(train.imagesByClass.keys()), event.classOrder),
    ...looked.problems,
  ]);
  const labels = assignLabels(train.imagesByClass.keys(), event.classOrder);
  const rows = (split: Split) => (split === 'train' ? trainSplit : testSplit).paths.batches();
  const reportKey = `${prefix}/dataset-report.json`;
  const files = {
    trainLst: lstFile(bucket, `${prefix}/train-data.lst`, train.images),
    testLst: lstFile(bucket, `${prefix}/test-data.lst`, test.images),
  };
  const listed = { train, test, labels, rows };
  const { report, problems } = await makeReport(s3, settings, event, listed, { ...files, earlierKey: reportKey });
  throwProblems(problems);
  const warnings = datasetWarnings(classCounts(labels, train, test), train, test);
  const whole = { ...report, warnings: [...warnings, ...report.warnings, ...looked.warnings] };
  const write = (key: string, split: Split) => uploadText(s3, bucket, key, lstText(rows(split), labels));
  await allOrFirstFailure([write(files.trainLst.key, 'train'), write(files.testLst.key, 'test')]);
  await putJson(s3, { bucket, key: reportKey }, whole);
  const baseName = trainingJobBaseName(settings.trainingJobNamePrefix, event.executionName);
  return fitResult(
    datasetResult({ report: whole, reportKey, train, test, labels, looked, trainingJobBaseName: baseName }),
  );
}

function splitProblems(train: SplitScan, test: SplitScan, trainLocation: string, testLocation: string): DatasetError[] {
  const problems: DatasetError[] = [];
  const unusable = train.unusableTotal + test.unusableTotal;
  if (unusable > 0) {
    const first = [...train.firstUnusable, ...test.firstUnusable].slice(0, SHOWN_KEYS);
    problems.push(new UnusableKeyError(unusable, first));
  }
  if (train.images === 0) problems.push(new DatasetEmptyError(trainLocation, train.skippedTotal));
  if (test.images === 0) problems.push(new DatasetEmptyError(testLocation, test.skippedTotal));
  const [only, ...others] = train.imagesByClass.keys();
  if (only !== undefined && others.length === 0) problems.push(new SingleClassError(trainLocation, only));
  const unknown = [...test.imagesByClass.keys()].filter((name) => !train.imagesByClass.has(name)).sort(byUtf8);
  if (unknown.length > 0 && train.images > 0) problems.push(new UnknownTestClassError(unknown, trainLocation));
  return problems;
}

/** Waits for both, also if one fails, so that nothing is still under way when its files are removed. */
async function allOrFirstFailure<A, B>(work: readonly [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
