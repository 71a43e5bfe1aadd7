import type { ClassLabels } from '../class-labels.ts';
import type { LabelsFileFacts } from '../inputs/class-rule.ts';
import type { SourceFacts } from '../key-source/key-source.ts';
import type { LstFile } from '../lst-file.ts';
import type { Decision } from '../retraining/decision.ts';
import type { SkippedKey } from '../split/first-keys.ts';
import type { SplitScan } from '../split-scan.ts';
import type { DatasetChanges } from './dataset-changes.ts';
import type { Duplicates } from './duplicates.ts';
import { REPORT_VERSION } from './report-version.ts';
import type { ImageSum } from './split-tally.ts';

/** Classes that are listed; of a larger number the rest is only counted, so that the report can be read. */
const SHOWN_CLASSES = 20_000;

export interface SplitReport {
  readonly images: number;
  readonly bytes: number;
  readonly hash: string;
  readonly lst: LstFile;
  readonly skipped: {
    readonly total: number;
    readonly byReason: Readonly<Record<string, number>>;
    readonly first: readonly SkippedKey[];
  };
}

export interface ClassReport {
  readonly label: number;
  readonly name: string;
  readonly train: ImageSum;
  readonly test: ImageSum;
}

/** How uneven the classes are, in training images. */
export interface Balance {
  readonly largest: { readonly name: string; readonly images: number };
  readonly smallest: { readonly name: string; readonly images: number };
  /** Images of the largest for each of the smallest, to two places. */
  readonly ratio: number;
}

/** `dataset-report.json`; docs/dataset-report.md describes it. */
export interface DatasetReport {
  readonly schemaVersion: typeof REPORT_VERSION;
  readonly executionName: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly contentHash: string;
  /** Absent where an image's folder is its label. */
  readonly labelsFile?: LabelsFileFacts;
  readonly splits: { readonly train: SplitReport; readonly test: SplitReport };
  readonly classes: { readonly total: number; readonly listed: readonly ClassReport[] };
  readonly balance: Balance;
  readonly duplicates: Duplicates;
  /** Absent where there is nothing to compare with. */
  readonly changes?: DatasetChanges;
  /** The list that the keys are of; absent where S3 was asked. */
  readonly source?: SourceFacts;
  /** Whether the run trains, and why. */
  readonly decision?: Decision;
  readonly warnings: readonly string[];
}

export interface ReportFacts {
  readonly executionName: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly contentHash: string;
  readonly labels: ClassLabels;
  readonly train: SplitScan;
  readonly test: SplitScan;
  readonly trainLst: LstFile;
  readonly testLst: LstFile;
  readonly duplicates: Duplicates;
  readonly changes: DatasetChanges | undefined;
  readonly warnings: readonly string[];
}

export function datasetReport(facts: ReportFacts): DatasetReport {
  const { executionName, bucket, prefix, labels, duplicates, changes, warnings } = facts;
  const train = facts.train.tally.ofAll();
  const test = facts.test.tally.ofAll();
  const { labelsFile } = facts.train.rule;
  return {
    schemaVersion: REPORT_VERSION,
    executionName,
    bucket,
    prefix,
    contentHash: facts.contentHash,
    ...(labelsFile === undefined ? {} : { labelsFile }),
    splits: {
      train: splitReport(train, facts.train, facts.trainLst),
      test: splitReport(test, facts.test, facts.testLst),
    },
    classes: { total: labels.size, listed: listedClasses(facts) },
    balance: balanceOf(facts.train, labels),
    duplicates,
    ...(changes === undefined ? {} : { changes }),
    warnings,
  };
}

/** Of the classes that have training images: a class may have had some only for an earlier model. */
export function balanceOf(train: SplitScan, labels: ClassLabels): Balance {
  const imagesByClass = train.imagesByClass();
  const [first = { name: '', images: 0 }, ...others] = [...labels.keys()].flatMap((name) => {
    const images = imagesByClass.get(name) ?? 0;
    return images === 0 ? [] : [{ name, images }];
  });
  const largest = others.reduce((most, one) => (one.images > most.images ? one : most), first);
  const smallest = others.reduce((least, one) => (one.images < least.images ? one : least), first);
  return { largest, smallest, ratio: Math.round((largest.images / smallest.images) * 100) / 100 };
}

function splitReport(sum: ImageSum, scan: SplitScan, lst: LstFile): SplitReport {
  const { skippedTotal, skippedByReason, firstSkipped } = scan;
  const byReason = Object.fromEntries([...skippedByReason].sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...sum, lst, skipped: { total: skippedTotal, byReason, first: firstSkipped } };
}

function listedClasses({ train, test, labels }: ReportFacts): ClassReport[] {
  const listed: ClassReport[] = [];
  for (const [name, label] of labels) {
    if (listed.length === SHOWN_CLASSES) break;
    listed.push({ label, name, train: train.tally.ofClass(name), test: test.tally.ofClass(name) });
  }
  return listed;
}
