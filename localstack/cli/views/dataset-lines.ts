import type { DatasetChangesResult, DatasetReportResult, DatasetResult } from '../../rehearsal/run-result.ts';
import { formatBytes } from './format.ts';

/** What the function has found in the images, in a few lines. */
export function imageLines({ report }: DatasetResult): string[] {
  if (report === undefined) return [];
  const { uri, trainBytes, validationBytes, balanceRatio, changes } = report;
  return [
    uri,
    `${formatBytes(trainBytes)} to train on, ${formatBytes(validationBytes)} to validate; largest class to smallest: ${balanceRatio} to 1`,
    `identical pictures: ${identical(report)}`,
    ...(changes === undefined ? [] : [`since ${changes.since}: ${changed(changes)}`]),
  ];
}

function identical({ duplicates }: DatasetReportResult): string {
  const found = [
    ...counted(duplicates.withinSplits, 'more than once in a split'),
    ...counted(duplicates.acrossSplits, 'in train and in test'),
    ...counted(duplicates.acrossClasses, 'in several classes'),
  ];
  return found.length === 0 ? 'none' : found.join(', ');
}

function changed(changes: DatasetChangesResult): string {
  const found = [
    ...counted(changes.imagesAdded, 'added', 'image', 'images'),
    ...counted(changes.imagesRemoved, 'removed', 'image', 'images'),
    ...counted(changes.imagesRelabelled, 'relabelled', 'image', 'images'),
    ...counted(changes.classesNew, 'new', 'class', 'classes'),
    ...counted(changes.classesGone, 'gone', 'class', 'classes'),
    ...counted(changes.classesReplaced, 'with replaced images', 'class', 'classes'),
  ];
  return found.length === 0 ? 'nothing has changed' : found.join(', ');
}

function counted(count: number, what: string, one = '', several = ''): string[] {
  if (count === 0) return [];
  const noun = count === 1 ? one : several;
  return [noun === '' ? `${count} ${what}` : `${count} ${noun} ${what}`];
}
