import { type FileHandle, open } from 'node:fs/promises';

interface Run {
  readonly startByte: number;
  readonly endByte: number;
}

const READ_CHUNK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Paths put aside on disk until all classes are known, so that memory does not grow with the data set. They come back in
 * the order of their UTF-8 bytes, which is S3's key order. A listing that is in that order, as S3's are, is one run of the
 * file; a listing that is not makes several, which are merged.
 */
export class PathSpool {
  readonly #file: FileHandle;
  readonly #runs: Run[] = [];
  #runStart = 0;
  #written = 0;
  #last: Buffer | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** A spool in a new file at `path`. */
  static async create(path: string): Promise<PathSpool> {
    return new PathSpool(await open(path, 'wx+'));
  }

  /** Adds paths; none may hold a newline. */
  async add(paths: readonly string[]): Promise<void> {
    const lines: Buffer[] = [];
    let at = this.#written;
    for (const path of paths) {
      const line = Buffer.from(`${path}\n`);
      if (this.#last !== undefined && Buffer.compare(this.#last, line) > 0) {
        this.#runs.push({ startByte: this.#runStart, endByte: at });
        this.#runStart = at;
      }
      this.#last = line;
      at += line.length;
      lines.push(line);
    }
    await this.#file.write(Buffer.concat(lines), 0, at - this.#written, this.#written);
    this.#written = at;
  }

  /** All paths in key order. */
  async *paths(): AsyncGenerator<string> {
    const runs = [...this.#runs, { startByte: this.#runStart, endByte: this.#written }];
    yield* mergeRuns(runs.map((run) => this.#lines(run)));
  }

  async *#lines({ startByte, endByte }: Run): AsyncGenerator<Buffer> {
    let rest = Buffer.alloc(0);
    for (let at = startByte; at < endByte; ) {
      const chunk = Buffer.alloc(Math.min(READ_CHUNK_BYTES, endByte - at));
      const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) throw new Error('the list of paths on disk is shorter than what was written');
      at += bytesRead;
      rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      let lineStart = 0;
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, lineStart)) {
        yield rest.subarray(lineStart, end);
        lineStart = end + 1;
      }
      rest = rest.subarray(lineStart);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function* mergeRuns(runs: readonly AsyncGenerator<Buffer>[]): AsyncGenerator<string> {
  let heads: { line: Buffer; run: AsyncGenerator<Buffer> }[] = [];
  for (const run of runs) {
    const first = await run.next();
    if (first.done !== true) heads.push({ line: first.value, run });
  }
  while (heads.length > 0) {
    const least = heads.reduce((left, right) => (Buffer.compare(right.line, left.line) < 0 ? right : left));
    yield least.line.toString('utf8');
    const following = await least.run.next();
    if (following.done === true) heads = heads.filter((head) => head !== least);
    else least.line = following.value;
  }
}
