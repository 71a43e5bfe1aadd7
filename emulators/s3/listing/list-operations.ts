import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { NULL_VERSION, requireNullVersion } from '../wire/version-id.ts';
import { xmlResponse, xmlTime } from '../wire/xml-documents.ts';
import { decodeToken, encodeToken, keyEncoder, pageSize } from './list-parameters.ts';
import { commonPrefixOf, type ListingPage, type ListingPosition, listPage } from './listing.ts';

export const listOperations: S3Operations = {
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
};

interface Listing {
  readonly page: ListingPage;
  readonly encode: (text: string) => string;
  /** Members that all three answers share. */
  readonly common: XmlObject;
}

function list(request: S3Request, objects: ObjectStore, after: ListingPosition | undefined): Listing {
  const prefix = request.query.get('prefix') ?? '';
  const delimiter = request.query.get('delimiter') ?? '';
  const maxKeys = pageSize(request, 'max-keys');
  const encode = keyEncoder(request);
  const page = listPage(objects.keys, { prefix, delimiter, maxKeys, ...(after === undefined ? {} : { after }) });
  const common = {
    Name: request.bucket,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: maxKeys,
    EncodingType: request.query.get('encoding-type') || undefined,
    IsTruncated: page.next !== undefined,
    CommonPrefixes: page.commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })),
  };
  return { page, encode, common };
}

function listObjectsV2(request: S3Request, state: S3State): WireResponse {
  const { objects } = requireBucket(state, request.bucket);
  const token = request.query.get('continuation-token');
  const startAfter = request.query.get('start-after');
  const after = token === undefined ? keyPosition(startAfter) : decodeToken(token);
  const { page, encode, common } = list(request, objects, after);
  const owner = request.query.get('fetch-owner') === 'true' ? { Owner: { ID: state.ownerId } } : {};
  return xmlResponse('ListBucketResult', {
    ...common,
    // A page that goes on from a token does not say where the first one began.
    StartAfter: startAfter === undefined || token !== undefined ? undefined : encode(startAfter),
    ContinuationToken: token,
    NextContinuationToken: page.next === undefined ? undefined : encodeToken(page.next),
    KeyCount: page.keys.length + page.commonPrefixes.length,
    Contents: page.keys.map((key) => ({ ...entry(key, objects, encode), ...owner })),
  });
}

function listObjects(request: S3Request, state: S3State): WireResponse {
  const { objects } = requireBucket(state, request.bucket);
  const marker = request.query.get('marker') ?? '';
  const { page, encode, common } = list(request, objects, markerPosition(request, marker));
  // AWS gives NextMarker only with a delimiter; without one the last key is the marker.
  const showsNext = page.next !== undefined && (request.query.get('delimiter') ?? '') !== '';
  return xmlResponse('ListBucketResult', {
    ...common,
    Marker: encode(marker),
    NextMarker: showsNext && page.next !== undefined ? encode(positionText(page.next)) : undefined,
    Contents: page.keys.map((key) => ({ ...entry(key, objects, encode), Owner: { ID: state.ownerId } })),
  });
}

function listObjectVersions(request: S3Request, state: S3State): WireResponse {
  const { objects } = requireBucket(state, request.bucket);
  const keyMarker = request.query.get('key-marker') ?? '';
  const versionIdMarker = request.query.get('version-id-marker');
  requireNullVersion(versionIdMarker || undefined);
  const { page, encode, common } = list(request, objects, markerPosition(request, keyMarker));
  return xmlResponse('ListVersionsResult', {
    ...common,
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker ?? '',
    NextKeyMarker: page.next === undefined ? undefined : encode(positionText(page.next)),
    NextVersionIdMarker: page.next === undefined || 'commonPrefix' in page.next ? undefined : NULL_VERSION,
    Version: page.keys.map((key) => ({
      ...entry(key, objects, encode),
      VersionId: NULL_VERSION,
      IsLatest: true,
      Owner: { ID: state.ownerId },
    })),
  });
}

function keyPosition(key: string | undefined): ListingPosition | undefined {
  return key === undefined || key === '' ? undefined : { key };
}

/** A marker at or within a common prefix is behind all of its keys. */
function markerPosition(request: S3Request, marker: string): ListingPosition | undefined {
  const delimiter = request.query.get('delimiter') ?? '';
  const commonPrefix = commonPrefixOf(marker, request.query.get('prefix') ?? '', delimiter);
  return commonPrefix === undefined ? keyPosition(marker) : { commonPrefix };
}

function positionText(position: ListingPosition): string {
  return 'key' in position ? position.key : position.commonPrefix;
}

function entry(key: string, objects: ObjectStore, encode: (text: string) => string): XmlObject {
  const record = objects.get(key);
  if (record === undefined) throw new Error(`the index lists "${key}" but has no record of it`);
  return {
    Key: encode(key),
    LastModified: xmlTime(record.lastModifiedMs),
    ETag: `"${record.etag}"`,
    ChecksumAlgorithm: record.checksum?.algorithm,
    ChecksumType: record.checksum?.type,
    Size: record.sizeBytes,
    StorageClass: record.headers['x-amz-storage-class'] ?? 'STANDARD',
  };
}
