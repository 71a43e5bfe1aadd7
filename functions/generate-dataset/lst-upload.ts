import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Sender } from './dataset-listing.ts';
import { DatasetStorageError } from './errors.ts';

/** S3 wants at least 5 MiB in every part but the last; 10,000 parts of this size hold more rows than S3 lists in a day. */
const PART_BYTES = 8 * 1024 * 1024;
const CONTENT_TYPE = 'text/plain; charset=utf-8';

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Writes rows to one object with one part in memory. The object changes as a whole or not at all: a short file is one
 * PutObject, a longer one a multipart upload, which S3 shows when it is completed.
 */
export async function uploadRows(
  s3: S3Sender,
  bucket: string,
  key: string,
  rows: AsyncIterable<string>,
): Promise<void> {
  const target = { Bucket: bucket, Key: key };
  try {
    const parts = partsOf(rows);
    const first = await parts.next();
    const second = first.done === true ? first : await parts.next();
    if (second.done === true) await putWhole(s3, target, first.done === true ? Buffer.alloc(0) : first.value);
    else if (first.done !== true) await putParts(s3, target, [first.value, second.value], parts);
  } catch (error) {
    throw new DatasetStorageError(`writing s3://${bucket}/${key}`, error);
  }
}

async function putWhole(s3: S3Sender, target: Target, body: Buffer): Promise<void> {
  await s3.send(new PutObjectCommand({ ...target, Body: body, ContentType: CONTENT_TYPE }));
}

async function putParts(
  s3: S3Sender,
  target: Target,
  begun: readonly Buffer[],
  others: AsyncIterable<Buffer>,
): Promise<void> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...target, ContentType: CONTENT_TYPE }));
  const upload = { ...target, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    const send = async (Body: Buffer) => {
      const PartNumber = Parts.length + 1;
      const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag, ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }) });
    };
    for (const part of begun) await send(part);
    for await (const part of others) await send(part);
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // The first failure is the one to report; S3 removes what is left over by the bucket's lifecycle rule.
    await s3.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

async function* partsOf(rows: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let buffered: Buffer[] = [];
  let bytes = 0;
  for await (const row of rows) {
    const line = Buffer.from(row);
    buffered.push(line);
    bytes += line.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(buffered, bytes);
    buffered = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(buffered, bytes);
}
