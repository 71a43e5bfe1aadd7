import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlTime } from '../wire/xml-documents.ts';
import { keyEncoder, listingScope, pageSize } from './list-parameters.ts';
import type { ListingPosition } from './listing.ts';

/** Members that the answers of all three listings begin with. */
export function commonMembers(request: S3Request): XmlObject {
  const encode = keyEncoder(request);
  const { prefix, delimiter } = listingScope(request);
  return {
    Name: request.bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: pageSize(request, 'max-keys'),
    EncodingType: request.query.get('encoding-type') || undefined,
  };
}

export function prefixMembers(commonPrefixes: readonly string[], encode: (text: string) => string): XmlObject {
  return { CommonPrefixes: commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })) };
}

/** An object, as every listing shows it. */
export function objectMembers(record: ObjectRecord, encode: (text: string) => string): XmlObject {
  return {
    Key: encode(record.key),
    LastModified: xmlTime(record.lastModifiedMs),
    ETag: `"${record.etag}"`,
    ChecksumAlgorithm: record.checksum?.algorithm,
    ChecksumType: record.checksum?.type,
    Size: record.sizeBytes,
    StorageClass: record.headers['x-amz-storage-class'] ?? 'STANDARD',
  };
}

export function positionText(position: ListingPosition): string {
  return 'key' in position ? position.key : position.commonPrefix;
}
