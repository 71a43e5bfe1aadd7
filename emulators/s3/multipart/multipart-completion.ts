import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { expirationHeaders } from '../objects/expiration.ts';
import { newVersionHeaders } from '../objects/object-versions.ts';
import { encryptionHeaders, writeObject } from '../objects/object-writing.ts';
import type { Bucket } from '../store/bucket-store.ts';
import type { FileWriter } from '../store/file-writer.ts';
import type { PartRecord, Upload } from '../store/multipart-store.ts';
import { type Checksum, isMarker, type ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import {
  base64Digest,
  CHECKSUM_ALGORITHMS,
  checksumHeader,
  checksumMembers,
  compositeChecksum,
  type RunningChecksum,
  startChecksum,
} from '../wire/checksums.ts';
import { conditionalRequestConflict, invalidRequest, noSuchUpload } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse } from '../wire/xml-documents.ts';
import { type CompletedPart, choosePartRecords, parseCompletion } from './completed-parts.ts';

/** Ten thousand parts with a SHA-256 each. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** Joins the named parts into one object: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export async function completeUpload(request: S3Request, state: S3State): Promise<WireResponse> {
  const bucket = requireBucket(state, request.bucket);
  const uploadId = request.query.get('uploadId') ?? '';
  const before = () => joinedBefore(bucket, request.key, uploadId);
  if (before() === undefined) state.uploads.require(request.bucket, request.key, uploadId);
  const named = parseCompletion(await documentText(request));
  const record = before() ?? (await joinOnce(request, state, named));
  if (record.etag !== joinedEtag(named)) throw noSuchUpload(uploadId);
  return completed(request, state, record);
}

/** The object that the upload became, while no other has taken its place: SDKs complete again after a lost answer. */
function joinedBefore({ objects }: Bucket, key: string, uploadId: string): ObjectRecord | undefined {
  return objects
    .versionsOf(key)
    .find((version): version is ObjectRecord => !isMarker(version) && version.uploadId === uploadId);
}

/** Of two completions at once, the second finds no upload any more, but the object that the first made. */
async function joinOnce(request: S3Request, state: S3State, named: readonly CompletedPart[]): Promise<ObjectRecord> {
  const bucket = requireBucket(state, request.bucket);
  const uploadId = request.query.get('uploadId') ?? '';
  try {
    return await joinParts(request, state, named);
  } catch (error) {
    const record = joinedBefore(bucket, request.key, uploadId);
    if (record === undefined) throw error;
    return record;
  }
}

async function joinParts(request: S3Request, state: S3State, named: readonly CompletedPart[]): Promise<ObjectRecord> {
  const find = () => state.uploads.require(request.bucket, request.key, request.query.get('uploadId') ?? '');
  const upload = find();
  checkMode(request, upload);
  const parts = choosePartRecords(upload, named);
  checkObjectSize(request, parts);
  const record = await writeObject(
    request,
    state,
    async (file) => {
      const running = upload.checksum?.type === 'FULL_OBJECT' ? startChecksum(upload.checksum.algorithm) : undefined;
      for (const part of parts) await appendPart(state.uploads.partPath(upload, part), part, file, running);
      const checksum = await objectChecksum(upload, named, running);
      checkGivenChecksum(request, checksum);
      // A second completion or an abort may have come first.
      find();
      return joinedRecord(upload, parts, checksum);
    },
    (current) => checkConflict(request, upload, current),
  );
  await state.uploads.remove(upload);
  return record;
}

/** A condition that holds is no use when the key has changed since the upload began: who set it may not know of that. */
function checkConflict(request: S3Request, upload: Upload, current: ObjectRecord | undefined): void {
  const isChanged = upload.isKeyChanged || (current !== undefined && current.lastModifiedMs > upload.initiatedMs);
  if (!isChanged) return;
  for (const condition of ['If-Match', 'If-None-Match']) {
    if (request.header(condition.toLowerCase()) !== undefined) throw conditionalRequestConflict(condition, upload.key);
  }
}

