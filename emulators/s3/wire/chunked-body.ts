import { AwsError } from '../../core/wire/aws-error.ts';
import { incompleteBody } from './s3-errors.ts';

const MAX_LINE_BYTES = 16 * 1024;
const LINE_END = '\r\n';

/**
 * Takes the aws-chunked coding off a body: chunks `<hex size>[;chunk-signature=...]`, a last one of size 0, then trailers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html (signatures are not verified).
 * Trailers (lower-case names) are in the given map when the iteration has ended.
 */
export async function* decodeChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer, void, undefined> {
  const reader = new ByteReader(body);
  try {
    yield* readChunks(reader);
    await readTrailers(reader, trailers);
  } finally {
    await reader.close();
  }
}

async function* readChunks(reader: ByteReader): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    let remaining = parseChunkSize(await reader.line());
    if (remaining === 0) return;
    while (remaining > 0) {
      const bytes = await reader.upTo(remaining);
      remaining -= bytes.length;
      yield bytes;
    }
    if ((await reader.line()) !== '') throw malformedChunk('a chunk is longer than its size says');
  }
}

function parseChunkSize(line: string): number {
  const size = line.split(';', 1)[0]?.trim() ?? '';
  if (!/^[0-9a-f]{1,12}$/i.test(size)) throw malformedChunk(`"${size.slice(0, 40)}" is not a chunk size`);
  return Number.parseInt(size, 16);
}

async function readTrailers(reader: ByteReader, trailers: Map<string, string>): Promise<void> {
  for (let line = await reader.lineOrEnd(); line !== ''; line = await reader.lineOrEnd()) {
    const colon = line.indexOf(':');
    if (colon === -1) throw malformedTrailer();
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await reader.drain();
}

function malformedChunk(problem: string): AwsError {
  return new AwsError('InvalidRequest', 400, `[rehearsal] the aws-chunked body is malformed: ${problem}`);
}

export function malformedTrailer(): AwsError {
  return new AwsError(
    'MalformedTrailerError',
    400,
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );
}

/** Lines and runs of bytes from a stream of buffers, without copying the runs. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Buffer>) {
    this.#source = body[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done === true) return false;
    this.#buffer = this.#buffer.length === 0 ? value : Buffer.concat([this.#buffer, value]);
    return true;
  }

  /** The next bytes, at least one and at most `maxBytes`. */
  async upTo(maxBytes: number): Promise<Buffer> {
    while (this.#buffer.length === 0) if (!(await this.#more())) throw incompleteBody();
    const bytes = this.#buffer.subarray(0, maxBytes);
    this.#buffer = this.#buffer.subarray(bytes.length);
    return bytes;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf(LINE_END);
      if (end !== -1) return this.#take(end);
      if (this.#buffer.length > MAX_LINE_BYTES) throw malformedChunk('a chunk header does not end');
      if (!(await this.#more())) throw incompleteBody();
    }
  }

  /** A line, or the empty string where the body has ended: the last line break is optional in practice. */
  async lineOrEnd(): Promise<string> {
    if (this.#buffer.length === 0 && !(await this.#more())) return '';
    return this.line();
  }

  #take(end: number): string {
    const line = this.#buffer.toString('latin1', 0, end);
    this.#buffer = this.#buffer.subarray(end + LINE_END.length);
    return line;
  }

  /** Lets go of the body, so that what is left of it can be drained. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async drain(): Promise<void> {
    while (await this.#more()) this.#buffer = Buffer.alloc(0);
  }
}
