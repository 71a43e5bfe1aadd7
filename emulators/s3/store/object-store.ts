import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isDamagedFolder, setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { wholeFiles, writeWhole } from '../../core/storage/whole-file.ts';
import type { ByteRange } from '../wire/byte-range.ts';
import type { FileWriter } from './file-writer.ts';
import { freeingLater } from './freeing-later.ts';
import { encodeTail, readAt, readTail } from './object-file.ts';
import {
  type DeleteMarker,
  isObjectVersion,
  type ObjectRecord,
  type ObjectVersion,
  type VersionMark,
  versionIdOf,
} from './object-record.ts';
import { fileNameOf, NULL_VERSION, newVersionId } from './version-ids.ts';
import { VersionIndex } from './version-index.ts';

/** Smaller reads are answered from memory, larger ones as a stream. */
const STREAM_FROM_BYTES = 256 * 1024;

/** What PutBucketVersioning said; absent for a bucket that never had it. */
export type Versioning = 'Enabled' | 'Suspended' | undefined;

/**
 * The objects of one bucket, a file each version. It is named by the SHA-256 of the key, so any key is a safe name of the same
 * length on any disk, and by its version id unless that is `null`; the key itself is in the file's record. A delete marker is a
 * file without content. The index is built from those records on first use: what a key shows is its latest version.
 * Changes of file and index happen in one turn of the event loop, and each is one file: no request, and no kill, sees half of it.
 */
export class ObjectStore {
  readonly #folder: string;
  #loaded: VersionIndex | undefined;
  #removed = false;

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
  }

  get #index(): VersionIndex {
    this.#loaded ??= new VersionIndex(this.#readRecords());
    return this.#loaded;
  }

  /** A file without a whole record is damaged: objects take their place when they are whole. */
  #readRecords(): readonly ObjectVersion[] {
    const versions: ObjectVersion[] = [];
    for (const file of wholeFiles(this.#folder)) {
      if (isDamagedFolder(file)) continue;
      const path = join(this.#folder, file);
      const reading = readTail(path, isObjectVersion);
      const reason = 'record' in reading ? misplaced(reading.record, file) : reading.reason;
      if ('record' in reading && reason === undefined) versions.push(reading.record);
      else setAside(path, `S3 object in bucket ${basename(this.#folder)}`, reason ?? '');
    }
    return versions;
  }

  /** Every key that shows an object, in UTF-8 byte order. */
  get keys(): readonly string[] {
    return this.#index.keys;
  }

  /** Those that show a delete marker, too. */
  get allKeys(): readonly string[] {
    return this.#index.allKeys;
  }

  /** True once the bucket has been deleted; an upload that was under way must not bring it back. */
  get removed(): boolean {
    return this.#removed;
  }

  markRemoved(): void {
    this.#removed = true;
  }

  /** What the key shows; nothing where its latest version is a delete marker. */
  get(key: string): ObjectRecord | undefined {
    return this.#index.get(key);
  }

  /** The key's versions and delete markers, newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.#index.versionsOf(key);
  }

  version(key: string, versionId: string): ObjectVersion | undefined {
    return this.versionsOf(key).find((version) => versionIdOf(version) === versionId);
  }

  /** Puts a finished file in place as the key's latest version; without versioning, or suspended, over the version `null`. */
  put(file: FileWriter, record: ObjectRecord, versioning: Versioning): ObjectRecord {
    const version = { ...record, ...this.#newMark(this.versioningOf(record.key, versioning)) };
    file.commit(this.#path(version), version, this.#replacedBytes(version));
    this.#index.add(version);
    return version;
  }

  /** Puts a file with another record in the place of a version. */
  replace(file: FileWriter, version: ObjectRecord): void {
    file.commit(this.#path(version), version, version.sizeBytes);
    this.#index.replace(version);
  }

  /** Hides the key behind a delete marker; where versioning is suspended, that takes the place of the version `null`. */
  hide(key: string, versioning: 'Enabled' | 'Suspended'): DeleteMarker {
    const marker: DeleteMarker = {
      isDeleteMarker: true,
      key,
      sizeBytes: 0,
      lastModifiedMs: Date.now(),
      ...this.#newMark(versioning),
    };
    const path = this.#path(marker);
    freeingLater(path, this.#replacedBytes(marker), () => writeWhole(path, encodeTail(marker)));
    this.#index.add(marker);
    return marker;
  }

  delete(version: ObjectVersion): void {
    const path = this.#path(version);
    freeingLater(path, version.sizeBytes, () => unlinkSync(path));
    this.#index.delete(version);
  }

  /** Bytes of a version as it is now; a later overwrite or delete does not touch a read that has begun. */
  read(version: ObjectRecord, range: ByteRange): Buffer | Readable {
    const length = range.end - range.start + 1;
    if (length <= 0) return Buffer.alloc(0);
    const file = openSync(this.#path(version), 'r');
    if (length >= STREAM_FROM_BYTES) {
      return createReadStream('', { fd: file, start: range.start, end: range.end, highWaterMark: STREAM_FROM_BYTES });
    }
    try {
      return readAt(file, range.start, length);
    } finally {
      closeSync(file);
    }
  }

  /**
   * How a key is versioned in a bucket whose setting that is. A bucket made anew after its record was damaged finds versions
   * from before: what is put or deleted there must come after them.
   */
  versioningOf(key: string, setting: Versioning): Versioning {
    const hasVersions = setting === undefined && this.versionsOf(key).some(({ versionId }) => versionId !== undefined);
    return hasVersions ? 'Suspended' : setting;
  }

  /** Size of the file that a new version takes the place of. */
  #replacedBytes({ key, versionId }: ObjectVersion): number {
    return versionId === undefined ? (this.version(key, NULL_VERSION)?.sizeBytes ?? 0) : 0;
  }

  #newMark(versioning: Versioning): VersionMark {
    if (versioning === undefined) return {};
    const sequence = this.#index.nextSequence();
    return versioning === 'Enabled' ? { versionId: newVersionId(sequence) } : { sequence };
  }

  #path(version: ObjectVersion): string {
    return join(this.#folder, fileName(version));
  }
}

function fileName({ key, versionId }: ObjectVersion): string {
  const hash = createHash('sha256').update(key, 'utf8').digest('hex');
  return versionId === undefined ? hash : `${hash}-${fileNameOf(versionId)}`;
}

function misplaced(version: ObjectVersion, file: string): string | undefined {
  return fileName(version) === file ? undefined : `its record is that of another key, ${JSON.stringify(version.key)}`;
}
