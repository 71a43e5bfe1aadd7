import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type GetObjectRequest, type S3Client } from '@aws-sdk/client-s3';

/** An object that S3 gives, unread. Throws what S3 answers. */
export async function objectBody(
  s3: S3Client,
  asked: GetObjectRequest,
  signal?: AbortSignal,
): Promise<{ readonly body: Readable; readonly sizeBytes: number }> {
  const options = signal === undefined ? {} : { abortSignal: signal };
  const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand(asked), options);
  if (!(Body instanceof Readable)) throw new Error(`s3://${asked.Bucket}/${asked.Key} came without a body`);
  return { body: Body, sizeBytes: ContentLength };
}

/** Writes an object to a file. Throws what S3 answers. */
export async function downloadObject(
  s3: S3Client,
  asked: GetObjectRequest,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  const { body } = await objectBody(s3, asked, signal);
  await pipeline(body, createWriteStream(file), signal === undefined ? {} : { signal });
}
