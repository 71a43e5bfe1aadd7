import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { Bucket } from '../store/bucket-store.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { type ByteRange, parseRange, wholeObject } from '../wire/byte-range.ts';
import { checksumHeaders } from '../wire/checksums.ts';
import { partRange } from '../wire/part-range.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { checkReadConditions, conditionsOf } from './conditional-requests.ts';
import { expirationHeaders } from './expiration.ts';
import { objectHeaders, overrideHeaders } from './object-headers.ts';
import { findObject, versionHeaders } from './object-versions.ts';

export const objectReading: S3Operations = {
  GetObject: (request, state) => {
    const found = requireObject(request, state);
    const { response, range } = describe(request, found);
    return { ...response, body: found.bucket.objects.read(found.record, range) };
  },
  HeadObject: (request, state) => describe(request, requireObject(request, state)).response,
};

export interface FoundObject {
  readonly bucket: Bucket;
  readonly record: ObjectRecord;
}

/** The object that key and perhaps versionId name, or NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker. */
export function requireObject(request: S3Request, state: S3State): FoundObject {
  const bucket = requireBucket(state, request.bucket);
  return { bucket, record: findObject(bucket, request.key, request.query.get('versionId'), request.method) };
}

function describe(request: S3Request, { bucket, record }: FoundObject): { response: WireResponse; range: ByteRange } {
  checkReadConditions(conditionsOf(request.header), record);
  const part = partRange(request, record);
  const partial = part?.range ?? parseRange(request.header('range'), record.sizeBytes);
  const range = partial ?? wholeObject(record.sizeBytes);
  const headers: Record<string, string> = {
    ...objectHeaders(record),
    ...versionHeaders(bucket, record),
    ...expirationHeaders(bucket, record),
    ...overrideHeaders(request),
    'content-length': `${range.end - range.start + 1}`,
  };
  if (partial !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${record.sizeBytes}`;
  if (part?.partCount !== undefined) headers['x-amz-mp-parts-count'] = `${part.partCount}`;
  // A checksum of the whole says nothing of a range, and an SDK would compare it with the range's bytes.
  const isWhole = range.end - range.start + 1 === record.sizeBytes;
  if (request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED') {
    Object.assign(headers, checksumHeaders(part?.checksum ?? (isWhole ? record.checksum : undefined)));
  }
  return { response: { status: partial === undefined ? 200 : 206, headers }, range };
}
