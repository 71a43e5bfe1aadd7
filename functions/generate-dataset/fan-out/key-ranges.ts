import type { KeyPart } from '../listing/parallel-listing.ts';
import type { Split } from '../report/split.ts';

/** Keys of one split after `start` up to and with `end`; an empty start and no end stand for all. */
export interface PlannedRange {
  readonly split: Split;
  readonly start: string;
  readonly end?: string;
}

/** What one child lists in about half a minute. */
export const KEYS_PER_RANGE = 2_500_000;
/** Of one split: a run has at most 1,000 ranges, which is far less than the 10,000 parts of an object. */
const MAX_RANGES = 500;
/** Also a small data set is given to more than one, where that was asked for. */
const MIN_RANGES = 2;

/** Pages of the parts that a listing should be taken apart to, so that ranges of about equal size can be made of them. */
export function pagesPerPart(pages: number, keysPerRange: number): number {
  // Never more parts than ranges can be made of: the number of pages is a guess, and may be a wild one.
  return Math.max(1, pages / (4 * MAX_RANGES), Math.min(pages / (MIN_RANGES * 2), keysPerRange / 4000));
}

/** Ranges of about the same number of keys, cut where the parts end. */
export function cutRanges(split: Split, parts: readonly KeyPart[], keysPerRange: number): PlannedRange[] {
  const total = parts.reduce((sum, { keys }) => sum + keys, 0);
  const count = Math.min(MAX_RANGES, Math.max(MIN_RANGES, Math.ceil(total / keysPerRange)));
  const ranges: PlannedRange[] = [];
  let start = '';
  let keys = 0;
  for (const part of parts) {
    keys += part.keys;
    if (part.end === undefined || part.end === start || keys < (total * (ranges.length + 1)) / count) continue;
    ranges.push({ split, start, end: part.end });
    start = part.end;
    if (ranges.length === count - 1) break;
  }
  return [...ranges, { split, start }];
}
