import { join } from 'node:path';
import type { ListingPlace, PageReader } from '../dataset-listing.ts';
import { DatasetError, DatasetStorageError } from '../errors.ts';
import type { ListedObject } from '../listing/listed-object.ts';
import { copied } from '../listing/page-text.ts';
import { PathSpool } from '../path-spool.ts';
import type { Rows } from './data-file.ts';
import type { KeyListing, KeySource, SourceFacts } from './key-source.ts';
import { KeySourceError } from './source-errors.ts';
import { objectOf } from './source-rows.ts';

/** A list of keys that was written before the run. */
export interface WrittenList {
  readonly uri: string;
  readonly kind: SourceFacts['kind'];
  readonly takenAtMs: number;
  /** The rows of each file. Files are read one after the other. */
  readonly files: readonly { readonly uri: string; readonly rows: () => Rows }[];
}

/** Objects that a reader gets at a time, as many as in a page of a listing. */
const PAGE_OBJECTS = 1000;

/** Keys of a written list, which is read once, whatever prefixes are listed of it. */
export class WrittenKeys implements KeySource {
  readonly #list: WrittenList;
  readonly #bucket: string;
  readonly #prefixes: readonly string[];
  readonly #waiting: WrittenListing[] = [];
  readonly #read = Promise.withResolvers<void>();
  #rows = 0;
  #below = 0;

  /** `prefixes`: what will be listed, all at a time. */
  constructor(list: WrittenList, bucket: string, prefixes: readonly string[]) {
    this.#list = list;
    this.#bucket = bucket;
    this.#prefixes = prefixes;
  }

  newListing(place: ListingPlace): KeyListing {
    return new WrittenListing(place, this.#list.uri, (listing) => this.#join(listing));
  }

  /** Of the whole list, once it is read. */
  get facts(): SourceFacts {
    const { kind, uri, takenAtMs } = this.#list;
    return { kind, uri, takenAt: new Date(takenAtMs).toISOString(), rows: this.#rows };
  }

  /** Settles when the list is read, which begins when every prefix has its listing. */
  #join(listing: WrittenListing): Promise<void> {
    this.#waiting.push(listing);
    if (this.#waiting.length === this.#prefixes.length) {
      this.#readAll().then(this.#read.resolve, (error: unknown) => this.#read.reject(this.#inWords(error)));
    }
    return this.#read.promise;
  }

  #inWords(error: unknown): DatasetError {
    return error instanceof DatasetError ? error : new DatasetStorageError(`reading ${this.#list.uri}`, error);
  }

  async #readAll(): Promise<void> {
    let first: string | undefined;
    for (const { uri, rows } of this.#list.files) {
      for await (const batch of rows()) {
        this.#rows += batch.length;
        first ??= batch[0]?.key;
        for (const row of batch) {
          const object = objectOf(row, this.#bucket, uri);
          if (object !== undefined) this.#give(object);
        }
        for (const listing of this.#waiting) await listing.takePage(PAGE_OBJECTS);
        if (this.#waiting.some(({ limit }) => limit?.aborted === true)) throw this.#outOfTime(uri);
      }
    }
    for (const listing of this.#waiting) await listing.takePage(1);
    if (this.#below === 0) throw this.#nothingBelow(first);
  }

  #give(object: ListedObject): void {
    for (const listing of this.#waiting) {
      if (!object.key.startsWith(listing.prefix)) continue;
      listing.page.push(object);
      this.#below += 1;
    }
  }

  #outOfTime(uri: string): KeySourceError {
    return new KeySourceError(
      this.#list.uri,
      `could not be read in the function's time: ${this.#rows} rows came, the last of them of ${uri}; set functionMemoryMb to 1769, or take a list that is limited to ${this.#prefixes.join(' and ')}`,
    );
  }

  #nothingBelow(first: string | undefined): KeySourceError {
    const { uri } = this.#list;
    if (first === undefined) return new KeySourceError(uri, 'has no rows: it lists no object at all');
    return new KeySourceError(
      uri,
      `has ${this.#rows} rows and none of them below ${this.#prefixes.join(' or ')}; the first is ${JSON.stringify(first)}: it may be limited to another prefix`,
    );
  }
}

class WrittenListing implements KeyListing {
  readonly prefix: string;
  readonly limit: AbortSignal | undefined;
  /** Objects that the reader has not got yet. */
  page: ListedObject[] = [];
  readonly #folder: string;
  readonly #uri: string;
  readonly #join: (listing: WrittenListing) => Promise<void>;
  #spool: PathSpool | undefined;
  #readPage: PageReader = () => [];

  constructor({ prefix, folder, limit }: ListingPlace, uri: string, join: (listing: WrittenListing) => Promise<void>) {
    this.prefix = prefix;
    this.limit = limit;
    this.#folder = folder;
    this.#uri = uri;
    this.#join = join;
  }

  async list(newReader: () => PageReader): Promise<void> {
    // Joined before anything can fail, so that no other listing waits for this one.
    const read = this.#join(this);
    this.#readPage = newReader();
    await read;
  }

  /** Gives the reader what there is, where it is so many objects. */
  async takePage(atLeast: number): Promise<void> {
    if (this.page.length < atLeast) return;
    const lines = this.#readPage(this.page);
    this.page = [];
    this.#spool ??= await PathSpool.create(join(this.#folder, 'rows'));
    // As slices of the list's text they would keep all of it in memory, also of rows between that are of no use here.
    await this.#spool.add(lines.length === 0 ? lines : copied(lines.join('\n')).split('\n'));
  }

  /** @throws {KeySourceError} where a key is in the list twice */
  async *batches(): AsyncGenerator<readonly string[]> {
    let last: string | undefined;
    for await (const lines of this.#spool?.batches() ?? []) {
      for (const line of lines) {
        if (line === last) throw this.#isTwice(line);
        last = line;
      }
      yield lines;
    }
  }

  async close(): Promise<void> {
    await this.#spool?.close();
  }

  #isTwice(line: string): KeySourceError {
    return new KeySourceError(
      this.#uri,
      `has ${JSON.stringify(this.prefix + line)} more than once: it must have one row for each object, that of its current version`,
    );
  }
}
