import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';

/** An object in the data set's bucket. */
export interface StoredPlace {
  readonly bucket: string;
  readonly key: string;
}

export interface StoredText {
  readonly text: string;
  readonly eTag: string;
}

/** Times that a body which breaks off is gone on with. */
const RESUMES = 5;

export function uriOf({ bucket, key }: StoredPlace): string {
  return `s3://${bucket}/${key}`;
}

/**
 * The object's text, or undefined where there is none. It is looked for in the listing: without the right to list the whole
 * bucket S3 answers "access denied" for a key that does not exist.
 */
export async function readStored(s3: S3Sender, place: StoredPlace): Promise<StoredText | undefined> {
  const { bucket: Bucket, key: Key } = place;
  try {
    if (!(await exists(s3, place))) return undefined;
    const { Body, ETag = '' } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return { text: (await Body?.transformToString()) ?? '', eTag: ETag };
  } catch (error) {
    // Deleted between the two calls.
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  }
}

/** The object's lines without their line ends, some thousand at a time; undefined where there is no object. */
export async function storedLines(s3: S3Sender, place: StoredPlace): Promise<AsyncGenerator<string[]> | undefined> {
  try {
    if (!(await exists(s3, place))) return undefined;
    const request = { Bucket: place.bucket, Key: place.key };
    return linesOf(wholeBody(s3, request, await s3.send(new GetObjectCommand(request))), place);
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  }
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

/** Whether the listing has the key. */
export async function exists(s3: S3Sender, { bucket, key }: StoredPlace): Promise<boolean> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }));
  return Contents[0]?.Key === key;
}

/** A body that breaks off is gone on with where it did: rows are read for minutes. Another version is never mixed in. */
async function* wholeBody(
  s3: S3Sender,
  request: { readonly Bucket: string; readonly Key: string },
  first: GetObjectCommandOutput,
): AsyncGenerator<Uint8Array> {
  const { ETag: IfMatch, ContentLength = 0 } = first;
  let { Body } = first;
  for (let at = 0, resumes = 0; ; resumes += 1) {
    try {
      for await (const chunk of Body?.transformToWebStream() ?? new ReadableStream<Uint8Array>()) {
        at += chunk.length;
        yield chunk;
      }
      if (at >= ContentLength) return;
      throw new Error(`the body ends after ${at} of ${ContentLength} bytes`);
    } catch (error) {
      if (resumes === RESUMES) throw error;
      ({ Body } = await s3.send(new GetObjectCommand({ ...request, Range: `bytes=${at}-`, IfMatch })));
    }
  }
}

async function* linesOf(stream: AsyncIterable<Uint8Array>, place: StoredPlace): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield lines;
    }
  } catch (error) {
    throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
  }
  if (rest !== '') yield [rest];
}
