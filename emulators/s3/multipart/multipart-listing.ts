import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { keyEncoder, pageSize } from '../listing/list-parameters.ts';
import { commonPrefixOf } from '../listing/listing.ts';
import { compareKeys } from '../store/key-order.ts';
import type { PartRecord, Upload } from '../store/multipart-store.ts';
import type { Checksum } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { checksumMembers } from '../wire/checksums.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse, xmlTime } from '../wire/xml-documents.ts';
import { requireUpload } from './multipart-operations.ts';

export const multipartListing: S3Operations = { ListParts: listParts, ListMultipartUploads: listUploads };

function listParts(request: S3Request, state: S3State): WireResponse {
  const upload = requireUpload(request, state);
  const maxParts = pageSize(request, 'max-parts');
  const marker = Number(request.query.get('part-number-marker') ?? 0) || 0;
  const behind = [...upload.parts.values()]
    .filter((part) => part.partNumber > marker)
    .sort((left, right) => left.partNumber - right.partNumber);
  const page = behind.slice(0, maxParts);
  return xmlResponse('ListPartsResult', {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
    MaxParts: maxParts,
    IsTruncated: page.length < behind.length && page.length > 0,
    ...ownership(upload, state),
    // A part's own checksum does not show in an upload that was begun without one.
    Part: page.map((part) => partContent(part, upload.checksum === undefined ? undefined : part.checksum)),
  });
}

function partContent(part: PartRecord, shown: Checksum | undefined): XmlObject {
  const { ChecksumType: _, ...checksum } = checksumMembers(shown);
  return {
    PartNumber: part.partNumber,
    LastModified: xmlTime(part.lastModifiedMs),
    ETag: `"${part.etag}"`,
    Size: part.sizeBytes,
    ...checksum,
  };
}

function ownership(upload: Upload, state: S3State): XmlObject {
  return {
    Initiator: { ID: state.ownerId },
    Owner: { ID: state.ownerId },
    StorageClass: upload.attributes.headers['x-amz-storage-class'] ?? 'STANDARD',
    ChecksumAlgorithm: upload.checksum?.algorithm,
    ChecksumType: upload.checksum?.type,
  };
}

function listUploads(request: S3Request, state: S3State): WireResponse {
  requireBucket(state, request.bucket);
  const encode = keyEncoder(request);
  const [prefix, delimiter, keyMarker, idMarker] = ['prefix', 'delimiter', 'key-marker', 'upload-id-marker'].map(
    (name) => request.query.get(name) ?? '',
  ) as [string, string, string, string];
  const maxUploads = pageSize(request, 'max-uploads');
  const candidates = state.uploads
    .list(request.bucket)
    .filter((upload) => upload.key.startsWith(prefix) && isBehind(upload, keyMarker, idMarker))
    .sort((left, right) => compareKeys(left.key, right.key) || (left.uploadId < right.uploadId ? -1 : 1));
  const entries = groupByPrefix(candidates, prefix, delimiter, keyMarker);
  const page = entries.slice(0, maxUploads);
  const last = page.at(-1);
  const isTruncated = page.length < entries.length && last !== undefined;
  const uploads = page.filter((entry) => typeof entry !== 'string');
  return xmlResponse('ListMultipartUploadsResult', {
    Bucket: request.bucket,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: keyMarker === '' ? '' : idMarker,
    // Of the last upload, whether there is more or not; of a common prefix only where there is.
    NextKeyMarker: typeof last === 'object' ? encode(last.key) : isTruncated ? encode(last) : '',
    NextUploadIdMarker: typeof last === 'object' ? last.uploadId : '',
    Prefix: prefix === '' ? undefined : encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    EncodingType: request.query.get('encoding-type') || undefined,
    MaxUploads: maxUploads,
    IsTruncated: isTruncated,
    Upload: uploads.map((upload) => uploadContent(upload, encode, state)),
    CommonPrefixes: page.filter((entry) => typeof entry === 'string').map((entry) => ({ Prefix: encode(entry) })),
  });
}

function uploadContent(upload: Upload, encode: (text: string) => string, state: S3State): XmlObject {
  const { uploadId, key, initiatedMs } = upload;
  return { Key: encode(key), UploadId: uploadId, Initiated: xmlTime(initiatedMs), ...ownership(upload, state) };
}

function isBehind(upload: Upload, keyMarker: string, idMarker: string): boolean {
  const order = compareKeys(upload.key, keyMarker);
  return keyMarker === '' || order > 0 || (order === 0 && idMarker !== '' && upload.uploadId > idMarker);
}

/** Uploads in order, with runs that share everything up to the delimiter as one common prefix. */
function groupByPrefix(
  sorted: readonly Upload[],
  prefix: string,
  delimiter: string,
  keyMarker: string,
): (Upload | string)[] {
  const entries: (Upload | string)[] = [];
  const shown = commonPrefixOf(keyMarker, prefix, delimiter);
  for (const upload of sorted) {
    const commonPrefix = commonPrefixOf(upload.key, prefix, delimiter);
    if (commonPrefix === undefined) entries.push(upload);
    else if (entries.at(-1) !== commonPrefix && commonPrefix !== shown) entries.push(commonPrefix);
  }
  return entries;
}
