import type { ClassCount, ClassLabels } from './class-labels.ts';
import { datasetWarnings } from './dataset-warnings.ts';
import type { SkippedKey, SplitScan } from './split-scan.ts';
import { SHOWN_KEYS } from './split-scan.ts';

export interface LstFile {
  readonly key: string;
  readonly uri: string;
  readonly rows: number;
}

/** What the state machine and its readers learn. Members in snake case are named as the algorithm's hyperparameters. */
export interface GenerateDatasetResult {
  readonly message: 'OK';
  readonly bucket: string;
  readonly prefix: string;
  readonly trainLst: LstFile;
  readonly validationLst: LstFile;
  /** In the order of the labels. Shortened, with a warning, where all of them would not fit into a state's data. */
  readonly classes: readonly ClassCount[];
  /** Label by class name; absent, with a warning, where it would not fit into a state's data. */
  readonly labels?: Readonly<Record<string, number>>;
  readonly skipped: { readonly total: number; readonly first: readonly SkippedKey[] };
  readonly warnings: readonly string[];
  readonly num_classes: number;
  readonly num_training_samples: number;
  readonly num_validation_samples: number;
  readonly trainingJobBaseName: string;
}

export interface ResultFacts {
  readonly bucket: string;
  readonly prefix: string;
  readonly trainLstKey: string;
  readonly testLstKey: string;
  readonly train: SplitScan;
  readonly test: SplitScan;
  readonly labels: ClassLabels;
  readonly trainingJobBaseName: string;
}

export function datasetResult(facts: ResultFacts): GenerateDatasetResult {
  const { train, test, labels, bucket } = facts;
  const classes = [...labels].map(([name, label]) => ({
    label,
    name,
    train: train.imagesByClass.get(name) ?? 0,
    validation: test.imagesByClass.get(name) ?? 0,
  }));
  const lstFile = (key: string, rows: number) => ({ key, uri: `s3://${bucket}/${key}`, rows });
  return {
    message: 'OK',
    bucket,
    prefix: facts.prefix,
    trainLst: lstFile(facts.trainLstKey, train.images),
    validationLst: lstFile(facts.testLstKey, test.images),
    classes,
    labels: Object.fromEntries(labels),
    skipped: {
      total: train.skippedTotal + test.skippedTotal,
      first: [...train.firstSkipped, ...test.firstSkipped].slice(0, SHOWN_KEYS),
    },
    warnings: datasetWarnings(classes, train, test),
    num_classes: labels.size,
    num_training_samples: train.images,
    num_validation_samples: test.images,
    trainingJobBaseName: facts.trainingJobBaseName,
  };
}
