import { renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { FileWriter } from './file-writer.ts';

/** Unfinished files, on the same disk as the finished ones. What a killed process left is removed at start. */
export class TemporaryFiles {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(folder, { recursive: true, force: true });
    makePrivateFolder(folder);
  }

  newFile(): FileWriter {
    return new FileWriter(this.#nextPath());
  }

  /** Removes a folder in one step as others see it, then its files one by one. */
  async removeFolder(folder: string): Promise<void> {
    const doomed = this.#nextPath();
    renameSync(folder, doomed);
    await rm(doomed, { recursive: true, force: true });
  }

  #nextPath(): string {
    this.#count += 1;
    return join(this.#folder, `${this.#count}`);
  }
}
