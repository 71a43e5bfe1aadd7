import { StringDecoder } from 'node:string_decoder';

/** Of Docker's frames: one byte for the stream, three of nothing, four for the length of what follows. */
const HEADER_BYTES = 8;
const LENGTH_OFFSET = 4;
/** A longer line comes in pieces: it may never end, and a log event of that many characters is taken whole. */
const MAX_LINE_CHARACTERS = 32_768;
const PIECES = new RegExp(`[^]{1,${MAX_LINE_CHARACTERS}}`, 'g');
const LINE_END = /\r\n|\n|\r(?!$)/;

/**
 * Gives each line of a container's standard output and error to `use`, as Docker interleaves them in its attached stream.
 * No more is read while `use` is not done: then the container waits at its next print, as at a slow terminal.
 */
export async function eachOutputLine(
  output: AsyncIterable<Buffer>,
  use: (line: string) => Promise<void> | void,
): Promise<void> {
  const streams = new Map<number, LineBuffer>();
  for await (const { stream, bytes } of frames(output)) {
    const lines = streams.get(stream) ?? new LineBuffer();
    streams.set(stream, lines);
    for (const line of lines.take(bytes)) await use(line);
  }
  for (const lines of streams.values()) for (const line of lines.rest()) await use(line);
}

/** Payloads as they come; one of a frame that spreads over several chunks comes in several parts. */
async function* frames(output: AsyncIterable<Buffer>): AsyncGenerator<{ stream: number; bytes: Buffer }> {
  let header = Buffer.alloc(0);
  let missing = 0;
  for await (const chunk of output) {
    let rest = chunk;
    while (rest.length > 0) {
      if (missing === 0) {
        const wanted = HEADER_BYTES - header.length;
        header = Buffer.concat([header, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (header.length < HEADER_BYTES) break;
        missing = header.readUInt32BE(LENGTH_OFFSET);
      }
      const bytes = rest.subarray(0, missing);
      rest = rest.subarray(bytes.length);
      missing -= bytes.length;
      if (bytes.length > 0) yield { stream: header[0] ?? 0, bytes };
      if (missing === 0) header = Buffer.alloc(0);
    }
  }
}

/** Lines out of the chunks of one stream; a carriage return ends one too, as progress bars print it. */
class LineBuffer {
  readonly #decoder = new StringDecoder('utf8');
  #pending = '';

  *take(bytes: Buffer): Generator<string> {
    const lines = (this.#pending + this.#decoder.write(bytes)).split(LINE_END);
    this.#pending = '';
    for (const [index, line] of lines.entries()) {
      const pieces = line.match(PIECES) ?? [''];
      if (index === lines.length - 1) this.#pending = pieces.pop() ?? '';
      yield* pieces;
    }
  }

  *rest(): Generator<string> {
    const last = (this.#pending + this.#decoder.end()).replace(/\r$/, '');
    if (last !== '') yield last;
  }
}
