import { validateHeaderValue } from 'node:http';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { aclsDisabled, invalidArgument, invalidRequest } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { decodeWords, encodeWord } from './encoded-words.ts';

const METADATA_PREFIX = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
];
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';
const STORAGE_CLASSES = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);
/** Query parameters of GetObject that replace headers of the answer. */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** Headers of an upload that come back with the object. */
export function keptHeaders(request: S3Request): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': request.header('content-type') || DEFAULT_CONTENT_TYPE };
  for (const name of KEPT_HEADERS) {
    const value = request.header(name);
    if (value !== undefined) kept[name] = value;
  }
  const encoding = withoutAwsChunked(request.header('content-encoding'));
  if (encoding !== '') kept['content-encoding'] = encoding;
  return { ...kept, ...storageHeaders(request) };
}

/** Storage class and encryption are of the object, not of its metadata: a copy does not take them over. */
export function storageHeaders(request: S3Request): Record<string, string> {
  refuseUnsupported(request);
  const storageClass = request.header('x-amz-storage-class') ?? 'STANDARD';
  if (!STORAGE_CLASSES.has(storageClass)) {
    throw new AwsError('InvalidStorageClass', 400, 'The storage class you specified is not valid', {
      details: { StorageClassRequested: storageClass },
    });
  }
  const stored: Record<string, string> = {
    'x-amz-server-side-encryption': request.header('x-amz-server-side-encryption') ?? 'AES256',
  };
  const kmsKey = request.header('x-amz-server-side-encryption-aws-kms-key-id');
  if (kmsKey !== undefined) stored['x-amz-server-side-encryption-aws-kms-key-id'] = kmsKey;
  if (storageClass !== 'STANDARD') stored['x-amz-storage-class'] = storageClass;
  return stored;
}

function refuseUnsupported(request: S3Request): void {
  const customerKey = request.header('x-amz-server-side-encryption-customer-algorithm');
  if (customerKey !== undefined) throw notEmulatedHeader('x-amz-server-side-encryption-customer-algorithm');
  refuseLoneCustomerKey(request);
  const encryption = request.header('x-amz-server-side-encryption') ?? 'AES256';
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(encryption)) {
    throw invalidArgument(
      'The encryption method specified is not supported',
      'x-amz-server-side-encryption',
      encryption,
    );
  }
  if (request.header('x-amz-object-lock-mode') !== undefined || request.header('x-amz-object-lock-legal-hold')) {
    throw invalidRequest('Bucket is missing Object Lock Configuration');
  }
  const acl = request.header('x-amz-acl') ?? 'private';
  const isGranted = Object.keys(request.wire.headers).some((name) => name.startsWith('x-amz-grant-'));
  if (isGranted || !['private', 'bucket-owner-full-control'].includes(acl)) {
    throw aclsDisabled();
  }
}

function refuseLoneCustomerKey(request: S3Request): void {
  const names = ['key', 'key-md5'].map((name) => `x-amz-server-side-encryption-customer-${name}`);
  if (names.every((name) => request.header(name) === undefined)) return;
  throw invalidArgument(
    'Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.',
    'x-amz-server-side-encryption',
    'null',
  );
}

function notEmulatedHeader(name: string): AwsError {
  return new AwsError('NotImplemented', 501, `[rehearsal] the header ${name} is not emulated; see docs/fidelity.md`, {
    details: { Header: name },
  });
}

function withoutAwsChunked(header: string | undefined): string {
  const codings = (header ?? '').split(',').filter((coding) => coding.trim() !== '');
  return codings
    .filter((coding) => coding.trim().toLowerCase() !== 'aws-chunked')
    .join(',')
    .trim();
}

/** User metadata of an upload: at most 2 KB, names and values counted. */
export function userMetadata(request: S3Request): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const name of Object.keys(request.wire.headers)) {
    if (!name.startsWith(METADATA_PREFIX)) continue;
    const value = decodeWords(request.header(name) ?? '');
    metadata[name.slice(METADATA_PREFIX.length)] = value;
    bytes += name.length - METADATA_PREFIX.length + value.length;
  }
  if (bytes <= MAX_METADATA_BYTES) return metadata;
  throw new AwsError('MetadataTooLarge', 400, 'Your metadata headers exceed the maximum allowed metadata size', {
    details: { Size: `${bytes}`, MaxSizeAllowed: `${MAX_METADATA_BYTES}` },
  });
}

/** Headers of GetObject and HeadObject that do not depend on the range. */
export function objectHeaders(record: ObjectRecord): Record<string, string> {
  const metadata = Object.entries(record.metadata).map(([name, value]) => [METADATA_PREFIX + name, encodeWord(value)]);
  return {
    ...validatorHeaders(record),
    'accept-ranges': 'bytes',
    ...record.headers,
    ...Object.fromEntries(metadata),
    ...(record.tags.length === 0 ? {} : { 'x-amz-tagging-count': `${record.tags.length}` }),
  };
}

/** The two headers that conditional requests go by; they come with 304 too. */
export function validatorHeaders(record: ObjectRecord): Record<string, string> {
  return { etag: `"${record.etag}"`, 'last-modified': new Date(record.lastModifiedMs).toUTCString() };
}

/** Headers from `response-content-type` and the like, which replace the object's own. */
export function overrideHeaders(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of OVERRIDES) {
    const value = request.query.get(`response-${name}`);
    if (value !== undefined) headers[name] = headerBytes(`response-${name}`, value);
  }
  return headers;
}

/** Unicode goes out as its UTF-8 bytes; what a header cannot hold is refused. */
function headerBytes(parameter: string, value: string): string {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  try {
    validateHeaderValue(parameter, bytes);
  } catch {
    throw invalidArgument('[rehearsal] a response header cannot hold the value', parameter, value);
  }
  return bytes;
}
