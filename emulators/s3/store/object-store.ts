import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDamagedFolder, setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { wholeFiles } from '../../core/storage/whole-file.ts';
import type { ByteRange } from '../wire/byte-range.ts';
import type { FileWriter } from './file-writer.ts';
import { KeyIndex } from './key-index.ts';
import { readAt, readTail } from './object-file.ts';
import { isObjectRecord, type ObjectRecord } from './object-record.ts';

/** Smaller reads are answered from memory, larger ones as a stream. */
const STREAM_FROM_BYTES = 256 * 1024;

/**
 * The objects of one bucket. A file is named by the SHA-256 of its key, so any key is a safe name of the same length on
 * any disk; the key itself is in the file's record. The sorted index is built from those records on first use.
 * Changes of file and index happen in one turn of the event loop: no request sees one without the other.
 */
export class ObjectStore {
  readonly #folder: string;
  #loaded: KeyIndex<ObjectRecord> | undefined;
  #removed = false;

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
  }

  get #index(): KeyIndex<ObjectRecord> {
    this.#loaded ??= new KeyIndex(this.#readRecords());
    return this.#loaded;
  }

  /** A file without a whole record is damaged: objects take their place when they are whole. */
  #readRecords(): (readonly [string, ObjectRecord])[] {
    const entries: (readonly [string, ObjectRecord])[] = [];
    for (const file of wholeFiles(this.#folder)) {
      if (isDamagedFolder(file)) continue;
      const path = join(this.#folder, file);
      const reading = readTail(path, isObjectRecord);
      const reason = 'record' in reading ? misplaced(reading.record, file) : reading.reason;
      if ('record' in reading && reason === undefined) entries.push([reading.record.key, reading.record]);
      else setAside(path, `S3 object in bucket ${basename(this.#folder)}`, reason ?? '');
    }
    return entries;
  }

  /** Every key in UTF-8 byte order. */
  get keys(): readonly string[] {
    return this.#index.keys;
  }

  /** True once the bucket has been deleted; an upload that was under way must not bring it back. */
  get removed(): boolean {
    return this.#removed;
  }

  markRemoved(): void {
    this.#removed = true;
  }

  get(key: string): ObjectRecord | undefined {
    return this.#index.get(key);
  }

  /** Puts a finished file in place of whatever the key held. */
  put(file: FileWriter, record: ObjectRecord): void {
    const index = this.#index;
    file.commit(this.#path(record.key));
    index.set(record.key, record);
  }

  delete(key: string): boolean {
    if (this.#index.get(key) === undefined) return false;
    unlinkSync(this.#path(key));
    return this.#index.delete(key);
  }

  /** Bytes of an object as it is now; a later overwrite or delete does not touch a read that has begun. */
  read(key: string, range: ByteRange): Buffer | Readable {
    const length = range.end - range.start + 1;
    if (length <= 0) return Buffer.alloc(0);
    const file = openSync(this.#path(key), 'r');
    if (length >= STREAM_FROM_BYTES) {
      return createReadStream('', { fd: file, start: range.start, end: range.end, highWaterMark: STREAM_FROM_BYTES });
    }
    try {
      return readAt(file, range.start, length);
    } finally {
      closeSync(file);
    }
  }

  #path(key: string): string {
    return join(this.#folder, fileName(key));
  }
}

function fileName(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

function misplaced({ key }: ObjectRecord, file: string): string | undefined {
  return fileName(key) === file ? undefined : `its record is that of another key, ${JSON.stringify(key)}`;
}
