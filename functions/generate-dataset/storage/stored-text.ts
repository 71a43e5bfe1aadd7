import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { findObject } from './find-object.ts';
import { ObjectBytes } from './object-bytes.ts';
import { type StoredPlace, uriOf } from './stored-place.ts';

export interface StoredText {
  readonly text: string;
  readonly eTag: string;
}

/** The object's text, or undefined where there is none. */
export async function readStored(
  s3: S3Sender,
  place: StoredPlace,
  abort?: AbortSignal,
): Promise<StoredText | undefined> {
  try {
    if ((await findObject(s3, place, abort)) === undefined) return undefined;
    return await textOf(s3, place, abort);
  } catch (error) {
    // Deleted between the two calls.
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  }
}

/** The same for an object that is thought to be there: it is looked for only where it cannot be read. */
export async function readExpected(
  s3: S3Sender,
  place: StoredPlace,
  abort?: AbortSignal,
): Promise<StoredText | undefined> {
  try {
    return await textOf(s3, place, abort);
  } catch (error) {
    const isThere = await findObject(s3, place, abort).then(
      (found) => found !== undefined,
      () => true,
    );
    if (!isThere) return undefined;
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  }
}

async function textOf(s3: S3Sender, { bucket, key }: StoredPlace, abort?: AbortSignal): Promise<StoredText> {
  const options = abort === undefined ? {} : { abortSignal: abort };
  const { Body, ETag = '' } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }), options);
  return { text: (await Body?.transformToString()) ?? '', eTag: ETag };
}

/** The object's lines without their line ends, some thousand at a time; undefined where there is no object. */
export async function storedLines(s3: S3Sender, place: StoredPlace): Promise<AsyncGenerator<string[]> | undefined> {
  const found = await findObject(s3, place).catch((error: unknown) => {
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  });
  return found === undefined ? undefined : linesOf(new ObjectBytes(s3, found).stream());
}

export async function putJson(s3: S3Sender, place: StoredPlace, value: unknown): Promise<void> {
  const Body = `${JSON.stringify(value, undefined, 2)}\n`;
  try {
    await s3.send(
      new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body, ContentType: 'application/json' }),
    );
  } catch (error) {
    throw new DatasetStorageError(`writing ${uriOf(place)}`, error);
  }
}

/** Lines without their line ends, some thousand at a time. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}
