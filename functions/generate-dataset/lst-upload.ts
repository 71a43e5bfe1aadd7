import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { DatasetStorageError } from './errors.ts';
import type { S3Sender } from './listing/fetch-page.ts';

/** The least that S3 wants in every part but the last; 10,000 parts of it hold some hundred million rows. */
const PART_BYTES = 5 * 1024 * 1024;
/** Room for what comes in one go: a thousand rows of the longest keys. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;
const CONTENT_TYPE = 'text/plain; charset=utf-8';
/** Named when the upload begins: the SDK sends one with each part anyway, and S3 refuses to complete an upload with checksums it was not begun with. */
const CHECKSUM = { ChecksumAlgorithm: 'CRC32' } as const;

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Writes text to one object with one part of it in memory. The object changes as a whole or not at all: a short text is one
 * PutObject, a longer one a multipart upload, which S3 shows when it is completed.
 */
export async function uploadText(
  s3: S3Sender,
  bucket: string,
  key: string,
  text: AsyncIterable<string>,
): Promise<void> {
  const target = { Bucket: bucket, Key: key };
  try {
    const parts = partsOf(text);
    const first = await parts.next();
    const body = first.done === true ? Buffer.alloc(0) : first.value;
    if (body.length < PART_BYTES) await putWhole(s3, target, body);
    else await putParts(s3, target, body, parts);
  } catch (error) {
    throw new DatasetStorageError(`writing s3://${bucket}/${key}`, error);
  }
}

async function putWhole(s3: S3Sender, target: Target, body: Buffer): Promise<void> {
  await s3.send(new PutObjectCommand({ ...target, Body: body, ContentType: CONTENT_TYPE }));
}

async function putParts(s3: S3Sender, target: Target, first: Buffer, others: AsyncIterable<Buffer>): Promise<void> {
  const begin = { ...target, ContentType: CONTENT_TYPE, ...CHECKSUM };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(begin));
  const upload = { ...target, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    const send = async (Body: Buffer) => {
      const PartNumber = Parts.length + 1;
      const { ETag, ChecksumCRC32 } = await s3.send(
        new UploadPartCommand({ ...upload, PartNumber, Body, ...CHECKSUM }),
      );
      Parts.push({ PartNumber, ETag, ChecksumCRC32 });
    };
    await send(first);
    for await (const part of others) await send(part);
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // The first failure is the one to report; S3 removes what is left over by the bucket's lifecycle rule.
    await s3.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

/** Parts of at least PART_BYTES, but for the last one. A part is overwritten as soon as the next one is asked for. */
async function* partsOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafe(PART_BYTES + MAX_TEXT_BYTES);
  let bytes = 0;
  for await (const text of texts) {
    const length = Buffer.byteLength(text);
    if (length > MAX_TEXT_BYTES) throw new RangeError(`a text of ${length} bytes is more than a part has room for`);
    bytes += part.write(text, bytes);
    if (bytes < PART_BYTES) continue;
    yield part.subarray(0, bytes);
    bytes = 0;
  }
  if (bytes > 0) yield part.subarray(0, bytes);
}
