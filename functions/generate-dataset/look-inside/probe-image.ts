import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { findObject } from '../storage/find-object.ts';
import type { SampledImage } from './class-sample.ts';
import type { ImageHead } from './image-head.ts';
import { readHead } from './read-head.ts';
import { BytesNotRead, SparseBytes } from './sparse-bytes.ts';

/** Enough for the headers of most images, and the whole of small ones. */
const FIRST_BYTES = 8 * 1024;
const NEXT_BYTES = 4 * 1024;
/** A JPEG's profile and preview may take dozens of segments of 64 KB, and each is jumped over. */
const MAX_READS = 40;

/** Reads by ranges as much of an image as its header takes; in words where that could not be done. */
export async function probeImage(
  s3: S3Sender,
  bucket: string,
  { key, sizeBytes }: SampledImage,
): Promise<ImageHead | 'gone' | 'archived' | 'too long'> {
  const file = new SparseBytes(sizeBytes);
  let at = 0;
  let length = FIRST_BYTES;
  try {
    for (let reads = 0; reads < MAX_READS; reads += 1) {
      const end = Math.min(sizeBytes, at + length);
      const { Body } = await s3.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${at}-${end - 1}` }),
      );
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      // The object was replaced by a shorter one since it was listed.
      if (bytes.length < end - at) return 'gone';
      file.add(at, bytes);
      const next = headOrPlace(file);
      if (typeof next !== 'number') return next;
      at = next;
      length = NEXT_BYTES;
    }
    return 'too long';
  } catch (error) {
    if (error instanceof Error && /NoSuchKey|NotFound|InvalidRange/.test(error.name)) return 'gone';
    if (error instanceof Error && error.name === 'AccessDenied' && (await isDeleted(s3, bucket, key))) return 'gone';
    if (error instanceof Error && error.name === 'InvalidObjectState') return 'archived';
    throw new DatasetStorageError(`reading the head of s3://${bucket}/${key}`, error);
  }
}

/** Without the right to list the whole bucket S3 answers "access denied" for a key that does not exist. */
async function isDeleted(s3: S3Sender, bucket: string, key: string): Promise<boolean> {
  // Who may not list learns nothing from this: what was refused counts.
  return (await findObject(s3, { bucket, key }).catch(() => true)) === undefined;
}

/** The head, or the byte from which more of the file must be read. */
function headOrPlace(file: SparseBytes): ImageHead | number {
  try {
    return readHead(file);
  } catch (error) {
    if (error instanceof BytesNotRead) return error.at;
    throw error;
  }
}
