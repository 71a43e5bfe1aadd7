import { AwsError, notImplemented } from '../../core/wire/aws-error.ts';
import type { Bucket } from '../store/bucket-store.ts';
import type { FileWriter } from '../store/file-writer.ts';
import type { ChecksumAlgorithm, ObjectRecord } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { BodyDigests, type ReceivedBody } from '../wire/body-intake.ts';
import { type ByteRange, wholeObject } from '../wire/byte-range.ts';
import { copySourceParts } from '../wire/copy-source-header.ts';
import { invalidArgument, invalidRequest } from '../wire/s3-errors.ts';
import { decodeUriText, type S3Request } from '../wire/s3-request.ts';
import { type Conditions, checkCopyConditions } from './conditional-requests.ts';
import { findObject } from './object-versions.ts';

export interface CopySource {
  readonly bucket: Bucket;
  readonly record: ObjectRecord;
}

/** The object that `x-amz-copy-source: [/]bucket/key[?versionId=id]` names, if the conditions on it hold. */
export function copySource(request: S3Request, state: S3State, conditions: Conditions): CopySource {
  const header = request.header('x-amz-copy-source') ?? '';
  if (header.startsWith('arn:')) throw notImplemented('s3', 'CopyObject from an access point');
  const source = copySourceParts(header);
  if (source === undefined) throw invalidArgument('Invalid copy source object key', 'x-amz-copy-source', header);
  const { versionId } = source;
  const bucket = requireBucket(state, decodeUriText(source.bucket, header));
  const key = decodeUriText(source.key, header);
  const record = sourceRecord(bucket, key, versionId === undefined ? undefined : decodeUriText(versionId, header));
  checkCopyConditions(conditions, record);
  return { bucket, record };
}

function sourceRecord(bucket: Bucket, key: string, versionId: string | undefined): ObjectRecord {
  try {
    return findObject(bucket, key, versionId, 'GET');
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'MethodNotAllowed') throw error;
    throw invalidRequest('The source of a copy request may not specifically refer to a delete marker by version id.');
  }
}

/** `x-amz-copy-source-range`, which unlike Range must name both ends and be within the source. */
export function copiedRange(header: string | undefined, sizeBytes: number): ByteRange {
  if (header === undefined) return wholeObject(sizeBytes);
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(last) < Number(first)) {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      'x-amz-copy-source-range',
      header,
    );
  }
  if (Number(last) < sizeBytes) return { start: Number(first), end: Number(last) };
  if (Number(first) >= sizeBytes) {
    throw invalidRequest('The specified copy range is invalid for the source object size');
  }
  const message = `Range specified is not valid for source object of size: ${sizeBytes}`;
  throw invalidArgument(message, 'x-amz-copy-source-range', header);
}

/** Writes bytes of the source into a file, with the digests of what was written. */
export async function readSource(
  { bucket, record }: CopySource,
  range: ByteRange,
  file: FileWriter,
  algorithm: ChecksumAlgorithm | undefined,
): Promise<ReceivedBody> {
  const content = bucket.objects.read(record, range);
  const digests = new BodyDigests(algorithm);
  for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
    digests.update(chunk);
    await file.write(chunk);
  }
  return digests.finish();
}
