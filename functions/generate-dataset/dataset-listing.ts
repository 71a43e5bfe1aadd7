import { join } from 'node:path';
import { DatasetError, DatasetStorageError } from './errors.ts';
import { FanOutNeeded, type WatchedListing } from './fan-out/fan-out-watch.ts';
import type { S3Sender } from './listing/fetch-page.ts';
import type { ListedObject } from './listing/listed-object.ts';
import { ListingPace } from './listing/listing-pace.ts';
import type { ListingStart } from './listing/listing-start.ts';
import { UnorderedListingError } from './listing/ordered-pages.ts';
import { PageSource } from './listing/page-source.ts';
import { type KeyBounds, ParallelListing } from './listing/parallel-listing.ts';
import { RowSpool, type SpooledLines } from './listing/row-spool.ts';
import { ListingTimeError } from './listing/time-limit.ts';
import { PathSpool } from './path-spool.ts';
import { RECORD_NUMBERS } from './report/picture-records.ts';

/** Paths in the order of their UTF-8 bytes, some thousand at a time. */
export interface PathBatches {
  batches(): AsyncGenerator<readonly string[]>;
}

/** What is made of the objects of a page: the lines that are kept of them, which none of the other members changes. */
export type PageReader = (objects: readonly ListedObject[]) => readonly string[];

export interface BegunListing extends WatchedListing {
  /** Right below the prefix (see ParallelListing). */
  readonly folders: Promise<readonly string[] | undefined>;
}

/** Where a prefix is listed and its lines are put aside. */
export interface ListingPlace {
  readonly s3: S3Sender;
  readonly bucket: string;
  readonly prefix: string;
  /** A folder for temporary files. */
  readonly folder: string;
  /** Which of its keys; absent: all. */
  readonly bounds?: KeyBounds;
  /** By which objects that are newer are marked; absent: none is. */
  readonly start?: ListingStart;
  /** Aborts where the listing takes too long. */
  readonly limit?: AbortSignal | undefined;
  /** Told of the listing that begins, or that it cannot be taken apart. */
  readonly onBegin?: (listing: BegunListing | undefined) => void;
}

/** Part of a folder cannot be listed by itself. */
class UnlistableRangeError extends DatasetError {
  constructor(bucket: string, cause: UnorderedListingError) {
    super(
      'UnlistableRangeError',
      `s3://${bucket} does not list its keys in S3's order (${cause.message}); set fanOut to never`,
      { cause },
    );
  }
}

/**
 * Lists everything under a prefix and puts the lines that `readPage` makes of it aside on disk; `newReader` makes another
 * reader where the listing has to begin anew. Keys are listed in several ranges at a time; a service that does not list in
 * S3's order is listed page after page.
 */
export class DatasetListing implements PathBatches {
  readonly #place: ListingPlace;
  readonly #closers: (() => Promise<void>)[] = [];
  #source: PageSource | undefined;
  #keys = 0;
  #batches: () => AsyncGenerator<readonly string[]> = noBatches;

  constructor(place: ListingPlace) {
    this.#place = place;
  }

  /** @throws {DatasetStorageError | ListingTimeError} */
  async list(newReader: () => PageReader): Promise<void> {
    const { bucket, bounds, limit, onBegin } = this.#place;
    const stop = () => this.#source?.stop();
    limit?.addEventListener('abort', stop);
    try {
      await this.#listInRanges(newReader());
    } catch (error) {
      if (error instanceof FanOutNeeded) throw error;
      if (!(error instanceof UnorderedListingError)) throw this.#failure(error);
      if (bounds !== undefined) throw new UnlistableRangeError(bucket, error);
      onBegin?.(undefined);
      await this.#listInTurn(newReader()).catch((failure: unknown) => {
        throw this.#failure(failure);
      });
    } finally {
      limit?.removeEventListener('abort', stop);
    }
  }

  batches(): AsyncGenerator<readonly string[]> {
    return this.#batches();
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()));
  }

  #failure(error: unknown): DatasetError {
    const { bucket, prefix, limit, bounds } = this.#place;
    const location = `s3://${bucket}/${prefix}`;
    if (limit?.aborted !== true) return new DatasetStorageError(`listing ${location}`, error);
    return new ListingTimeError(location, this.#keys, this.#source?.pagesAsked ?? 0, bounds !== undefined);
  }

  #newSource(pace: ListingPace): PageSource {
    const { s3, bucket, prefix, start, limit } = this.#place;
    const source = new PageSource(s3, { Bucket: bucket, Prefix: prefix }, pace, start);
    if (limit?.aborted === true) source.stop();
    this.#source = source;
    this.#keys = 0;
    return source;
  }

  #read(readPage: PageReader, objects: readonly ListedObject[]): readonly string[] {
    this.#keys += objects.length;
    return readPage(objects);
  }

  async #listInRanges(readPage: PageReader): Promise<void> {
    const { folder, bounds, onBegin } = this.#place;
    const spool = new RowSpool(join(folder, 'ranges'));
    this.#closers.push(() => spool.close());
    const pace = new ListingPace();
    const take = (objects: readonly ListedObject[]) => spool.add(this.#read(readPage, objects));
    const listing = new ParallelListing<SpooledLines>(this.#newSource(pace), take, pace, bounds);
    this.#batches = async function* () {
      for await (const lines of listing.chunks()) yield await spool.read(lines);
    };
    onBegin?.(begun(listing, spool));
    await listing.run();
  }

  async #listInTurn(readPage: PageReader): Promise<void> {
    const spool = await PathSpool.create(join(this.#place.folder, 'in-turn'));
    this.#closers.push(() => spool.close());
    this.#batches = () => spool.batches();
    const source = this.#newSource(new ListingPace());
    for (let token: string | undefined; ; ) {
      const page = await source.page(token === undefined ? {} : { ContinuationToken: token });
      await spool.add(this.#read(readPage, page.objects));
      if (!page.isTruncated) break;
      if (page.nextToken === undefined || page.nextToken === token) throw new Error(NO_NEXT_PAGE);
      token = page.nextToken;
    }
  }
}

/** A listing with what its rows and the records of their pictures take on disk. */
function begun(listing: ParallelListing<SpooledLines>, spool: RowSpool): BegunListing {
  return {
    folders: listing.folders,
    get progress() {
      return listing.progress;
    },
    get putAside() {
      const { lines, bytes } = spool;
      return { lines, bytes: bytes + lines * RECORD_NUMBERS * Uint32Array.BYTES_PER_ELEMENT };
    },
    interrupt: (error) => listing.interrupt(error),
    parts: (maxPages) => listing.parts(maxPages),
  };
}

const NO_NEXT_PAGE =
  'the list is cut off and gives no token for its next page, as a service does that knows ListObjects but not ListObjectsV2';

async function* noBatches(): AsyncGenerator<readonly string[]> {}
