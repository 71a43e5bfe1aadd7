import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../s3-uri.ts';
import { Predictor } from './predictor.ts';

/** Each is a process of some 80 MB. */
const MOST_LOADED = 2;
const IDLE_MS = 60_000;

interface Loaded {
  readonly predictor: Promise<Predictor>;
  /** Requests that are using it. */
  users: number;
  idle?: NodeJS.Timeout;
}

/** Models that were asked for lately, ready to predict; one that nobody asks for any more is let go of. */
export class LoadedModels {
  /** By address and ETag, the longest unused first. */
  readonly #loaded = new Map<string, Loaded>();

  /**
   * Does `work` with the model of an artifact in S3, which must be readable with the caller's own client. Throws what S3
   * answers, or UnusableArtifactError.
   */
  async use<T>(s3: S3Client, { bucket, key }: S3Location, work: (predictor: Predictor) => Promise<T>): Promise<T> {
    const place = { Bucket: bucket, Key: key };
    const { ETag = '' } = await s3.send(new HeadObjectCommand(place));
    const id = `${bucket}/${key} ${ETag}`;
    const loaded = this.#loaded.get(id) ?? { predictor: loadFromS3(s3, place), users: 0 };
    loaded.users++;
    clearTimeout(loaded.idle);
    // Now the last one that was used.
    this.#loaded.delete(id);
    this.#loaded.set(id, loaded);
    try {
      return await work(await loaded.predictor);
    } finally {
      loaded.users--;
      await this.#release(id, loaded);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#loaded].map(([id, loaded]) => this.#forget(id, loaded)));
  }

  async #release(id: string, loaded: Loaded): Promise<void> {
    const predictor = await loaded.predictor.catch(() => undefined);
    if (predictor === undefined || predictor.isEnded) return this.#forget(id, loaded);
    loaded.idle = setTimeout(() => void this.#forgetUnused(id, loaded), IDLE_MS).unref();
    const unused = [...this.#loaded].slice(0, -MOST_LOADED);
    await Promise.all(unused.map(([other, model]) => this.#forgetUnused(other, model)));
  }

  async #forgetUnused(id: string, loaded: Loaded): Promise<void> {
    if (loaded.users === 0) await this.#forget(id, loaded);
  }

  async #forget(id: string, loaded: Loaded): Promise<void> {
    if (this.#loaded.get(id) === loaded) this.#loaded.delete(id);
    clearTimeout(loaded.idle);
    const predictor = await loaded.predictor.catch(() => undefined);
    await predictor?.close();
  }
}

async function loadFromS3(s3: S3Client, place: { Bucket: string; Key: string }): Promise<Predictor> {
  const folder = await mkdtemp(join(tmpdir(), 'predicted-model-'));
  try {
    const { Body } = await s3.send(new GetObjectCommand(place));
    if (!(Body instanceof Readable)) throw new Error(`s3://${place.Bucket}/${place.Key} came without a body`);
    const file = join(folder, 'model.tar.gz');
    await pipeline(Body, createWriteStream(file));
    return await Predictor.load(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
