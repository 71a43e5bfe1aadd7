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

/** Everything known of a stored object beside its bytes. */
export interface ObjectRecord extends ObjectAttributes {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without the quotes: MD5 in hex, or `<MD5 of the parts' MD5s>-<parts>`. */
  readonly etag: string;
  readonly lastModifiedMs: number;
  readonly checksum?: Checksum;
  /** Sizes of the parts of a multipart upload, in order. */
  readonly partSizes?: readonly number[];
  /** The multipart upload that made it, for a completion that is sent again. */
  readonly uploadId?: string;
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

export const isObjectRecord = record<ObjectRecord>({
  ...OBJECT_ATTRIBUTES,
  key: isText,
  sizeBytes: isNumber,
  etag: isText,
  lastModifiedMs: isNumber,
  checksum: ifPresent(isChecksum),
  partSizes: ifPresent(listOf(isNumber)),
  uploadId: ifPresent(isText),
});
