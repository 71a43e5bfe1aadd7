import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIX = '.json';
const UNFINISHED = '.tmp';

/**
 * Records as one JSON file each, on disk only: thousands of them take no memory. Keys are file names. A file is written beside its
 * place and renamed into it: after a crash it holds the old record or the new one, never half.
 */
export class RecordFiles<T> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  keys(): readonly string[] {
    const files = readdirSync(this.#folder);
    for (const file of files) if (file.endsWith(UNFINISHED)) rmSync(join(this.#folder, file));
    return files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  }

  read(key: string): T {
    return JSON.parse(readFileSync(this.#path(key), 'utf8')) as T;
  }

  write(key: string, record: T): void {
    const path = this.#path(key);
    writeFileSync(path + UNFINISHED, JSON.stringify(record));
    renameSync(path + UNFINISHED, path);
  }

  delete(key: string): void {
    rmSync(this.#path(key), { force: true });
  }

  #path(key: string): string {
    return join(this.#folder, key + SUFFIX);
  }
}
