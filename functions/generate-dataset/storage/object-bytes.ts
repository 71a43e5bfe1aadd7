import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DatasetError, DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from './stored-place.ts';

/** Times that a body which breaks off is gone on with. */
const RESUMES = 5;
/** Before the first of them; each of the others waits for twice as long. */
const RESUME_PAUSE_MS = 50;

/** An object and how large it is. */
export interface SizedObject extends StoredPlace {
  readonly sizeBytes: number;
}

/** Makes the error of an object that is not the version that it should be. */
export type ChangedError = (uri: string, problem: string) => DatasetError;

const UNREADABLE: ChangedError = (uri, problem) => new DatasetStorageError(`reading ${uri}`, `it ${problem}`);

/**
 * One object as it is when it is first read: a version that is written meanwhile is an error, never a mixture. A body that breaks off is gone
 * on with where it did, since files are read for minutes.
 */
export class ObjectBytes {
  readonly place: StoredPlace;
  readonly #s3: S3Sender;
  readonly sizeBytes: number;
  readonly #changed: ChangedError;
  #eTag: string | undefined;

  constructor(s3: S3Sender, { bucket, key, sizeBytes }: SizedObject, changed: ChangedError = UNREADABLE) {
    this.#s3 = s3;
    this.place = { bucket, key };
    this.sizeBytes = sizeBytes;
    this.#changed = changed;
  }

  get uri(): string {
    return uriOf(this.place);
  }

  /** Without quotes; known after the first read. */
  get eTag(): string {
    return (this.#eTag ?? '').replaceAll('"', '');
  }

  /** The bytes from `start` up to but without `end`. @throws {DatasetError} */
  async read(start: number, end: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.stream(start, end)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** The same, as they come. @throws {DatasetError} */
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
        if (error instanceof DatasetError) throw error;
        if (resumes === RESUMES || isRefusal(error)) throw new DatasetStorageError(`reading ${this.uri}`, error);
        await pause(RESUME_PAUSE_MS * 2 ** resumes * Math.random());
      }
    }
  }

  async #get(start: number, end: number): Promise<AsyncIterable<Uint8Array>> {
    const { bucket: Bucket, key: Key } = this.place;
    const condition = this.#eTag === undefined ? {} : { IfMatch: this.#eTag };
    const command = new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end - 1}`, ...condition });
    const { Body, ETag, ContentRange } = await this.#s3.send(command).catch((error: unknown) => {
      throw isOfOtherVersion(error)
        ? this.#changed(this.uri, 'was changed while it was read; start a new execution')
        : error;
    });
    this.#eTag ??= ETag;
    const total = Number(ContentRange?.split('/')[1] ?? this.sizeBytes);
    if (total !== this.sizeBytes) throw this.#changed(this.uri, `has ${total} bytes and not ${this.sizeBytes}`);
    return Body?.transformToWebStream() ?? new ReadableStream();
  }
}

function isOfOtherVersion(error: unknown): boolean {
  return error instanceof Error && ['PreconditionFailed', 'InvalidRange'].includes(error.name);
}

/** S3 has answered, and would answer the same again. */
function isRefusal(error: unknown): boolean {
  const metadata = typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : undefined;
  const isGiven = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return isGiven && Number(metadata.httpStatusCode) >= 400 && Number(metadata.httpStatusCode) < 500;
}
