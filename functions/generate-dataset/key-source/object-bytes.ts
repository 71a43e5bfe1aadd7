import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../storage/stored-text.ts';
import { KeySourceError } from './source-errors.ts';

/** Times that a body which breaks off is gone on with. */
const RESUMES = 5;

/** One object as it was when it was first read: a version that is written meanwhile is an error, never a mixture. */
export class ObjectBytes {
  readonly place: StoredPlace;
  readonly sizeBytes: number;
  readonly #s3: S3Sender;
  #eTag: string | undefined;

  constructor(s3: S3Sender, place: StoredPlace, sizeBytes: number) {
    this.#s3 = s3;
    this.place = place;
    this.sizeBytes = sizeBytes;
  }

  get uri(): string {
    return uriOf(this.place);
  }

  /** Without quotes; known after the first read. */
  get eTag(): string {
    return (this.#eTag ?? '').replaceAll('"', '');
  }

  /** The bytes from `start` up to but without `end`. @throws {DatasetStorageError} */
  async read(start: number, end: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** The same, as they come. @throws {DatasetStorageError} */
  async *stream(start = 0, end = this.sizeBytes): AsyncGenerator<Uint8Array> {
    let at = start;
    for (let resumes = 0; at < end; resumes += 1) {
      try {
        for await (const chunk of await this.#get(at, end)) {
          at += chunk.length;
          yield chunk;
        }
        if (at < end) throw new Error(`the body ends ${end - at} bytes before its end`);
      } catch (error) {
        if (error instanceof KeySourceError) throw error;
        if (resumes === RESUMES || isRefusal(error)) throw new DatasetStorageError(`reading ${this.uri}`, error);
      }
    }
  }

  async #get(start: number, end: number): Promise<AsyncIterable<Uint8Array>> {
    const { bucket: Bucket, key: Key } = this.place;
    const IfMatch = this.#eTag;
    const Range = `bytes=${start}-${end - 1}`;
    const { Body, ETag, ContentRange } = await this.#s3.send(
      new GetObjectCommand({ Bucket, Key, Range, ...(IfMatch === undefined ? {} : { IfMatch }) }),
    );
    this.#eTag ??= ETag;
    const total = Number(ContentRange?.split('/')[1] ?? this.sizeBytes);
    if (total !== this.sizeBytes) throw new KeySourceError(this.uri, `has ${total} bytes and not ${this.sizeBytes}`);
    return Body?.transformToWebStream() ?? new ReadableStream();
  }
}

/** S3 has answered, and would answer the same again. */
function isRefusal(error: unknown): boolean {
  const metadata = typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : undefined;
  const isGiven = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return isGiven && Number(metadata.httpStatusCode) >= 400 && Number(metadata.httpStatusCode) < 500;
}
