/**
 * One object is one file: the object's bytes, then its record as JSON, then a footer (length of the JSON, magic).
 * Bytes and record therefore appear by one rename, and no index beside them can go out of step. The record comes last
 * because ETag and checksum are known only when the last byte has arrived.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Reading, readingOf } from '../../core/storage/record-file.ts';
import type { Guard } from '../../core/storage/record-shape.ts';

const MAGIC = Buffer.from('S3OBJv1\n', 'latin1');
const FOOTER_BYTES = 4 + MAGIC.length;
/** Most records fit, so that one read at start is enough. */
const TAIL_BYTES = 4096;

export function encodeTail(record: object): Buffer {
  const json = Buffer.from(JSON.stringify(record), 'utf8');
  const footer = Buffer.alloc(FOOTER_BYTES);
  footer.writeUInt32BE(json.length);
  MAGIC.copy(footer, 4);
  return Buffer.concat([json, footer]);
}

/** The record at the end of a file that is a whole object, or why there is none. */
export function readTail<T extends { readonly sizeBytes: number }>(path: string, isRecord: Guard<T>): Reading<T> {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = readAt(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
    if (size === 0) return { reason: 'it is empty' };
    const jsonBytes = recordLength(tail);
    if (jsonBytes === undefined || jsonBytes + FOOTER_BYTES > size) return { reason: 'its end is missing' };
    const start = size - FOOTER_BYTES - jsonBytes;
    const inTail = start - (size - tail.length);
    const json = inTail >= 0 ? tail.subarray(inTail, inTail + jsonBytes) : readAt(file, start, jsonBytes);
    const reading = readingOf(json, isRecord);
    if (!('record' in reading)) return { reason: `of its record ${reading.reason}` };
    if (reading.record.sizeBytes === start) return reading;
    return { reason: `it holds ${start} bytes, its record says ${reading.record.sizeBytes}` };
  } finally {
    closeSync(file);
  }
}

function recordLength(tail: Buffer): number | undefined {
  if (tail.length < FOOTER_BYTES || !tail.subarray(-MAGIC.length).equals(MAGIC)) return undefined;
  return tail.readUInt32BE(tail.length - FOOTER_BYTES);
}

/** Bytes `start` to `start + length` of an open file, fewer at its end. */
export function readAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const got = readSync(file, bytes, filled, length - filled, start + filled);
    if (got === 0) return bytes.subarray(0, filled);
    filled += got;
  }
  return bytes;
}
