import { randomBytes } from 'node:crypto';
import type { WireResponse } from '../../core/http/http-exchange.ts';
import { conditionsOf } from '../objects/conditional-requests.ts';
import { copiedRange, copySource, readSource } from '../objects/copy-source.ts';
import { versionHeaders } from '../objects/object-versions.ts';
import { encryptionHeaders, requestAttributes } from '../objects/object-writing.ts';
import type { FileWriter } from '../store/file-writer.ts';
import type { PartRecord, Upload } from '../store/multipart-store.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { type ReceivedBody, receiveBody } from '../wire/body-intake.ts';
import { checksumHeader, checksumMembers } from '../wire/checksums.ts';
import { parsePartNumber } from '../wire/part-number.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { checkPartAlgorithm, uploadChecksum } from '../wire/upload-checksums.ts';
import { emptyResponse, xmlResponse, xmlTime } from '../wire/xml-documents.ts';
import { completeUpload } from './multipart-completion.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export const multipartOperations: S3Operations = {
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: async (request, state) => {
    await state.uploads.remove(requireUpload(request, state));
    return emptyResponse(204);
  },
};

/** The upload that bucket, key and uploadId name, or NoSuchUpload. */
export function requireUpload(request: S3Request, state: S3State): Upload {
  requireBucket(state, request.bucket);
  return state.uploads.require(request.bucket, request.key, request.query.get('uploadId') ?? '');
}

function createUpload(request: S3Request, state: S3State): WireResponse {
  requireBucket(state, request.bucket);
  const attributes = requestAttributes(request);
  const checksum = uploadChecksum(request);
  const initiatedMs = Date.now();
  const uploadId = initiatedMs.toString(16).padStart(12, '0') + randomBytes(26).toString('hex');
  const { bucket, key } = request;
  const record = { uploadId, bucket, key, initiatedMs, attributes };
  state.uploads.create(checksum === undefined ? record : { ...record, checksum });
  const checksumHeaders: Record<string, string> =
    checksum === undefined
      ? {}
      : { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type };
  return xmlResponse(
    'InitiateMultipartUploadResult',
    { Bucket: bucket, Key: key, UploadId: uploadId },
    { ...checksumHeaders, ...encryptionHeaders(attributes) },
  );
}

async function uploadPart(request: S3Request, state: S3State): Promise<WireResponse> {
  const partNumber = parsePartNumber(request.query.get('partNumber') ?? '');
  const upload = requireUpload(request, state);
  const part = await writePart(state, upload, partNumber, async (file) => {
    const received = await receiveBody(request, (chunk) => file.write(chunk));
    checkPartAlgorithm(upload.checksum, received.checksum?.algorithm);
    return received;
  });
  const checksum = part.checksum;
  return emptyResponse(200, {
    etag: `"${part.etag}"`,
    ...(checksum === undefined ? {} : { [checksumHeader(checksum.algorithm)]: checksum.value }),
    ...encryptionHeaders(upload.attributes),
  });
}

async function uploadPartCopy(request: S3Request, state: S3State): Promise<WireResponse> {
  const partNumber = parsePartNumber(request.query.get('partNumber') ?? '');
  const upload = requireUpload(request, state);
  const source = copySource(request, state, conditionsOf(request.header, 'x-amz-copy-source-'));
  const range = copiedRange(request.header('x-amz-copy-source-range'), source.record.sizeBytes);
  const part = await writePart(state, upload, partNumber, (file) =>
    readSource(source, range, file, upload.checksum?.algorithm),
  );
  const { ChecksumType: _, ...checksum } = checksumMembers(part.checksum);
  const content = { ETag: `"${part.etag}"`, LastModified: xmlTime(part.lastModifiedMs), ...checksum };
  return xmlResponse('CopyPartResult', content, {
    ...encryptionHeaders(upload.attributes),
    ...versionHeaders(source.bucket, source.record, 'x-amz-copy-source-version-id'),
  });
}

async function writePart(
  state: S3State,
  upload: Upload,
  partNumber: number,
  fill: (file: FileWriter) => Promise<ReceivedBody>,
): Promise<PartRecord> {
  const file = state.temporary.newFile();
  try {
    const { sizeBytes, md5Hex, checksum } = await fill(file);
    const base = { partNumber, sizeBytes, etag: md5Hex, lastModifiedMs: Date.now() };
    const part = checksum === undefined ? base : { ...base, checksum };
    await file.flush();
    state.uploads.putPart(upload, file, part);
    return part;
  } finally {
    await file.dispose();
  }
}
