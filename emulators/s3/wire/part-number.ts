import { invalidArgument } from './s3-errors.ts';

export const MAX_PART_NUMBER = 10_000;

/** A part's number as a query parameter or an XML text gives it. */
export function parsePartNumber(value: string): number {
  const partNumber = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (partNumber >= 1 && partNumber <= MAX_PART_NUMBER) return partNumber;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', value);
}
