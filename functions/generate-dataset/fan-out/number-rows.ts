import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetSettings, GenerateDatasetEvent } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type PreparedDataset, prepareDataset } from '../prepared-dataset.ts';
import { ClassNumbers } from '../report/class-numbers.ts';
import { EarlierRun } from '../report/earlier-run.ts';
import type { Split } from '../report/split.ts';
import { SplitTally } from '../report/split-tally.ts';
import { folderProblems } from '../split/split-problems.ts';
import { SplitScan } from '../split-scan.ts';
import { withTemporaryFolder } from '../storage/temporary-folder.ts';
import type { PlannedRange } from './key-ranges.ts';
import { countsName, PICTURE_GROUPS, picturesName, type RangeCounts, rowsName } from './list-range.ts';
import { rangesOf } from './plan.ts';
import { RunFolder } from './run-folder.ts';

/** What the ranges need to write their rows. */
export interface Numbering {
  readonly labels: readonly (readonly [string, number])[];
  readonly ranges: readonly NumberedRange[];
  /** Name of the prepared data set. */
  readonly prepared: string;
}

export interface NumberedRange {
  /** Name of its rows without labels. */
  readonly source: string;
  readonly rows: number;
  /** Rows of the same split before those of the range. */
  readonly rowsBefore: number;
}

export const NUMBERING = 'numbering.json';

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
      const numbered = await addRanges(run, ranges, numbers, scans);
      const rows = (split: Split) => rowsOf(run, numbered, (index) => ranges[index]?.split === split);
      const prepared = await prepareDataset(s3, settings, event, {
        ...scans,
        rows,
        problems: folderProblems(settings, scans),
        warnings: [],
        earlier: new EarlierRun(s3, settings),
      });
      return await keepFirst(run, prepared, numbered);
    } finally {
      for (const scan of Object.values(scans)) scan.tally.close();
    }
  });
}

/** Of two calls whose labels may differ, since they looked at different times, all ranges must take those of one. */
async function keepFirst(run: RunFolder, prepared: PreparedDataset, ranges: readonly NumberedRange[]) {
  const name = `prepared-${randomUUID()}.json`;
  await run.put(name, { ...prepared, labels: [] });
  const numbering: Numbering = { labels: [...prepared.labels], ranges, prepared: name };
  const isFirst = await run.putOnce(NUMBERING, numbering);
  const { result } = isFirst ? prepared : await readPrepared(run);
  const { num_classes, num_training_samples, num_validation_samples } = result;
  return { num_classes, num_training_samples, num_validation_samples };
}

export async function readPrepared(run: RunFolder): Promise<PreparedDataset> {
  const { prepared } = await run.read<Numbering>(NUMBERING);
  return run.read<PreparedDataset>(prepared);
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

/** In the order of the keys. */
async function addRanges(
  run: RunFolder,
  ranges: readonly PlannedRange[],
  numbers: ClassNumbers,
  scans: Scans,
): Promise<readonly NumberedRange[]> {
  const numbered: NumberedRange[] = [];
  for (const [index, { split }] of ranges.entries()) {
    const scan = scans[split];
    const { call, rows, counts, classNames } = await run.read<RangeCounts>(countsName(index));
    numbered.push({ source: rowsName(index, call), rows, rowsBefore: scan.images });
    scan.addCounts(counts);
    const own = classNames.map((name) => numbers.numberFor(name));
    for (const group of PICTURE_GROUPS) {
      const records = await run.readBytes(picturesName(index, call, group));
      // A copy, since the bytes may begin anywhere in their buffer.
      scan.tally.pictures.addRecords(new Uint32Array(records.slice().buffer), own);
    }
  }
  return numbered;
}

async function* rowsOf(
  run: RunFolder,
  ranges: readonly NumberedRange[],
  isMeant: (index: number) => boolean,
): AsyncGenerator<readonly string[]> {
  for (const [index, { source }] of ranges.entries()) if (isMeant(index)) yield* run.lines(source);
}
