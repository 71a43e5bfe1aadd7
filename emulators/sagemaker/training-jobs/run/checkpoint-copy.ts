import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { parseS3Uri } from '../../s3-uri.ts';
import { serviceRefusal } from '../../sdk-error.ts';
import { JobFailure } from './failure-reason.ts';
import type { RoleSession } from './role-session.ts';

/**
 * Copies a job's checkpoints between its local folder and CheckpointConfig.S3Uri: out of S3 when an instance starts, into S3
 * as they are written (https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html).
 */
export class CheckpointCopy {
  readonly #role: RoleSession;
  readonly #folder: string;
  readonly #bucket: string;
  readonly #prefix: string;
  /** Size and time of change of what S3 has, by path. */
  readonly #saved = new Map<string, string>();
  #saving: Promise<void> = Promise.resolve();

  constructor(role: RoleSession, s3Uri: string, folder: string) {
    const { bucket, key } = parseS3Uri(s3Uri) ?? { bucket: '', key: '' };
    this.#role = role;
    this.#folder = folder;
    this.#bucket = bucket;
    this.#prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
  }

  async restore(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await orJobFailure('read', this.#uri, async () => {
      const { s3: client } = await this.#role.clients();
      const pages = paginateListObjectsV2({ client }, { Bucket: this.#bucket, Prefix: this.#prefix });
      for await (const { Contents: objects = [] } of pages) {
        for (const { Key: key = '' } of objects) {
          if (!key.endsWith('/')) await this.#download(key);
        }
      }
    });
  }

  /** What is new or changed; one copying at a time. */
  save(): Promise<void> {
    this.#saving = this.#saving.then(() => orJobFailure('written', this.#uri, () => this.#uploadChanged()));
    // Whoever waits for it learns of a failure; until then it is not unhandled.
    this.#saving.catch(() => undefined);
    return this.#saving;
  }

  get #uri(): string {
    return `s3://${this.#bucket}/${this.#prefix}`;
  }

  async #download(key: string): Promise<void> {
    const file = join(this.#folder, key.slice(this.#prefix.length));
    const escapes = relative(this.#folder, file).startsWith('..');
    if (escapes) return;
    const { s3 } = await this.#role.clients();
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
    await mkdir(dirname(file), { recursive: true });
    await pipeline(body instanceof Readable ? body : Readable.from([]), createWriteStream(file));
    this.#saved.set(key.slice(this.#prefix.length), await stampOf(file));
  }

  async #uploadChanged(): Promise<void> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((candidate) => candidate.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const path = relative(this.#folder, file);
      const stamp = await stampOf(file);
      if (this.#saved.get(path) === stamp) continue;
      const { s3 } = await this.#role.clients();
      const { size } = await stat(file);
      const target = { Bucket: this.#bucket, Key: this.#prefix + path, ContentLength: size };
      await s3.send(new PutObjectCommand({ ...target, Body: createReadStream(file) }));
      this.#saved.set(path, stamp);
    }
  }
}

async function stampOf(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  return `${size} ${mtimeMs}`;
}

async function orJobFailure(done: 'read' | 'written', uri: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const refusal = serviceRefusal(cause);
    if (refusal === undefined) throw cause;
    const text = `${refusal.name} (${refusal.httpStatus}): ${refusal.message}`;
    const problem = `checkpoints cannot be ${done} at ${uri} of CheckpointConfig.S3Uri: ${text}`;
    throw new JobFailure(`ClientError: [rehearsal] ${problem}`, { cause });
  }
}
