import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { wholeFiles, writeWhole } from '../../core/storage/whole-file.ts';

const SUFFIX = '.json';

/** Records as one JSON file each, on disk only: thousands of them take no memory. Keys are file names. */
export class RecordFiles<T> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
  }

  keys(): readonly string[] {
    return wholeFiles(this.#folder)
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => file.slice(0, -SUFFIX.length));
  }

  read(key: string): T {
    return JSON.parse(readFileSync(this.#path(key), 'utf8')) as T;
  }

  write(key: string, record: T): void {
    writeWhole(this.#path(key), JSON.stringify(record));
  }

  delete(key: string): void {
    rmSync(this.#path(key), { force: true });
  }

  #path(key: string): string {
    return join(this.#folder, key + SUFFIX);
  }
}
