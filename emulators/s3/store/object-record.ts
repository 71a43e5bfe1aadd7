import {
  ifPresent,
  isNumber,
  isText,
  isTextMap,
  listOf,
  type Members,
  oneOf,
  record,
} from '../../core/storage/record-shape.ts';
import { isVersionId, NULL_VERSION, sequenceOf } from './version-ids.ts';

export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';

/** `FULL_OBJECT` is over all bytes; `COMPOSITE` is over the parts' checksums and ends in `-<parts>`. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64 of the big-endian digest. */
  readonly value: string;
  readonly type: ChecksumType;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a writer decides about an object before its bytes arrive. */
export interface ObjectAttributes {
  /** Response headers kept with the object (content-type, cache-control, x-amz-storage-class, ...), lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata without the `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

/** Which of a key's versions it is. */
export interface VersionMark {
  /** Absent for the version `null`. */
  readonly versionId?: string;
  /** Of a version `null` that was put while versioning was suspended: its place among the others. */
  readonly sequence?: number;
}

/** Everything known of a stored object beside its bytes. */
export interface ObjectRecord extends ObjectAttributes, VersionMark {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without the quotes: MD5 in hex, or `<MD5 of the parts' MD5s>-<parts>`. */
  readonly etag: string;
  readonly lastModifiedMs: number;
  readonly checksum?: Checksum;
  /** Sizes of the parts of a multipart upload, in order. */
  readonly partSizes?: readonly number[];
  /** Of a composite checksum that of each part, in order. */
  readonly partChecksums?: readonly string[];
  /** The multipart upload that made it, for a completion that is sent again. */
  readonly uploadId?: string;
}

/** What a key shows after a DELETE that named no version. */
export interface DeleteMarker extends VersionMark {
  readonly isDeleteMarker: true;
  readonly key: string;
  readonly sizeBytes: 0;
  readonly lastModifiedMs: number;
}

export type ObjectVersion = ObjectRecord | DeleteMarker;

export function isMarker(version: ObjectVersion | undefined): version is DeleteMarker {
  return version !== undefined && 'isDeleteMarker' in version;
}

/** Larger for later versions of a key; objects from before versioning was known are the oldest. */
export function orderOf({ versionId, sequence = 0 }: VersionMark): number {
  return versionId === undefined ? sequence : sequenceOf(versionId);
}

export function versionIdOf({ versionId = NULL_VERSION }: VersionMark): string {
  return versionId;
}

export const isChecksum = record<Checksum>({
  algorithm: oneOf('CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'),
  value: isText,
  type: oneOf('FULL_OBJECT', 'COMPOSITE'),
});

export const OBJECT_ATTRIBUTES: Members<ObjectAttributes> = {
  headers: isTextMap,
  metadata: isTextMap,
  tags: listOf(record<Tag>({ key: isText, value: isText })),
};

const VERSION_MARK: Members<VersionMark> = { versionId: ifPresent(isVersionIdText), sequence: ifPresent(isNumber) };

const isObjectRecord = record<ObjectRecord>({
  ...OBJECT_ATTRIBUTES,
  ...VERSION_MARK,
  key: isText,
  sizeBytes: isNumber,
  etag: isText,
  lastModifiedMs: isNumber,
  checksum: ifPresent(isChecksum),
  partSizes: ifPresent(listOf(isNumber)),
  partChecksums: ifPresent(listOf(isText)),
  uploadId: ifPresent(isText),
});

const isDeleteMarker = record<DeleteMarker>({
  ...VERSION_MARK,
  isDeleteMarker: (value): value is true => value === true,
  key: isText,
  sizeBytes: (value): value is 0 => value === 0,
  lastModifiedMs: isNumber,
});

export function isObjectVersion(value: unknown): value is ObjectVersion {
  return isDeleteMarker(value) || isObjectRecord(value);
}

function isVersionIdText(value: unknown): value is string {
  return isText(value) && value !== NULL_VERSION && isVersionId(value);
}
