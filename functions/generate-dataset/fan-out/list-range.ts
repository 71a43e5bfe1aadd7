import { randomUUID } from 'node:crypto';
import type { DatasetSettings } from '../event.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { ListingStart } from '../listing/listing-start.ts';
import { timeLimit } from '../listing/time-limit.ts';
import { uploadText } from '../lst-upload.ts';
import { PARTITIONS, type PictureRecords } from '../report/picture-records.ts';
import { SplitLister } from '../split/split-lister.ts';
import type { ScanCounts } from '../split-scan.ts';
import { withTemporaryFolder } from '../storage/temporary-folder.ts';
import { rangeOf } from './plan.ts';
import { RunFolder } from './run-folder.ts';

/** What is known of the images of one range. */
export interface RangeCounts {
  /** Of the call that has counted: its objects are not those of another call for the same range. */
  readonly call: string;
  readonly rows: number;
  readonly counts: ScanCounts;
  /** By the numbers that the range's records have for classes. */
  readonly classNames: readonly string[];
}

/** The paths of a range, one a line. */
export function rowsName(range: number, call: string): string {
  return `rows-${range}-${call}`;
}

/** What was counted, which is written last. */
export function countsName(range: number): string {
  return `counts-${range}.json`;
}

export function picturesName(range: number, call: string, group: number): string {
  return `pictures-${range}-${call}-${group}`;
}

/** Objects that a range's records of pictures are put into. */
export const PICTURE_GROUPS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7];

export interface ListedRange {
  readonly range: number;
  readonly images: number;
}

/** Lists one range of a plan and puts its rows, which have no labels yet, and what was counted aside. */
export async function listRange(
  s3: S3Sender,
  { bucket, prefix }: DatasetSettings,
  request: { readonly folder: string; readonly range: number },
  { samplePerClass, timeLeftMs }: { readonly samplePerClass: number; readonly timeLeftMs: number | undefined },
): Promise<ListedRange> {
  const run = new RunFolder(s3, bucket, request.folder);
  const { range } = request;
  // Step Functions tries a call again whose answer it has not got, and which may be under way still.
  const call = randomUUID();
  const { split, start, end, startedAt } = await rangeOf(run, range);
  return withTemporaryFolder(async (folder) => {
    const limit = timeLimit(timeLeftMs);
    const place = { s3, bucket, folder, bounds: { start, end }, start: new ListingStart(startedAt), limit };
    const splits = new SplitLister(place, samplePerClass);
    try {
      const { scan, paths } = await splits.list(split, `${prefix}/${split}/`);
      await uploadText(s3, bucket, run.place(rowsName(range, call)).key, linesOf(paths.batches()));
      for (const group of PICTURE_GROUPS) {
        await run.putBytes(picturesName(range, call, group), bytesOf(scan.tally.pictures, group));
      }
      const counted: RangeCounts = { call, rows: scan.images, counts: scan.counts, classNames: splits.classNames };
      await run.put(countsName(range), counted);
      return { range, images: scan.images };
    } finally {
      await splits.close();
    }
  });
}

/** Some services give more keys a page than S3. */
const LINES_AT_A_TIME = 1000;

async function* linesOf(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const paths of batches) {
    for (let start = 0; start < paths.length; start += LINES_AT_A_TIME) {
      yield `${paths.slice(start, start + LINES_AT_A_TIME).join('\n')}\n`;
    }
  }
}

/** A few partitions, so that memory holds a part of the records at a time. */
function bytesOf(records: PictureRecords, group: number): Buffer {
  const parts: Buffer[] = [];
  for (let number = group; number < PARTITIONS; number += PICTURE_GROUPS.length) {
    // A copy: a part is overwritten as soon as the next one is asked for.
    for (const part of records.partition(number)) parts.push(Buffer.from(part.slice().buffer));
  }
  return Buffer.concat(parts);
}
