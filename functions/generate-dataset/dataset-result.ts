import type { ClassLabels } from './class-labels.ts';
import type { SkippedKey, SplitScan } from './split-scan.ts';
import { SHOWN_KEYS } from './split-scan.ts';

export interface LstFile {
  readonly key: string;
  readonly uri: string;
  readonly rows: number;
}

export interface ClassCount {
  readonly label: number;
  readonly name: string;
  readonly train: number;
  readonly validation: number;
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

const SHOWN_WARNINGS = 20;

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
    warnings: [...classWarnings(classes), ...nestedWarnings(train, test)],
    num_classes: labels.size,
    num_training_samples: train.images,
    num_validation_samples: test.images,
    trainingJobBaseName: facts.trainingJobBaseName,
  };
}

function classWarnings(classes: readonly ClassCount[]): string[] {
  const untested = classes.filter(({ validation }) => validation === 0);
  const shown = untested.slice(0, SHOWN_WARNINGS);
  const warnings = shown.map(
    ({ name }) => `class ${JSON.stringify(name)} has no test images: its accuracy will not be known`,
  );
  const more = untested.length - shown.length;
  if (more === 0) return warnings;
  return [...warnings, `${more} more ${more === 1 ? 'class has' : 'classes have'} no test images`];
}

function nestedWarnings(train: SplitScan, test: SplitScan): string[] {
  const nested = train.nestedImages + test.nestedImages;
  if (nested === 0) return [];
  const [subject, count] = nested === 1 ? ['image is', 'counts'] : ['images are', 'count'];
  return [`${nested} ${subject} in folders below a class folder and ${count} for that class`];
}
