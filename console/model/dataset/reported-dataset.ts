import { listIn, type Members, membersIn, numberIn, textIn } from '../members.ts';

/** Images of a class, or of all of them. */
export interface SplitCounts {
  readonly train: number;
  readonly validation: number;
}

export interface ReportedClass extends SplitCounts {
  readonly label: number;
  readonly name: string;
}

export interface SkippedFiles {
  readonly reason: string;
  readonly count: number;
}

/** What `dataset-report.json` says; docs/dataset-report.md has its members. */
export interface DatasetReport {
  readonly classes: readonly ReportedClass[];
  /** Of all classes, those that are not listed included. */
  readonly classCount: number;
  readonly images: SplitCounts;
  readonly bytes: SplitCounts;
  /** Training images of the largest class for each of the smallest. */
  readonly ratio?: number;
  readonly skipped: readonly SkippedFiles[];
  /** Keys that were skipped, the first ones. */
  readonly skippedKeys: readonly (readonly [key: string, reason: string])[];
  /** Images that show the same picture. */
  readonly duplicates: readonly (readonly [where: string, images: number])[];
  readonly changes: readonly (readonly [what: string, count: number])[];
  readonly since?: string;
  readonly warnings: readonly string[];
  readonly reason?: string;
  readonly trainLst?: string;
}

export function datasetReportIn(report: Members): DatasetReport {
  const splits = membersIn(report, 'splits');
  const [train, test] = [membersIn(splits, 'train'), membersIn(splits, 'test')];
  const classes = membersIn(report, 'classes');
  const listed = listIn(classes, 'listed').map(classIn);
  const { ratio, since, reason, trainLst } = {
    ratio: numberIn(membersIn(report, 'balance'), 'ratio'),
    since: textIn(membersIn(report, 'changes'), 'since'),
    reason: textIn(membersIn(report, 'decision'), 'reason'),
    trainLst: textIn(membersIn(train, 'lst'), 'uri'),
  };
  return {
    classes: listed,
    classCount: numberIn(classes, 'total') ?? listed.length,
    images: countsIn(train, test, 'images'),
    bytes: countsIn(train, test, 'bytes'),
    ...(ratio === undefined ? {} : { ratio }),
    skipped: skippedIn([train, test]),
    skippedKeys: [train, test].flatMap((split) =>
      listIn(membersIn(split, 'skipped'), 'first').map(
        (one) => [textIn(one, 'key') ?? '', textIn(one, 'reason') ?? ''] as const,
      ),
    ),
    duplicates: duplicatesIn(membersIn(report, 'duplicates')),
    changes: changesIn(membersIn(report, 'changes')),
    ...(since === undefined ? {} : { since }),
    warnings: textsIn(report, 'warnings'),
    ...(reason === undefined ? {} : { reason }),
    ...(trainLst === undefined ? {} : { trainLst }),
  };
}

function countsIn(train: Members, test: Members, name: string): SplitCounts {
  return { train: numberIn(train, name) ?? 0, validation: numberIn(test, name) ?? 0 };
}

function classIn(one: Members): ReportedClass {
  const counts = countsIn(membersIn(one, 'train'), membersIn(one, 'test'), 'images');
  return { label: numberIn(one, 'label') ?? 0, name: textIn(one, 'name') ?? '', ...counts };
}

function skippedIn(splits: readonly Members[]): readonly SkippedFiles[] {
  const counts = new Map<string, number>();
  for (const split of splits) {
    for (const [reason, count] of Object.entries(membersIn(membersIn(split, 'skipped'), 'byReason'))) {
      counts.set(reason, (counts.get(reason) ?? 0) + Number(count));
    }
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count);
}

const WHERE = {
  withinSplits: 'more than once in a split',
  acrossSplits: 'in train and in test',
  acrossClasses: 'in several classes',
} as const;

function duplicatesIn(duplicates: Members): DatasetReport['duplicates'] {
  return Object.entries(WHERE)
    .map(([name, where]) => [where, numberIn(membersIn(duplicates, name), 'images') ?? 0] as const)
    .filter(([, images]) => images > 0);
}

const CHANGES = {
  imagesAdded: 'images added',
  imagesRemoved: 'images removed',
  imagesRelabelled: 'images relabelled',
  classesNew: 'new classes',
  classesGone: 'classes gone',
  classesReplaced: 'classes with replaced images',
} as const;

function changesIn(changes: Members): DatasetReport['changes'] {
  return Object.entries(CHANGES)
    .map(([name, what]) => [what, numberIn(changes, name) ?? numberIn(membersIn(changes, name), 'total') ?? 0] as const)
    .filter(([, count]) => count > 0);
}

function textsIn(value: Members, name: string): readonly string[] {
  const list: unknown = value[name];
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}
