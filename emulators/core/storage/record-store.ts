import { createHash } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from './private-files.ts';
import { wholeFiles, writeWhole } from './whole-file.ts';

const SUFFIX = '.json';
/** Most file systems take 255 bytes; the suffixes need some of them. */
const MAX_ENCODED_LENGTH = 200;
const HEAD_LENGTH = 100;
/** No encoded name holds a dot. */
const HASHED = /\.sha256-[0-9a-f]{64}$/u;

/** What a file holds whose name tells only the head of the record's name. */
interface NamedRecord<T> {
  readonly name: string;
  readonly record: T;
}

/**
 * Records by name, held in memory and kept as one JSON file each under a folder, so that state outlives the process. Memory
 * follows the disk: what the disk refuses is not there.
 */
export class RecordStore<T> {
  readonly #folder: string;
  readonly #records = new Map<string, T>();

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
    for (const file of wholeFiles(folder)) {
      if (file.endsWith(SUFFIX)) this.#read(join(folder, file), file.slice(0, -SUFFIX.length));
    }
  }

  #read(path: string, stem: string): void {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (HASHED.test(stem)) {
      const { name, record } = content as NamedRecord<T>;
      this.#records.set(name, record);
      return;
    }
    const name = decodeURIComponent(stem);
    this.#records.set(name, content as T);
    if (stem.length <= MAX_ENCODED_LENGTH) return;
    // Names of this length had files of this form once: a change must not leave the old record beside the new one.
    this.put(name, content as T);
    unlinkSync(path);
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
    const stem = fileStem(name);
    const content = HASHED.test(stem) ? ({ name, record } satisfies NamedRecord<T>) : record;
    writeWhole(join(this.#folder, stem + SUFFIX), JSON.stringify(content));
    this.#records.set(name, record);
  }

  delete(name: string): boolean {
    if (!this.#records.has(name)) return false;
    unlinkSync(join(this.#folder, fileStem(name) + SUFFIX));
    return this.#records.delete(name);
  }
}

/** The name, escaped where a disk needs it; of a name that is too long for that a readable head and the hash of the whole. */
function fileStem(name: string): string {
  const encoded = escaped(name);
  if (encoded.length <= MAX_ENCODED_LENGTH) return encoded;
  const head = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/gu, '-')
    .slice(0, HEAD_LENGTH);
  return `${head}.sha256-${createHash('sha256').update(name).digest('hex')}`;
}

/** Letters are case-sensitive in AWS names but not on every disk, so upper case is escaped too. */
function escaped(name: string): string {
  const encode = (char: string) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return name.replace(/[^a-z0-9_-]/gu, encode);
}
