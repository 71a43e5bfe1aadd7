/**
 * MXNet's RecordIO: each record is a magic number, a word with a 3-bit part marker above a 29-bit length, the bytes, and zeros
 * up to a multiple of four. A record that holds the magic number itself is cut there into parts, and the number left out.
 */
const MAGIC = 0xced7230a;
const MAGIC_BYTES = Buffer.from([0x0a, 0x23, 0xd7, 0xce]);
const HEAD_BYTES = 8;
const LENGTH_BITS = 29;
const WHOLE = 0;
const FIRST = 1;
const LAST = 3;

export class RecordIoError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordIoError';
  }
}

/** The records of a file that comes in pieces. Throws RecordIoError where it is not RecordIO, or ends within a record. */
export async function* recordsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  const bytes = new ByteQueue(pieces);
  try {
    yield* recordsIn(bytes);
  } finally {
    await bytes.close();
  }
}

async function* recordsIn(bytes: ByteQueue): AsyncGenerator<Buffer, void> {
  let parts: Buffer[] | undefined;
  for (let head = await bytes.take(HEAD_BYTES); head !== undefined; head = await bytes.take(HEAD_BYTES)) {
    const { marker, length } = readHead(head, bytes.taken - HEAD_BYTES);
    const part = await wholePart(bytes, length);
    if ((marker === WHOLE || marker === FIRST) !== (parts === undefined)) {
      throw new RecordIoError(`the part before byte ${bytes.taken} does not belong to the record before it`);
    }
    if (marker === WHOLE) yield part;
    else parts = parts === undefined ? [part] : [...parts, MAGIC_BYTES, part];
    if (marker !== LAST || parts === undefined) continue;
    yield Buffer.concat(parts);
    parts = undefined;
  }
  if (parts !== undefined) throw new RecordIoError('the file ends within a record of several parts');
}

function readHead(head: Buffer, at: number): { marker: number; length: number } {
  if (head.readUInt32LE(0) !== MAGIC) {
    throw new RecordIoError(`there is no RecordIO magic number at byte ${at}`);
  }
  const word = head.readUInt32LE(4);
  return { marker: word >>> LENGTH_BITS, length: word & (2 ** LENGTH_BITS - 1) };
}

async function wholePart(bytes: ByteQueue, length: number): Promise<Buffer> {
  const padded = await bytes.take(length + ((4 - (length % 4)) % 4));
  if (padded === undefined && length > 0) throw new RecordIoError('the file ends within a record');
  return (padded ?? Buffer.alloc(0)).subarray(0, length);
}

/** Gives the pieces of a stream as buffers of the sizes that are asked for. */
class ByteQueue {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Bytes given so far. */
  taken = 0;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** The rest of the stream is not wanted. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  /** Undefined at the end of the stream; an end in the middle throws. */
  async take(size: number): Promise<Buffer | undefined> {
    while (this.#waitingBytes < size) {
      const next = await this.#pieces.next();
      if (next.done === true) break;
      this.#waiting.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
      this.#waitingBytes += next.value.byteLength;
    }
    if (this.#waitingBytes === 0) return undefined;
    if (this.#waitingBytes < size) {
      throw new RecordIoError(`the file ends at byte ${this.taken + this.#waitingBytes}, within a record`);
    }
    const all = this.#waiting.length === 1 ? (this.#waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#waiting);
    this.#waiting = size === all.length ? [] : [all.subarray(size)];
    this.#waitingBytes -= size;
    this.taken += size;
    return all.subarray(0, size);
  }
}
