import { invalidRange } from './s3-errors.ts';

/** First and last byte, both included; an empty object has `{ start: 0, end: -1 }`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const RANGE = /^bytes=(\d*)-(\d*)$/;

export function wholeObject(sizeBytes: number): ByteRange {
  return { start: 0, end: sizeBytes - 1 };
}

/**
 * The part of an object that a Range header asks for (RFC 9110, 14.1.2). A header that is not one byte range is ignored,
 * as S3 does, and gives undefined; one outside the object is refused with InvalidRange.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first = '', last = ''] = RANGE.exec(header?.trim() ?? '') ?? [];
  if (header === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return suffixRange(header, Number(last), sizeBytes);
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= sizeBytes) throw invalidRange(header, sizeBytes);
  return { start, end };
}

function suffixRange(header: string, length: number, sizeBytes: number): ByteRange {
  if (length === 0 || sizeBytes === 0) throw invalidRange(header, sizeBytes);
  return { start: Math.max(0, sizeBytes - length), end: sizeBytes - 1 };
}
