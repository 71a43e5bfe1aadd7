import { renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { encodeTail } from './object-file.ts';

/** Up to so many bytes wait in memory; a body that ends within them costs one write and one rename. */
const BUFFER_BYTES = 256 * 1024;

/** Writes one object file beside its place; it gets its name only by `commit`, when it is whole. */
export class FileWriter {
  readonly #path: string;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #file: FileHandle | undefined;
  #created = false;

  constructor(temporaryPath: string) {
    this.#path = temporaryPath;
  }

  /** The chunk must not change afterwards. */
  async write(chunk: Buffer): Promise<void> {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes >= BUFFER_BYTES) await this.#spill();
  }

  async #spill(): Promise<void> {
    this.#created = true;
    this.#file ??= await open(this.#path, 'wx');
    await this.#file.appendFile(this.#takePending());
  }

  #takePending(): Buffer {
    const bytes = Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    return bytes;
  }

  /** Ends the file with its record. */
  async finish(record: object): Promise<void> {
    this.#pending.push(encodeTail(record));
    this.#pendingBytes += this.#pending.at(-1)?.length ?? 0;
    this.#created = true;
    if (this.#file === undefined) {
      writeFileSync(this.#path, this.#takePending(), { flag: 'wx' });
      return;
    }
    await this.#spill();
    await this.#close();
  }

  /** Moves the finished file to its place, over whatever stands there. */
  commit(path: string): void {
    renameSync(this.#path, path);
    this.#created = false;
  }

  /** Removes what has been written; after a commit there is nothing to remove. */
  async discard(): Promise<void> {
    this.#pending = [];
    await this.#close();
    if (this.#created) await rm(this.#path, { force: true });
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
