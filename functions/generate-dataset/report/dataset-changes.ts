import type { ClassLabels } from '../class-labels.ts';
import type { ClassRules } from '../inputs/class-rule.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { uriOf } from '../storage/stored-place.ts';
import { storedLines } from '../storage/stored-text.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { RowsOf } from './duplicates.ts';
import { readEarlierClasses } from './earlier-classes.ts';
import type { EarlierReport } from './earlier-report.ts';
import { BrokenRowsError, compareRows, type RowChanges, type RowMeaning, rowsOfLst } from './row-changes.ts';
import { rowMeaning } from './row-meaning.ts';
import type { Split } from './split.ts';
import type { SplitTally } from './split-tally.ts';

export interface Names {
  readonly total: number;
  readonly first: readonly string[];
}

/** Against an earlier run. An image that moved to another folder is one removed and one added. */
export interface DatasetChanges {
  /** Execution of the earlier run. */
  readonly since: string;
  readonly imagesAdded: number;
  readonly imagesRemoved: number;
  /** The same path with another label. */
  readonly imagesRelabelled: number;
  readonly classesNew: Names;
  readonly classesGone: Names;
  /** Classes that have the same paths with other contents. */
  readonly classesReplaced: Names;
}

export interface Compared {
  readonly bucket: string;
  readonly prefix: string;
  readonly tallies: Readonly<Record<Split, SplitTally>>;
  readonly classRules: ClassRules;
  readonly labels: ClassLabels;
  readonly contentHash: string;
  readonly rows: RowsOf;
}

const SHOWN_NAMES = 20;
const NO_NAMES: Names = { total: 0, first: [] };

/** What has changed since a run, or why that is not known. Where the hashes are equal no row is read. */
export async function changesSince(
  s3: S3Sender,
  earlier: EarlierReport,
  compared: Compared,
): Promise<DatasetChanges | string> {
  if (earlier.contentHash === compared.contentHash) {
    return {
      ...{ since: earlier.executionName, imagesAdded: 0, imagesRemoved: 0, imagesRelabelled: 0 },
      ...{ classesNew: NO_NAMES, classesGone: NO_NAMES, classesReplaced: NO_NAMES },
    };
  }
  const byFolders = !earlier.byLabelsFile && compared.classRules.train.labelsFile === undefined;
  const classes = byFolders ? undefined : await readEarlierClasses(s3, compared, earlier.executionName);
  if (typeof classes === 'string') return classes;
  const meaningOf = (split: Split) => rowMeaning(compared.classRules[split], compared.labels, classes);
  const train = await splitChanges(s3, compared, 'train', earlier.trainLstKey, meaningOf('train'));
  if (typeof train === 'string') return train;
  const test = await splitChanges(s3, compared, 'test', earlier.testLstKey, meaningOf('test'));
  if (typeof test === 'string') return test;
  return summary(earlier, compared, train, test);
}

async function splitChanges(
  s3: S3Sender,
  { bucket, rows }: Pick<Compared, 'bucket' | 'rows'>,
  split: Split,
  key: string,
  meaning: RowMeaning,
): Promise<RowChanges | string> {
  const lines = await storedLines(s3, { bucket, key });
  if (lines === undefined) return `${uriOf({ bucket, key })} is not there any more`;
  try {
    return await compareRows(rowsOfLst(lines), rows(split), meaning);
  } catch (error) {
    if (error instanceof BrokenRowsError) return `${uriOf({ bucket, key })}: ${error.message}`;
    throw error;
  } finally {
    // Ends the download where the comparison has ended early.
    await lines.return(undefined);
  }
}

function summary(earlier: EarlierReport, compared: Compared, train: RowChanges, test: RowChanges): DatasetChanges {
  const { labels, tallies } = compared;
  const trained = (name: string) => tallies.train.ofClass(name).images > 0;
  const touched = (name: string) => train.touchedClasses.has(name) || test.touchedClasses.has(name);
  const replaced = [...earlier.classHashes].filter(([name, hashes]) => {
    const now = `${tallies.train.ofClass(name).hash}-${tallies.test.ofClass(name).hash}`;
    return now !== hashes && !touched(name);
  });
  return {
    since: earlier.executionName,
    imagesAdded: train.added + test.added,
    imagesRemoved: train.removed + test.removed,
    imagesRelabelled: train.relabelled + test.relabelled,
    classesNew: names([...labels.keys()].filter((name) => trained(name) && !train.earlierClasses.has(name))),
    classesGone: names([...train.earlierClasses].filter((name) => !trained(name))),
    classesReplaced: names(replaced.map(([name]) => name)),
  };
}

function names(all: readonly string[]): Names {
  return { total: all.length, first: all.toSorted(byUtf8).slice(0, SHOWN_NAMES) };
}
