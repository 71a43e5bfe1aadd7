import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { copied } from './listing/page-text.ts';
import { mergeSorted } from './merge/merge-sorted.ts';
import { byUnits, byUtf8, hasSurrogates } from './utf8-order.ts';

interface Run {
  readonly startByte: number;
  readonly endByte: number;
}

/** Paths of a run of a listing without any order: few runs, so that merging them is quick. */
const SORTED_AT_A_TIME = 100_000;
const WRITTEN_AT_A_TIME = 1000;
/** Read at a time, of one run and of all together: a list in no order has a run for each 100,000 paths. */
const READ_CHUNK_BYTES = 64 * 1024;
const READ_BYTES = 4 * 1024 * 1024;
const LEAST_CHUNK_BYTES = 4096;

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
  #last = '';
  #unsorted: string[] = [];
  /** The quicker one as long as it gives the same order. */
  #compare = byUnits;
  #finished: Promise<void> | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** A spool in a new file at `path`. */
  static async create(path: string): Promise<PathSpool> {
    return new PathSpool(await open(path, 'wx+'));
  }

  /** Adds paths; none may hold a newline. */
  async add(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      if (this.#compare === byUnits && hasSurrogates(path)) this.#compare = byUtf8;
      this.#unsorted.push(path);
    }
    if (this.#unsorted.length >= SORTED_AT_A_TIME) await this.#writeSorted();
  }

  /** All paths in key order, some thousand at a time; several readers may be at it. No path is added any more. */
  async *batches(): AsyncGenerator<readonly string[]> {
    this.#finished ??= this.#finish();
    await this.#finished;
    const [only, ...others] = this.#runs.map((run) => this.#read(run));
    if (only === undefined) return;
    yield* others.length === 0 ? only : mergeSorted([only, ...others], this.#compare);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #finish(): Promise<void> {
    await this.#writeSorted();
    this.#endRun();
  }

  /** Goes on with the last run where the paths are behind it: a listing in key order is one run. */
  async #writeSorted(): Promise<void> {
    const sorted = this.#unsorted.sort(this.#compare);
    const [first] = sorted;
    if (first === undefined) return;
    if (this.#compare(this.#last, first) > 0) this.#endRun();
    this.#last = copied(sorted.at(-1) ?? '');
    this.#unsorted = [];
    for (let start = 0; start < sorted.length; start += WRITTEN_AT_A_TIME) {
      await this.#write(sorted.slice(start, start + WRITTEN_AT_A_TIME));
    }
  }

  async #write(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    const text = Buffer.from(`${paths.join('\n')}\n`);
    for (let at = 0; at < text.length; ) {
      const { bytesWritten } = await this.#file.write(text, at, text.length - at, this.#written);
      at += bytesWritten;
      this.#written += bytesWritten;
    }
  }

  #endRun(): void {
    if (this.#written > this.#runStart) this.#runs.push({ startByte: this.#runStart, endByte: this.#written });
    this.#runStart = this.#written;
  }

  async *#read({ startByte, endByte }: Run): AsyncGenerator<readonly string[]> {
    const share = Math.max(LEAST_CHUNK_BYTES, READ_BYTES / this.#runs.length);
    const chunk = Buffer.alloc(Math.min(READ_CHUNK_BYTES, share, endByte - startByte));
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let at = startByte; at < endByte; ) {
      const { bytesRead } = await this.#file.read(chunk, 0, Math.min(chunk.length, endByte - at), at);
      if (bytesRead === 0) throw new Error('the list of paths on disk is shorter than what was written');
      at += bytesRead;
      const lines = (rest + decoder.write(chunk.subarray(0, bytesRead))).split('\n');
      rest = lines.pop() ?? '';
      yield lines;
    }
  }
}
