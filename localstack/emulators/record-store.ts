import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIX = '.json';
const UNFINISHED = '.tmp';

/**
 * Records by name, held in memory and kept as one JSON file each under a folder, so that state outlives the process.
 * A file is written beside its place and renamed into it: after a crash it holds the old record or the new one, never half.
 */
export class RecordStore<T> {
  readonly #folder: string;
  readonly #records = new Map<string, T>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) this.#load(file);
  }

  #load(file: string): void {
    const path = join(this.#folder, file);
    if (file.endsWith(UNFINISHED)) rmSync(path);
    else if (file.endsWith(SUFFIX)) {
      this.#records.set(decodeFileName(file.slice(0, -SUFFIX.length)), JSON.parse(readFileSync(path, 'utf8')) as T);
    }
  }

  get(name: string): T | undefined {
    return this.#records.get(name);
  }

  has(name: string): boolean {
    return this.#records.has(name);
  }

  /** All records, oldest first within this process; after a restart in file-name order. */
  values(): T[] {
    return [...this.#records.values()];
  }

  put(name: string, record: T): void {
    const path = join(this.#folder, encodeFileName(name) + SUFFIX);
    writeFileSync(path + UNFINISHED, JSON.stringify(record));
    renameSync(path + UNFINISHED, path);
    this.#records.set(name, record);
  }

  delete(name: string): boolean {
    if (!this.#records.delete(name)) return false;
    unlinkSync(join(this.#folder, encodeFileName(name) + SUFFIX));
    return true;
  }
}

/** Letters are case-sensitive in AWS names but not on every disk, so upper case is escaped too. */
function encodeFileName(name: string): string {
  const encode = (char: string) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return name.replace(/[^a-z0-9_-]/gu, encode);
}

function decodeFileName(file: string): string {
  return decodeURIComponent(file);
}
