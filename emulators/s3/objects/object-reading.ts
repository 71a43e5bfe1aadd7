import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { type ByteRange, parseRange, wholeObject } from '../wire/byte-range.ts';
import { checksumHeaders } from '../wire/checksums.ts';
import { partRange } from '../wire/part-range.ts';
import { noSuchKey } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { checkVersionId } from '../wire/version-id.ts';
import { checkReadConditions, conditionsOf } from './conditional-requests.ts';
import { objectHeaders, overrideHeaders } from './object-headers.ts';

export const objectReading: S3Operations = {
  GetObject: (request, state) => {
    const { objects } = requireBucket(state, request.bucket);
    const { response, range } = describe(request, state);
    return { ...response, body: objects.read(request.key, range) };
  },
  HeadObject: (request, state) => describe(request, state).response,
};

/** The object at a key, or NoSuchKey. */
export function requireObject(request: S3Request, state: S3State): ObjectRecord {
  const { objects } = requireBucket(state, request.bucket);
  checkVersionId(request);
  const record = objects.get(request.key);
  if (record === undefined) throw noSuchKey(request.key);
  return record;
}

function describe(request: S3Request, state: S3State): { response: WireResponse; range: ByteRange } {
  const record = requireObject(request, state);
  checkReadConditions(conditionsOf(request.header), record);
  const part = partRange(request, record);
  const partial = part?.range ?? parseRange(request.header('range'), record.sizeBytes);
  const range = partial ?? wholeObject(record.sizeBytes);
  const headers: Record<string, string> = {
    ...objectHeaders(record),
    ...overrideHeaders(request),
    'content-length': `${range.end - range.start + 1}`,
  };
  if (partial !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${record.sizeBytes}`;
  if (part?.partCount !== undefined) headers['x-amz-mp-parts-count'] = `${part.partCount}`;
  // A checksum of the whole says nothing of a range, and an SDK would compare it with the range's bytes.
  const isWhole = range.end - range.start + 1 === record.sizeBytes;
  if (isWhole && request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED') {
    Object.assign(headers, checksumHeaders(record.checksum));
  }
  return { response: { status: partial === undefined ? 200 : 206, headers }, range };
}
