import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GetObjectRequest, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { downloadObject } from '../object-body.ts';
import type { S3Location } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { JobSlots } from '../training-jobs/run/job-slots.ts';
import { OrderError } from './prediction-errors.ts';
import { Predictor } from './predictor.ts';

export type LoadedPredictor = Pick<Predictor, 'model' | 'isEnded' | 'predict' | 'close'>;
/** Makes a predictor of an artifact's file, which is removed afterwards. */
export type LoadPredictor = (file: string) => Promise<LoadedPredictor>;

/** Each is a process of some 80 MB; as many requests use one at a time, and others wait. */
const MOST_LOADED = 2;
const IDLE_MS = 60_000;

interface Loaded {
  readonly id: string;
  readonly predictor: Promise<LoadedPredictor>;
  /** Requests that are using it. */
  users: number;
  idle?: NodeJS.Timeout;
}

/** Models that were asked for lately, ready to predict; one that nobody asks for any more is let go of. */
export class LoadedModels {
  readonly #load: LoadPredictor;
  /** By address and ETag, the longest unused first. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #slots = new JobSlots(MOST_LOADED);
  /** Processes that are no longer used and have not yet ended. */
  readonly #ending = new Set<Promise<void>>();
  #isClosed = false;

  constructor(load: LoadPredictor = (file) => Predictor.load(file)) {
    this.#load = load;
  }

  /**
   * Does `work` with the model of an artifact in S3, which must be readable with the caller's own client, in its turn. Throws what
   * S3 answers, UnusableArtifactError, or the signal's reason where that ends the waiting.
   */
  async use<T>(
    s3: S3Client,
    location: S3Location,
    work: (predictor: LoadedPredictor) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const giveBack = await this.#slots.acquire(signal);
    if (giveBack === undefined) throw signal.reason;
    try {
      const { loaded, predictor } = await this.#taken(s3, location);
      try {
        return await work(predictor);
      } finally {
        await this.#release(loaded);
      }
    } finally {
      giveBack();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const loaded of this.#loaded.values()) this.#forget(loaded);
    await Promise.all(this.#ending);
  }

  /** The model as S3 has it now: where the artifact is replaced before it has been read, the new one. */
  async #taken(s3: S3Client, { bucket, key }: S3Location): Promise<{ loaded: Loaded; predictor: LoadedPredictor }> {
    const place = { Bucket: bucket, Key: key };
    for (;;) {
      const { ETag } = await s3.send(new HeadObjectCommand(place));
      if (this.#isClosed) throw new OrderError(503, 'the emulator is closing');
      const asked = ETag === undefined ? place : { ...place, IfMatch: ETag };
      const id = `${bucket}/${key} ${ETag}`;
      const wasThere = this.#loaded.has(id);
      const loaded = this.#entry(id, () => fileFromS3(s3, asked, this.#load));
      let isTaken = false;
      try {
        const predictor = await loaded.predictor;
        // The process of one that was there may have died meanwhile.
        isTaken = !(wasThere && predictor.isEnded);
        if (isTaken) return { loaded, predictor };
      } catch (error) {
        if (serviceRefusal(error)?.httpStatus !== 412) throw error;
      } finally {
        if (!isTaken) await this.#release(loaded);
      }
    }
  }

  #entry(id: string, load: () => Promise<LoadedPredictor>): Loaded {
    const loaded = this.#loaded.get(id) ?? { id, predictor: this.#room().then(load), users: 0 };
    loaded.users++;
    clearTimeout(loaded.idle);
    // Now the last one that was used.
    this.#loaded.delete(id);
    this.#loaded.set(id, loaded);
    return loaded;
  }

  /** Lets go of what is not used until there is room for one more; those in use have their slots, of which the caller has one. */
  async #room(): Promise<void> {
    const tooMany = Math.max(0, this.#loaded.size + 1 - MOST_LOADED);
    const unused = [...this.#loaded.values()].filter(({ users }) => users === 0);
    for (const loaded of unused.slice(0, tooMany)) this.#forget(loaded);
    await Promise.all(this.#ending);
  }

  async #release(loaded: Loaded): Promise<void> {
    loaded.users--;
    const predictor = await loaded.predictor.catch(() => undefined);
    if (predictor === undefined || predictor.isEnded) this.#forget(loaded);
    else if (loaded.users === 0 && this.#loaded.get(loaded.id) === loaded) {
      clearTimeout(loaded.idle);
      loaded.idle = setTimeout(() => this.#forget(loaded), IDLE_MS).unref();
    }
  }

  #forget(loaded: Loaded): void {
    if (this.#loaded.get(loaded.id) === loaded) this.#loaded.delete(loaded.id);
    clearTimeout(loaded.idle);
    const ended = loaded.predictor
      .then((predictor) => predictor.close())
      .catch(() => {})
      .finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
  }
}

async function fileFromS3(s3: S3Client, asked: GetObjectRequest, load: LoadPredictor): Promise<LoadedPredictor> {
  const folder = await mkdtemp(join(tmpdir(), 'predicted-model-'));
  try {
    const file = join(folder, 'model.tar.gz');
    await downloadObject(s3, asked, file);
    return await load(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
