import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { writeWhole } from '../../core/storage/whole-file.ts';
import { noSuchUpload } from '../wire/s3-errors.ts';
import type { FileWriter } from './file-writer.ts';
import { readTail } from './object-file.ts';
import type { Checksum, ChecksumAlgorithm, ChecksumType, ObjectAttributes } from './object-record.ts';
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
}

const RECORD_FILE = 'upload.json';

/** Multipart uploads under way: a folder each, with one file per part in the format of objects. They outlive a restart. */
export class MultipartStore {
  readonly #folder: string;
  readonly #temporary: TemporaryFiles;
  readonly #uploads = new Map<string, Upload>();

  /** Uploads into buckets that do not exist any more are dropped. */
  constructor(folder: string, temporary: TemporaryFiles, isBucket: (name: string) => boolean) {
    this.#folder = folder;
    this.#temporary = temporary;
    makePrivateFolder(folder);
    for (const uploadId of readdirSync(folder)) this.#load(uploadId, isBucket);
  }

  #load(uploadId: string, isBucket: (name: string) => boolean): void {
    const record = readRecord(join(this.#folder, uploadId, RECORD_FILE));
    if (record === undefined || !isBucket(record.bucket)) {
      rmSync(join(this.#folder, uploadId), { recursive: true, force: true });
      return;
    }
    const parts = new Map<number, PartRecord>();
    for (const file of readdirSync(join(this.#folder, uploadId))) {
      const part = file === RECORD_FILE ? undefined : readTail(join(this.#folder, uploadId, file));
      if (isPartRecord(part)) parts.set(part.partNumber, part);
    }
    this.#uploads.set(uploadId, { ...record, parts });
  }

  create(record: UploadRecord): void {
    const folder = join(this.#folder, record.uploadId);
    makePrivateFolder(folder);
    try {
      writeWhole(join(folder, RECORD_FILE), JSON.stringify(record));
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    this.#uploads.set(record.uploadId, { ...record, parts: new Map() });
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

  putPart(upload: Upload, file: FileWriter, part: PartRecord): void {
    this.require(upload.bucket, upload.key, upload.uploadId);
    file.commit(this.partPath(upload, part), upload.parts.has(part.partNumber));
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

function readRecord(path: string): UploadRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as UploadRecord;
  } catch {
    return undefined;
  }
}

function isPartRecord(value: unknown): value is PartRecord {
  return typeof value === 'object' && value !== null && 'partNumber' in value && typeof value.partNumber === 'number';
}
