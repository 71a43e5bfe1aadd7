import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDamagedFolder, setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { readingOf } from '../../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, oneOf, record } from '../../core/storage/record-shape.ts';
import { buildWhole, wholeFiles, wholeFolders, writeWhole } from '../../core/storage/whole-file.ts';
import { noSuchUpload } from '../wire/s3-errors.ts';
import type { BucketStore } from './bucket-store.ts';
import type { FileWriter } from './file-writer.ts';
import { readTail } from './object-file.ts';
import {
  type Checksum,
  type ChecksumAlgorithm,
  type ChecksumType,
  isChecksum,
  OBJECT_ATTRIBUTES,
  type ObjectAttributes,
} from './object-record.ts';
import type { TemporaryFiles } from './temporary-files.ts';

export interface UploadRecord {
  /** Ids of later uploads sort behind those of earlier ones. */
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedMs: number;
  readonly attributes: ObjectAttributes;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType };
}

export interface PartRecord {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly lastModifiedMs: number;
  readonly checksum?: Checksum;
}

export interface Upload extends UploadRecord {
  readonly parts: Map<number, PartRecord>;
  /** Whether its key was put or deleted since, as far as this process has seen. */
  isKeyChanged: boolean;
}

const isUploadRecord = record<UploadRecord>({
  uploadId: isText,
  bucket: isText,
  key: isText,
  initiatedMs: isNumber,
  attributes: record<ObjectAttributes>(OBJECT_ATTRIBUTES),
  checksum: ifPresent(
    record<NonNullable<UploadRecord['checksum']>>({
      algorithm: oneOf('CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'),
      type: oneOf('FULL_OBJECT', 'COMPOSITE'),
    }),
  ),
});

const isPartRecord = record<PartRecord>({
  partNumber: isNumber,
  sizeBytes: isNumber,
  etag: isText,
  lastModifiedMs: isNumber,
  checksum: ifPresent(isChecksum),
});

const RECORD_FILE = 'upload.json';

/** Multipart uploads under way: a folder each, with one file per part in the format of objects. They outlive a restart. */
export class MultipartStore {
  readonly #folder: string;
  readonly #temporary: TemporaryFiles;
  readonly #keepsUnknown: boolean;
  readonly #uploads = new Map<string, Upload>();

  /** Uploads into buckets that do not exist any more are dropped, unless a bucket was lost by damage. */
  constructor(folder: string, temporary: TemporaryFiles, buckets: BucketStore) {
    this.#keepsUnknown = buckets.hasDamage;
    const isBucket = (name: string) => buckets.get(name) !== undefined;
    this.#folder = folder;
    this.#temporary = temporary;
    makePrivateFolder(folder);
    for (const uploadId of wholeFolders(folder)) this.#load(uploadId, isBucket);
  }

  #load(uploadId: string, isBucket: (name: string) => boolean): void {
    if (isDamagedFolder(uploadId)) return;
    const folder = join(this.#folder, uploadId);
    if (readdirSync(folder).length === 0) {
      rmSync(folder, { recursive: true });
      return;
    }
    const reading = existsSync(join(folder, RECORD_FILE))
      ? readingOf(readFileSync(join(folder, RECORD_FILE)), isUploadRecord)
      : { reason: 'its record is missing' };
    if (!('record' in reading)) {
      setAside(folder, `multipart upload ${uploadId}`, reading.reason);
    } else if (isBucket(reading.record.bucket)) {
      this.#uploads.set(uploadId, {
        ...reading.record,
        parts: partsIn(folder, uploadId),
        isKeyChanged: false,
      });
    } else if (!this.#keepsUnknown) {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  create(record: UploadRecord): void {
    buildWhole(join(this.#folder, record.uploadId), (unfinished) => {
      makePrivateFolder(unfinished);
      writeWhole(join(unfinished, RECORD_FILE), JSON.stringify(record));
    });
    this.#uploads.set(record.uploadId, { ...record, parts: new Map(), isKeyChanged: false });
  }

  /** The upload of that id if it is for that key, or NoSuchUpload. */
  require(bucket: string, key: string, uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined || upload.bucket !== bucket || upload.key !== key) throw noSuchUpload(uploadId);
    return upload;
  }

  list(bucket: string): Upload[] {
    return [...this.#uploads.values()].filter((upload) => upload.bucket === bucket);
  }

  /** Tells the uploads for a key that it was put or deleted. */
  noteChange(bucket: string, key: string): void {
    for (const upload of this.#uploads.values()) {
      if (upload.bucket === bucket && upload.key === key) upload.isKeyChanged = true;
    }
  }

  putPart(upload: Upload, file: FileWriter, part: PartRecord): void {
    this.require(upload.bucket, upload.key, upload.uploadId);
    file.commit(this.partPath(upload, part), part, upload.parts.get(part.partNumber)?.sizeBytes ?? 0);
    upload.parts.set(part.partNumber, part);
  }

  partPath(upload: UploadRecord, part: PartRecord): string {
    return join(this.#folder, upload.uploadId, `${part.partNumber}`);
  }

  async remove(upload: UploadRecord): Promise<void> {
    this.#uploads.delete(upload.uploadId);
    await this.#temporary.removeFolder(join(this.#folder, upload.uploadId));
  }
}

function partsIn(folder: string, uploadId: string): Map<number, PartRecord> {
  const parts = new Map<number, PartRecord>();
  for (const file of wholeFiles(folder)) {
    if (file === RECORD_FILE || isDamagedFolder(file)) continue;
    const reading = readTail(join(folder, file), isPartRecord);
    if ('record' in reading) parts.set(reading.record.partNumber, reading.record);
    else setAside(join(folder, file), `part ${file} of multipart upload ${uploadId}`, reading.reason);
  }
  return parts;
}
