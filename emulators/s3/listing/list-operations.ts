import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse } from '../wire/xml-documents.ts';
import { commonMembers, objectMembers, positionText, prefixMembers } from './list-members.ts';
import { listObjectVersions } from './list-object-versions.ts';
import {
  decodeToken,
  encodeToken,
  keyEncoder,
  keyPosition,
  listingScope,
  markerPosition,
  pageSize,
} from './list-parameters.ts';
import { type ListingPage, type ListingPosition, listPage } from './listing.ts';

export const listOperations: S3Operations = {
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
};

interface Listing {
  readonly page: ListingPage;
  readonly encode: (text: string) => string;
  /** Members that both answers share. */
  readonly common: XmlObject;
}

function list(request: S3Request, objects: ObjectStore, after: ListingPosition | undefined): Listing {
  const maxKeys = pageSize(request, 'max-keys');
  const encode = keyEncoder(request);
  const page = listPage(objects.keys, { ...listingScope(request), maxKeys, ...(after === undefined ? {} : { after }) });
  const common = {
    ...commonMembers(request),
    IsTruncated: page.next !== undefined,
    ...prefixMembers(page.commonPrefixes, encode),
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
    Contents: page.keys.map((key) => ({ ...listed(key, objects, encode), ...owner })),
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
    Contents: page.keys.map((key) => ({ ...listed(key, objects, encode), Owner: { ID: state.ownerId } })),
  });
}

function listed(key: string, objects: ObjectStore, encode: (text: string) => string): XmlObject {
  const record = objects.get(key);
  if (record === undefined) throw new Error(`the index lists "${key}" but has no record of it`);
  return objectMembers(record, encode);
}
