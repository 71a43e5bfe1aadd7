import { renameSync, writeSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { PRIVATE_FILE } from '../../core/storage/private-files.ts';
import { writeWhole } from '../../core/storage/whole-file.ts';
import { freeingLater } from './freeing-later.ts';
import { encodeTail } from './object-file.ts';

/** Up to so many bytes wait in memory; a body that ends within them is written in one step. */
const BUFFER_BYTES = 256 * 1024;

/** Writes one object file; it takes its place only by `commit`, when it is whole. To be disposed of in any case. */
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

  /** To be called after the last chunk: what is left for `commit` is little. */
  async flush(): Promise<void> {
    if (this.#file !== undefined) await this.#spill();
  }

  /** Ends the file with its record and puts it in its place, over an older one of that size: all in one step. */
  commit(path: string, record: object, replacedBytes: number): void {
    this.#keep(encodeTail(record));
    const rest = this.#takePending();
    if (this.#file === undefined) {
      freeingLater(path, replacedBytes, () => writeWhole(path, rest));
      return;
    }
    writeAll(this.#file.fd, rest);
    freeingLater(path, replacedBytes, () => renameSync(this.#temporaryPath, path));
    this.#isOnDisk = false;
  }

  /** Closes the file, and removes it unless it was committed. */
  async dispose(): Promise<void> {
    this.#pending = [];
    this.#pendingBytes = 0;
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
    if (this.#isOnDisk) await rm(this.#temporaryPath, { force: true });
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
