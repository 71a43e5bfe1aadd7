import type { ClassLabels } from '../class-labels.ts';
import type { DatasetError } from '../errors.ts';
import type { DatasetSettings, GenerateDatasetEvent } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { splitFolder } from '../split/split-folder.ts';
import type { SplitScan } from '../split-scan.ts';
import { contentHash } from './content-hash.ts';
import { changesSince, type DatasetChanges } from './dataset-changes.ts';
import { balanceOf, type DatasetReport, datasetReport, type ReportFacts } from './dataset-report.ts';
import { findDuplicates, type RowsOf } from './duplicates.ts';
import { UnusableReport } from './earlier-report.ts';
import type { ReportToCompare } from './earlier-run.ts';
import { DEFAULT_RULES } from './report-rules.ts';
import { judgeImages } from './report-warnings.ts';

/** A data set that was listed and can be trained on. */
export interface ListedDataset {
  readonly train: SplitScan;
  readonly test: SplitScan;
  readonly labels: ClassLabels;
  readonly rows: RowsOf;
}

export interface MadeReport {
  readonly report: DatasetReport;
  /** What the configured rules call an error. */
  readonly problems: readonly DatasetError[];
}

/** Looks for duplicates, compares with an earlier run, and writes nothing. */
export async function makeReport(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  { executionName, rules = DEFAULT_RULES, split: division }: GenerateDatasetEvent,
  listed: ListedDataset,
  { earlier, ...files }: Pick<ReportFacts, 'trainLst' | 'testLst'> & { readonly earlier: Promise<ReportToCompare> },
): Promise<MadeReport> {
  const { labels, rows } = listed;
  const tallies = { train: listed.train.tally, test: listed.test.tally };
  const duplicates = await findDuplicates(
    [tallies.train.pictures, tallies.test.pictures],
    rows,
    (split, path) => splitFolder(prefix, split, division) + path,
  );
  const judged = judgeImages(duplicates, balanceOf(listed.train, labels), rules);
  const hash = contentHash(tallies, labels, listed.train.rule);
  const classRules = { train: listed.train.rule, test: listed.test.rule };
  const compared = { bucket, prefix, tallies, classRules, labels, contentHash: hash, rows };
  const { changes, warnings } = await changesOf(s3, await earlier, compared);
  const facts = { ...files, ...listed, executionName, bucket, prefix, contentHash: hash, duplicates, changes };
  const report = datasetReport({ ...facts, warnings: [...judged.warnings, ...warnings] });
  return { report, problems: judged.problems };
}

async function changesOf(
  s3: S3Sender,
  { uri, isOfTraining, report: earlier }: ReportToCompare,
  compared: Parameters<typeof changesSince>[2],
): Promise<{ readonly changes: DatasetChanges | undefined; readonly warnings: readonly string[] }> {
  if (earlier === undefined) {
    return { changes: undefined, warnings: isOfTraining ? [notCompared(`${uri} is not there any more`)] : [] };
  }
  if (earlier instanceof UnusableReport) return { changes: undefined, warnings: [notCompared(earlier.reason)] };
  const changes = await changesSince(s3, earlier, compared);
  if (typeof changes === 'string') return { changes: undefined, warnings: [notCompared(changes)] };
  return { changes, warnings: [] };
}

function notCompared(reason: string): string {
  return `what has changed since the last report is not known: ${reason}`;
}
