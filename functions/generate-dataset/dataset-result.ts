import type { ClassCount, ClassLabels } from './class-labels.ts';
import type { Look } from './look-inside/look-inside.ts';
import type { LstFile } from './lst-file.ts';
import type { DatasetChanges } from './report/dataset-changes.ts';
import type { DatasetReport } from './report/dataset-report.ts';
import type { Duplicates } from './report/duplicates.ts';
import type { Decision } from './retraining/decision.ts';
import { SHOWN_KEYS, type SkippedKey } from './split/first-keys.ts';
import type { SplitScan } from './split-scan.ts';

/** Numbers of pictures; the report names some of them. */
export interface DuplicateCounts {
  readonly withinSplits: number;
  readonly acrossSplits: number;
  readonly acrossClasses: number;
}

type ClassChange = 'classesNew' | 'classesGone' | 'classesReplaced';
export type ChangeCounts = Omit<DatasetChanges, ClassChange> & Readonly<Record<ClassChange, number>>;

/** What the state machine and its readers learn. Members in snake case are named as the algorithm's hyperparameters. */
export interface GenerateDatasetResult {
  readonly message: 'OK';
  readonly bucket: string;
  readonly prefix: string;
  readonly trainLst: LstFile;
  readonly validationLst: LstFile;
  readonly report: { readonly key: string; readonly uri: string };
  /** Two data sets with the same are the same. */
  readonly contentHash: string;
  readonly bytes: { readonly train: number; readonly validation: number };
  /** Training images of the largest class for each of the smallest. */
  readonly balanceRatio: number;
  readonly duplicates: DuplicateCounts;
  /** Against an earlier run; absent where there is nothing to compare with. */
  readonly changes?: ChangeCounts;
  /** Whether the workflow goes on to train, and why. */
  readonly decision: Decision;
  /** In the order of the labels. Shortened, with a warning, where all of them would not fit into a state's data. */
  readonly classes: readonly ClassCount[];
  /** Label by class name; absent, with a warning, where it would not fit into a state's data. */
  readonly labels?: Readonly<Record<string, number>>;
  readonly skipped: { readonly total: number; readonly first: readonly SkippedKey[] };
  /** Images of the sample whose headers were read. */
  readonly lookedInto: number;
  readonly warnings: readonly string[];
  readonly num_classes: number;
  readonly num_training_samples: number;
  readonly num_validation_samples: number;
  readonly trainingJobBaseName: string;
}

export interface ResultFacts {
  readonly report: DatasetReport;
  readonly reportKey: string;
  readonly decision: Decision;
  readonly train: SplitScan;
  readonly test: SplitScan;
  readonly labels: ClassLabels;
  readonly looked: Look;
  readonly trainingJobBaseName: string;
}

export function datasetResult(facts: ResultFacts): GenerateDatasetResult {
  const { report, reportKey, train, test, labels, looked } = facts;
  const { bucket, prefix, splits, changes } = report;
  return {
    message: 'OK',
    bucket,
    prefix,
    trainLst: splits.train.lst,
    validationLst: splits.test.lst,
    report: { key: reportKey, uri: `s3://${bucket}/${reportKey}` },
    contentHash: report.contentHash,
    bytes: { train: splits.train.bytes, validation: splits.test.bytes },
    balanceRatio: report.balance.ratio,
    duplicates: duplicateCounts(report.duplicates),
    ...(changes === undefined ? {} : { changes: changeCounts(changes) }),
    decision: facts.decision,
    classes: classCounts(labels, train, test),
    labels: Object.fromEntries(labels),
    skipped: {
      total: train.skippedTotal + test.skippedTotal,
      first: [...train.firstSkipped, ...test.firstSkipped].slice(0, SHOWN_KEYS),
    },
    lookedInto: looked.images,
    warnings: report.warnings,
    num_classes: labels.size,
    num_training_samples: train.images,
    num_validation_samples: test.images,
    trainingJobBaseName: facts.trainingJobBaseName,
  };
}

/** In the order of the labels. */
export function classCounts(labels: ClassLabels, train: SplitScan, test: SplitScan): ClassCount[] {
  const trained = train.imagesByClass();
  const tested = test.imagesByClass();
  return [...labels].map(([name, label]) => ({
    label,
    name,
    train: trained.get(name) ?? 0,
    validation: tested.get(name) ?? 0,
  }));
}

function duplicateCounts({ withinSplits, acrossSplits, acrossClasses }: Duplicates): DuplicateCounts {
  return {
    withinSplits: withinSplits.pictures,
    acrossSplits: acrossSplits.pictures,
    acrossClasses: acrossClasses.pictures,
  };
}

function changeCounts({ classesNew, classesGone, classesReplaced, ...counts }: DatasetChanges): ChangeCounts {
  return {
    ...counts,
    classesNew: classesNew.total,
    classesGone: classesGone.total,
    classesReplaced: classesReplaced.total,
  };
}