function completed(request: S3Request, state: S3State, record: ObjectRecord): WireResponse {
  const content = {
    Location: `http://${request.header('host') ?? ''}/${request.bucket}/${encodeURIComponent(request.key)}`,
    Bucket: request.bucket,
    Key: request.key,
    ETag: `"${record.etag}"`,
    ...checksumMembers(record.checksum),
  };
  return xmlResponse('CompleteMultipartUploadResult', content, {
    ...encryptionHeaders(record),
    ...newVersionHeaders(record),
    ...expirationHeaders(requireBucket(state, request.bucket), record),
  });
}

/** Checksum headers of this request are those of the object, not of the document in its body. */
function documentText(request: S3Request): Promise<string> {
  const header = (name: string) => (name.startsWith('x-amz-checksum-') ? undefined : request.header(name));
  return receiveText({ ...request, header }, MAX_DOCUMENT_BYTES);
}

function checkObjectSize(request: S3Request, parts: readonly PartRecord[]): void {
  const expected = request.header('x-amz-mp-object-size');
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (expected === undefined || Number(expected) === sizeBytes) return;
  throw invalidRequest(
    `The provided 'x-amz-mp-object-size' header value ${expected} does not match what was computed: ${sizeBytes}`,
  );
}

async function appendPart(
  path: string,
  part: PartRecord,
  file: FileWriter,
  running: RunningChecksum | undefined,
): Promise<void> {
  if (part.sizeBytes === 0) return;
  const content = createReadStream(path, { start: 0, end: part.sizeBytes - 1, highWaterMark: READ_BYTES });
  for await (const chunk of content) {
    running?.update(chunk);
    await file.write(chunk);
  }
}

async function objectChecksum(
  upload: Upload,
  named: readonly CompletedPart[],
  running: RunningChecksum | undefined,
): Promise<Checksum | undefined> {
  if (upload.checksum === undefined) return undefined;
  const { algorithm, type } = upload.checksum;
  if (running !== undefined) return { algorithm, type, value: await base64Digest(running) };
  const values = named.map(({ partNumber }) => upload.parts.get(partNumber)?.checksum?.value ?? '');
  return compositeChecksum(algorithm, values);
}

/** A checksum of the whole object counts only where the request says that it is one, and of the upload's algorithm only. */
function checkGivenChecksum(request: S3Request, checksum: Checksum | undefined): void {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => request.header(checksumHeader(algorithm)) !== undefined);
  if (checksum === undefined || given.length === 0) return;
  const value = request.header(checksumHeader(checksum.algorithm));
  const isSame = value === checksum.value || (checksum.type === 'COMPOSITE' && value === checksum.value.split('-')[0]);
  const isSaid = checksum.type === 'COMPOSITE' || request.header('x-amz-checksum-type') !== undefined;
  if (isSame && isSaid && given.length === 1) return;
  throw new AwsError(
    'BadDigest',
    400,
    `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
  );
}

function checkMode(request: S3Request, upload: Upload): void {
  const mode = request.header('x-amz-checksum-type')?.toUpperCase();
  if (mode === undefined || mode === upload.checksum?.type) return;
  throw invalidRequest(
    `The upload was created using the ${upload.checksum?.type ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
  );
}

function joinedRecord(upload: Upload, parts: readonly PartRecord[], checksum: Checksum | undefined): ObjectRecord {
  const partSizes = parts.map((part) => part.sizeBytes);
  return {
    ...upload.attributes,
    key: upload.key,
    sizeBytes: partSizes.reduce((sum, bytes) => sum + bytes, 0),
    etag: joinedEtag(parts),
    lastModifiedMs: Date.now(),
    partSizes,
    uploadId: upload.uploadId,
    ...(checksum === undefined ? {} : { checksum }),
    ...(checksum?.type === 'COMPOSITE' ? { partChecksums: parts.map((part) => part.checksum?.value ?? '') } : {}),
  };
}

function joinedEtag(parts: readonly { readonly etag: string }[]): string {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(part.etag, 'hex');
  return `${md5.digest('hex')}-${parts.length}`;
}
