import { randomUUID } from 'node:crypto';
import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { DatasetError, DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import { putJson, readStored, storedLines } from '../storage/stored-text.ts';

/** Of what the steps leave for each other; another one is of a function that was updated in the middle of a run. */
const VERSION = 2;

/** S3 User Guide, "How to prevent object overwrites with conditional writes". */
const LOST_RACE = ['PreconditionFailed', 'ConditionalRequestConflict'];

/** What a step needs of an earlier one is not there, or another version of the function has written it. */
export class FanOutStateError extends DatasetError {
  constructor(uri: string, problem: string) {
    super('FanOutStateError', `${uri}, which an earlier step of the run has written, ${problem}; start a new run`);
  }
}

interface NamedObject {
  readonly name: string;
  readonly writtenAtMs: number;
}

/** The folder in the data set's bucket where the steps of one run put aside what the others need. */
export class RunFolder {
  readonly s3: S3Sender;
  readonly bucket: string;
  readonly folder: string;

  constructor(s3: S3Sender, bucket: string, folder: string) {
    this.s3 = s3;
    this.bucket = bucket;
    this.folder = folder;
  }

  /** A folder that no other call uses, also where one and the same step is tried twice. */
  static create(s3: S3Sender, bucket: string, prefix: string, executionName: string): RunFolder {
    return new RunFolder(s3, bucket, `${prefix}/fan-out/${executionName}/${randomUUID()}`);
  }

  place(name: string): StoredPlace {
    return { bucket: this.bucket, key: `${this.folder}/${name}` };
  }

  async put(name: string, value: unknown): Promise<void> {
    await putJson(this.s3, this.place(name), { version: VERSION, value });
  }

  /** False where something is there already, which stays: of two calls of one and the same step the first one counts. */
  async putOnce(name: string, value: unknown): Promise<boolean> {
    const { bucket: Bucket, key: Key } = this.place(name);
    const Body = JSON.stringify({ version: VERSION, value });
    try {
      await this.s3.send(
        new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*', ContentType: 'application/json' }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && LOST_RACE.includes(error.name)) return false;
      throw new DatasetStorageError(`writing ${uriOf(this.place(name))}`, error);
    }
  }

  /** What a step of the same version has put there. */
  async read<T>(name: string): Promise<T> {
    const value = await this.readIfThere<T>(name);
    if (value === undefined) throw new FanOutStateError(uriOf(this.place(name)), 'is not there any more');
    return value;
  }

  /** Undefined where nothing was put there. */
  async readIfThere<T>(name: string): Promise<T | undefined> {
    const place = this.place(name);
    const stored = await readStored(this.s3, place);
    if (stored === undefined) return undefined;
    const { version, value } = JSON.parse(stored.text);
    if (version !== VERSION) throw new FanOutStateError(uriOf(place), `has version ${version} and not ${VERSION}`);
    return value;
  }

  async putBytes(name: string, Body: Buffer): Promise<void> {
    const place = this.place(name);
    try {
      await this.s3.send(new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body }));
    } catch (error) {
      throw new DatasetStorageError(`writing ${uriOf(place)}`, error);
    }
  }

  async readBytes(name: string): Promise<Uint8Array> {
    const place = this.place(name);
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: place.bucket, Key: place.key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      throw new DatasetStorageError(`reading ${uriOf(place)}`, error);
    }
  }

  async *lines(name: string): AsyncGenerator<readonly string[]> {
    const place = this.place(name);
    const lines = await storedLines(this.s3, place);
    if (lines === undefined) throw new FanOutStateError(uriOf(place), 'is not there any more');
    yield* lines;
  }

  /** Deletes everything that is in the folder but for one object. */
  async removeAllBut(kept: string): Promise<void> {
    for await (const page of this.#pages('')) {
      await this.delete(page.map(({ name }) => name).filter((name) => name !== kept));
    }
  }

  /** Deletes the objects whose names begin so. */
  async removeAll(start: string): Promise<void> {
    for await (const page of this.#pages(start)) await this.delete(page.map(({ name }) => name));
  }

  /** Names of the objects that begin so. */
  async names(start: string): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const page of this.#pages(start)) all.push(...page.map(({ name }) => name));
    return all;
  }

  /** When an object was written; undefined where there is none. */
  async writtenAtMs(name: string): Promise<number | undefined> {
    for await (const page of this.#pages(name)) {
      const found = page.find((one) => one.name === name);
      if (found !== undefined) return found.writtenAtMs;
    }
    return undefined;
  }

  async *#pages(start: string): AsyncGenerator<readonly NamedObject[]> {
    const Prefix = `${this.folder}/${start}`;
    for (let token: string | undefined; ; ) {
      const list = new ListObjectsV2Command({ Bucket: this.bucket, Prefix, ContinuationToken: token });
      const { Contents = [], NextContinuationToken } = await this.s3.send(list);
      yield Contents.map(({ Key = '', LastModified }) => ({
        name: Key.slice(this.folder.length + 1),
        writtenAtMs: LastModified?.getTime() ?? 0,
      }));
      if (NextContinuationToken === undefined) return;
      token = NextContinuationToken;
    }
  }

  async delete(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const Objects = names.map((name) => ({ Key: this.place(name).key }));
    const Delete = { Objects, Quiet: true };
    const { Errors = [] } = await this.s3.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete }));
    const [first, ...others] = Errors;
    if (first === undefined) return;
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    const text = `${first.Code}: ${first.Message} (${first.Key}${more})`;
    throw new DatasetStorageError(`deleting s3://${this.bucket}/${this.folder}/`, text);
  }
}
