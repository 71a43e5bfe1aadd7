import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { type RecordKind, readRecord } from '../../core/storage/record-file.ts';
import { wholeFiles, writeWhole } from '../../core/storage/whole-file.ts';

const SUFFIX = '.json';

/** Records as one JSON file each, on disk only: thousands of them take no memory. Keys are file names. */
export class RecordFiles<T> {
  readonly #folder: string;
  readonly #kind: RecordKind<T>;

  constructor(folder: string, kind: RecordKind<T>) {
    this.#folder = folder;
    this.#kind = kind;
    makePrivateFolder(folder);
  }

  keys(): readonly string[] {
    return wholeFiles(this.#folder)
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => file.slice(0, -SUFFIX.length));
  }

  /** Undefined when the file holds no record; it is set aside then. */
  read(key: string): T | undefined {
    return readRecord(this.#path(key), key, this.#kind);
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
