import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasDamage, setAside } from './damage.ts';
import { makePrivateFolder } from './private-files.ts';
import { type RecordKind, readRecord } from './record-file.ts';
import { isText, record } from './record-shape.ts';
import { wholeFiles, writeWhole } from './whole-file.ts';

const SUFFIX = '.json';
/** Most file systems take 255 bytes; the suffixes need some of them. */
const MAX_ENCODED_LENGTH = 200;
const HEAD_LENGTH = 100;
/** No encoded name holds a dot. */
const HASHED = /\.sha256-[0-9a-f]{64}$/u;

/** What a file holds whose name has only the head of the record's name. */
interface NamedRecord<T> {
  readonly name: string;
  readonly record: T;
}

/**
 * Records by name, held in memory and kept as one JSON file each under a folder, so that state outlives the process. Memory
 * follows the disk: what the disk refuses is not there. A file that holds no such record is set aside at the start.
 */
export class RecordStore<T> {
  readonly #folder: string;
  readonly #kind: RecordKind<T>;
  readonly #records = new Map<string, T>();

  constructor(folder: string, kind: RecordKind<T>) {
    this.#folder = folder;
    this.#kind = kind;
    makePrivateFolder(folder);
    for (const file of wholeFiles(folder)) {
      if (file.endsWith(SUFFIX)) this.#read(join(folder, file), file.slice(0, -SUFFIX.length));
    }
  }

  #read(path: string, stem: string): void {
    if (HASHED.test(stem)) this.#readNamed(path, stem);
    else this.#readPlain(path, decodedName(stem));
  }

  #readNamed(path: string, stem: string): void {
    const { noun, isRecord } = this.#kind;
    const kept = readRecord(path, stem, { noun, isRecord: record<NamedRecord<T>>({ name: isText, record: isRecord }) });
    if (kept !== undefined) this.#records.set(kept.name, kept.record);
  }

  #readPlain(path: string, name: string): void {
    const kept = readRecord(path, name, this.#kind);
    if (kept === undefined) return;
    this.#records.set(name, kept);
    if (!HASHED.test(fileStem(name))) return;
    // Names of this length had files of this form once: a change must not leave the old record beside the new one.
    this.put(name, kept);
    unlinkSync(path);
  }

  /** Takes a record out that is of no use, for another one is damaged. */
  setAside(name: string, reason: string): void {
    if (!this.#records.delete(name)) return;
    setAside(join(this.#folder, fileStem(name) + SUFFIX), `${this.#kind.noun} ${JSON.stringify(name)}`, reason);
  }

  /** Whether a record was ever set aside: then what no record refers to may still be somebody's. */
  get hasDamage(): boolean {
    return hasDamage(this.#folder);
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

/** A file that was put here under a name which is not escaped is taken by it as it is. */
function decodedName(stem: string): string {
  try {
    return decodeURIComponent(stem);
  } catch {
    return stem;
  }
}

/** Letters are case-sensitive in AWS names but not on every disk, so upper case is escaped too. */
function escaped(name: string): string {
  const encode = (char: string) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return name.replace(/[^a-z0-9_-]/gu, encode);
}
