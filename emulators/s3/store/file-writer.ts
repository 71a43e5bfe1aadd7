import { renameSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { PRIVATE_FILE } from '../../core/storage/private-files.ts';
import { writeWhole } from '../../core/storage/whole-file.ts';
import { encodeTail } from './object-file.ts';

/** Up to so many bytes wait in memory; a body that ends within them is written in one step. */
const BUFFER_BYTES = 256 * 1024;

/** Writes one object file; it takes its place only by `commit`, when it is whole. */
export class FileWriter {
  readonly #temporaryPath: string;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #file: FileHandle | undefined;
  #isOnDisk = false;

  constructor(temporaryPath: string) {
    this.#temporaryPath = temporaryPath;
  }

  /** The chunk must not change afterwards. */
  async write(chunk: Buffer): Promise<void> {
    this.#keep(chunk);
    if (this.#pendingBytes >= BUFFER_BYTES) await this.#spill();
  }

  #keep(chunk: Buffer): void {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
  }

  async #spill(): Promise<void> {
    if (this.#file === undefined) {
      this.#file = await open(this.#temporaryPath, 'wx', PRIVATE_FILE);
      this.#isOnDisk = true;
    }
    await this.#file.appendFile(this.#takePending());
  }

  #takePending(): Buffer {
    const bytes = Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    return bytes;
  }

  /** Ends the file with its record; a small file still waits in memory then. */
  async finish(record: object): Promise<void> {
    this.#keep(encodeTail(record));
    if (this.#file === undefined) return;
    await this.#spill();
    await this.#close();
  }

  /** Puts the finished file in its place, over an older one if there is one. */
  commit(path: string): void {
    if (!this.#isOnDisk) {
      writeWhole(path, this.#takePending());
      return;
    }
    renameSync(this.#temporaryPath, path);
    this.#isOnDisk = false;
  }

  /** Removes what has been written; after a commit there is nothing to remove. */
  async discard(): Promise<void> {
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#close();
    if (this.#isOnDisk) await rm(this.#temporaryPath, { force: true });
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
