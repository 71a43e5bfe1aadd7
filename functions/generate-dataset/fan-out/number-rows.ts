import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSettings, GenerateDatasetEvent } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type PreparedDataset, prepareDataset } from '../prepared-dataset.ts';
import { ClassNumbers } from '../report/class-numbers.ts';
import type { Split } from '../report/split.ts';
import { SplitTally } from '../report/split-tally.ts';
import { folderProblems } from '../split/split-problems.ts';
import { SplitScan } from '../split-scan.ts';
import { withTemporaryFolder } from '../storage/temporary-folder.ts';
import type { PlannedRange } from './key-ranges.ts';
import { PICTURE_GROUPS, type RangeCounts } from './list-range.ts';
import { rangesOf } from './plan.ts';
import { RunFolder } from './run-folder.ts';

/** What the ranges need to write their rows. */
export interface Numbering {
  readonly labels: readonly (readonly [string, number])[];
  /** Rows of the same split before those of each range. */
  readonly rowsBefore: readonly number[];
}

export const NUMBERING = 'numbering.json';
export const PREPARED = 'prepared.json';

type Scans = Readonly<Record<Split, SplitScan>>;

/**
 * Adds up what the ranges have counted, checks the data set as one function does, and decides which label and which index each
 * row gets.
 */
export async function numberRows(
  s3: S3Sender,
  settings: DatasetSettings,
  event: GenerateDatasetEvent,
  folder: string,
): Promise<Pick<PreparedDataset['result'], 'num_classes' | 'num_training_samples' | 'num_validation_samples'>> {
  const run = new RunFolder(s3, settings.bucket, folder);
  const ranges = await rangesOf(run);
  return withTemporaryFolder(async (temporary) => {
    const numbers = new ClassNumbers();
    const samplePerClass = event.look?.samplePerClass ?? 0;
    const empty = (split: Split) => emptyScan(split, settings.prefix, numbers, temporary, samplePerClass);
    const scans = {
      train: await empty('train'),
      test: await empty('test'),
    };
    try {
      const rowsBefore = await addRanges(run, ranges, numbers, scans);
      const rows = (split: Split) => rowsOf(run, ranges, split);
      const prepared = await prepareDataset(s3, settings, event, {
        ...scans,
        rows,
        problems: folderProblems(settings, scans),
        warnings: [],
      });
      const numbering: Numbering = { labels: [...prepared.labels], rowsBefore };
      await run.put(NUMBERING, numbering);
      await run.put(PREPARED, { ...prepared, labels: [] });
      const { num_classes, num_training_samples, num_validation_samples } = prepared.result;
      return { num_classes, num_training_samples, num_validation_samples };
    } finally {
      for (const scan of Object.values(scans)) scan.tally.close();
    }
  });
}

async function emptyScan(
  split: Split,
  prefix: string,
  numbers: ClassNumbers,
  folder: string,
  samplePerClass: number,
): Promise<SplitScan> {
  const ownFolder = join(folder, split);
  await mkdir(ownFolder);
  return new SplitScan(`${prefix}/${split}/`, new SplitTally(split, numbers, ownFolder), samplePerClass);
}

/** In the order of the keys; gives the rows before each range. */
async function addRanges(
  run: RunFolder,
  ranges: readonly PlannedRange[],
  numbers: ClassNumbers,
  scans: Scans,
): Promise<number[]> {
  const rowsBefore: number[] = [];
  for (const [index, { split }] of ranges.entries()) {
    const scan = scans[split];
    rowsBefore.push(scan.images);
    const { counts, classNames } = await run.read<RangeCounts>(`counts-${index}.json`);
    scan.addCounts(counts);
    const own = classNames.map((name) => numbers.numberFor(name));
    for (const group of PICTURE_GROUPS) {
      const records = await run.readBytes(`pictures-${index}-${group}`);
      // A copy, since the bytes may begin anywhere in their buffer.
      scan.tally.pictures.addRecords(new Uint32Array(records.slice().buffer), own);
    }
  }
  return rowsBefore;
}

async function* rowsOf(
  run: RunFolder,
  ranges: readonly PlannedRange[],
  split: Split,
): AsyncGenerator<readonly string[]> {
  for (const [index, range] of ranges.entries()) if (range.split === split) yield* run.lines(`rows-${index}`);
}
