import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 10;

/** The bytes from `offset`, at most `length`. The file is opened for this one read, so that no reader holds a descriptor. */
function readChunk(path: string, offset: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}

/** A part of a file whose place is known. */
export function lineBytes(path: string, offset: number, length: number): Buffer {
  return readChunk(path, offset, length);
}

/** Whole lines from an offset where a line begins, in order, holding one chunk and one line in memory. */
export function* linesForward(path: string, from: number, chunkBytes = CHUNK_BYTES): Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let offset = from; ; ) {
    const chunk = readChunk(path, offset, chunkBytes);
    if (chunk.length === 0) return;
    offset += chunk.length;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
}

/** Whole lines before an offset where a line begins (or the file ends), last line first. */
export function* linesBackward(path: string, before: number): Generator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (let offset = before; offset > 0; ) {
    const length = Math.min(CHUNK_BYTES, offset);
    offset -= length;
    const bytes = Buffer.concat([readChunk(path, offset, length), rest]);
    let end = bytes.length - 1;
    for (let previous = newlineBefore(bytes, end); previous >= 0; previous = newlineBefore(bytes, end)) {
      yield bytes.subarray(previous + 1, end);
      end = previous;
    }
    rest = bytes.subarray(0, end + 1);
  }
  if (rest.length > 0) yield rest.subarray(0, rest.length - 1);
}

function newlineBefore(bytes: Buffer, end: number): number {
  return end <= 0 ? -1 : bytes.lastIndexOf(NEWLINE, end - 1);
}

/** Where the line begins that holds the byte at `offset`; `low` is the beginning of this or an earlier line. */
export function lineStart(path: string, offset: number, low: number): number {
  for (let end = offset; end > low; ) {
    const start = Math.max(low, end - CHUNK_BYTES);
    const newline = readChunk(path, start, end - start).lastIndexOf(NEWLINE);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return low;
}
