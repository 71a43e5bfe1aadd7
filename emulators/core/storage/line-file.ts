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

/** Reads parts of a file whose places are known: neighbours are read from it together, whichever way they are gone through. */
export class PartReader {
  readonly #path: string;
  #from = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#path = path;
  }

  read(offset: number, length: number): Buffer {
    if (!this.#has(offset, length)) this.#load(offset, length);
    return this.#bytes.subarray(offset - this.#from, offset - this.#from + length);
  }

  #has(offset: number, length: number): boolean {
    return offset >= this.#from && offset + length <= this.#from + this.#bytes.length;
  }

  #load(offset: number, length: number): void {
    const size = Math.max(length, CHUNK_BYTES);
    // Whoever asks for what is before goes backward: the rest of the chunk is before, too.
    const from = offset < this.#from ? Math.max(0, offset + length - size) : offset;
    this.#bytes = readChunk(this.#path, from, size);
    this.#from = from;
  }
}

/** Whole lines from an offset where a line begins, in order, holding one chunk and one line in memory. */
export function* linesForward(path: string, from: number, chunkBytes = CHUNK_BYTES): Generator<Buffer> {
  // A long line is put together once, at its end: doing so at every chunk takes time by the square of its length.
  let begun: Buffer[] = [];
  for (let offset = from; ; ) {
    const chunk = readChunk(path, offset, chunkBytes);
    if (chunk.length === 0) return;
    offset += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield joined([...begun, chunk.subarray(start, end)]);
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
}

/** Whole lines before an offset where a line begins (or the file ends), last line first. */
export function* linesBackward(path: string, before: number): Generator<Buffer> {
  /** The later parts of a line whose beginning is not read yet, its newline included. */
  let begun: Buffer[] = [];
  for (let offset = before; offset > 0; ) {
    const length = Math.min(CHUNK_BYTES, offset);
    offset -= length;
    const chunk = readChunk(path, offset, length);
    let end = chunk.length;
    for (;;) {
      const newline = newlineBefore(chunk, begun.length === 0 ? end - 1 : end);
      if (newline < 0) break;
      yield withoutNewline([chunk.subarray(newline + 1, end), ...begun]);
      begun = [];
      end = newline + 1;
    }
    if (end > 0) begun.unshift(chunk.subarray(0, end));
  }
  if (begun.length > 0) yield withoutNewline(begun);
}

function withoutNewline(parts: readonly Buffer[]): Buffer {
  const line = joined(parts);
  return line.subarray(0, line.length - 1);
}

function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
}

/** Its index, looking at what is before `end`. */
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
