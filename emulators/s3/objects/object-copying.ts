import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { AwsError } from '../../core/wire/aws-error.ts';
import type { ObjectAttributes, ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { MAX_SINGLE_PUT_BYTES } from '../wire/body-expectations.ts';
import { wholeObject } from '../wire/byte-range.ts';
import { checksumMembers } from '../wire/checksums.ts';
import { invalidArgument, invalidRequest } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { requestedAlgorithm } from '../wire/upload-checksums.ts';
import { xmlResponse, xmlTime } from '../wire/xml-documents.ts';
import { conditionsOf } from './conditional-requests.ts';
import { type CopySource, copySource, readSource } from './copy-source.ts';
import { expirationHeaders } from './expiration.ts';
import { storageHeaders } from './object-headers.ts';
import { taggingHeader } from './object-tags.ts';
import { newVersionHeaders, versionHeaders } from './object-versions.ts';
import { encryptionHeaders, newRecord, requestAttributes, writeObject } from './object-writing.ts';

export const objectCopying: S3Operations = { CopyObject: copyObject };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html; the copy of a multipart object is one part. */
async function copyObject(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  const source = copySource(request, state, conditionsOf(request.header, 'x-amz-copy-source-'));
  const { sizeBytes } = source.record;
  if (sizeBytes > MAX_SINGLE_PUT_BYTES) {
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_SINGLE_PUT_BYTES}`,
    );
  }
  const isSelf = isLatestOf(source, request);
  const attributes = copiedAttributes(request, source.record, isSelf && !hasEncryption(source));
  const algorithm = requestedAlgorithm(request) ?? source.record.checksum?.algorithm;
  const record = await writeObject(request, state, async (file) =>
    newRecord(request.key, await readSource(source, wholeObject(sizeBytes), file, algorithm), attributes),
  );
  const content = {
    ETag: `"${record.etag}"`,
    LastModified: xmlTime(record.lastModifiedMs),
    ...checksumMembers(record.checksum),
  };
  return xmlResponse('CopyObjectResult', content, {
    ...encryptionHeaders(record),
    ...newVersionHeaders(record),
    ...expirationHeaders(requireBucket(state, request.bucket), record),
    ...versionHeaders(source.bucket, source.record, 'x-amz-copy-source-version-id'),
  });
}

/** An older version may be copied over its own key: that is how it is brought back. */
function isLatestOf({ bucket, record }: CopySource, { bucket: name, key }: S3Request): boolean {
  return bucket.record.name === name && record.key === key && bucket.objects.get(key) === record;
}

function copiedAttributes(request: S3Request, source: ObjectRecord, mustChange: boolean): ObjectAttributes {
  const metadata = directive(request, 'x-amz-metadata-directive', 'Unknown metadata directive.');
  const tagging = directive(request, 'x-amz-tagging-directive', 'Unknown tagging directive.');
  const tags = tagging === 'COPY' ? source.tags : taggingHeader(request.header('x-amz-tagging'));
  if (metadata === 'REPLACE') return { ...requestAttributes(request), tags };
  if (mustChange && !changesStorage(request)) throw copyToItself();
  const content = Object.entries(source.headers).filter(([name]) => !name.startsWith('x-amz-'));
  const redirect = request.header(REDIRECT);
  const headers = {
    ...Object.fromEntries(content),
    ...storageHeaders(request),
    ...(redirect === undefined ? {} : { [REDIRECT]: redirect }),
  };
  return { headers, metadata: source.metadata, tags };
}

/** A bucket that was given an encryption encrypts the copy anew: that is a change. */
function hasEncryption({ bucket }: CopySource): boolean {
  return typeof bucket.record.configuration['BucketEncryption'] === 'string';
}

function directive(request: S3Request, header: string, refusal: string): 'COPY' | 'REPLACE' {
  const value = request.header(header) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw invalidArgument(refusal, header, value);
}

const REDIRECT = 'x-amz-website-redirect-location';
const STORAGE = ['x-amz-storage-class', REDIRECT, 'x-amz-server-side-encryption'];

function changesStorage(request: S3Request): boolean {
  return STORAGE.some((name) => request.header(name) !== undefined);
}

function copyToItself(): AwsError {
  return invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}
