import { ListingStart } from '../listing/listing-start.ts';
import type { KeyPart, ListingProgress } from '../listing/parallel-listing.ts';
import type { Split } from '../report/split.ts';
import type { FanOutWhen } from './fan-out-request.ts';
import { cutRanges, KEYS_PER_RANGE, type PlannedRange, pagesPerPart } from './key-ranges.ts';

/** The listing is to go on in several functions. */
export class FanOutNeeded extends Error {
  override readonly name = 'FanOutNeeded';

  constructor() {
    super('one function cannot list this data set in its time');
  }
}

/** A listing that can be ended early and taken apart. */
export interface WatchedListing {
  readonly progress: ListingProgress;
  /** Lines and bytes that were put aside in the temporary folder. */
  readonly putAside: PutAside;
  interrupt(error: Error): void;
  parts(maxPages: number): Iterable<KeyPart>;
}

export interface PutAside {
  readonly lines: number;
  readonly bytes: number;
}

export interface FanOutOptions {
  readonly when: FanOutWhen;
  /** Of this call; undefined: there is no limit. */
  readonly timeLeftMs: number | undefined;
  /** In the temporary folder when the call begins; undefined: there is no limit. */
  readonly freeBytes?: number | undefined;
  readonly keysPerRange?: number;
}

const CHECK_MS = 1000;
/** So long a listing is watched before its speed and its size are believed, and the checks in a row that say the same. */
const SPEED_PROBE = { probeMs: 5000, sureAfter: 3 };
/** Where only the size is wanted, to cut it into ranges: what is listed until then is listed again. */
const SIZE_PROBE = { probeMs: 4000, sureAfter: 1 };
/** Of the time: the rest is for the report and for writing the rows. */
const LISTING_SHARE = 0.5;

/** Of a child's temporary folder: a range may have more keys than was thought. */
const RANGE_STORAGE_SHARE = 0.4;

/** Whether a listing that goes on as fast as before takes more than its share of the time. */
export function takesTooLong(progress: ListingProgress, elapsedMs: number, timeMs: number): boolean {
  const { pagesListed, pagesLeft } = progress;
  const wholeMs = (elapsedMs * (pagesListed + pagesLeft)) / Math.max(1, pagesListed);
  return wholeMs > timeMs * LISTING_SHARE;
}

/** Of the temporary folder: sizes are guessed, and names may become longer. */
const STORAGE_SHARE = 0.8;

/** Whether a listing that goes on as before puts more aside than there is room for. */
export function takesTooMuchRoom({ pagesListed, pagesLeft }: ListingProgress, bytes: number, freeBytes: number) {
  return (bytes * (pagesListed + pagesLeft)) / Math.max(1, pagesListed) > freeBytes * STORAGE_SHARE;
}

/** Watches the listings of both splits, and ends them where they take too long or too much room. */
export class FanOutWatch {
  readonly start = new ListingStart();
  readonly #options: FanOutOptions;
  readonly #listings = new Map<Split, WatchedListing>();
  #startedMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  /** Checks in a row that have found it so. */
  #needed = 0;

  constructor(options: FanOutOptions) {
    this.#options = options;
  }

  /** A listing begins; without one, a split cannot be listed in ranges: whoever has begun has to finish. */
  begin(split: Split, listing: WatchedListing | undefined): void {
    if (listing === undefined) {
      this.#listings.clear();
      this.end();
      return;
    }
    if (this.#timer === undefined) {
      this.#startedMs = performance.now();
      this.#timer = setInterval(() => this.#check(), CHECK_MS);
    }
    this.#listings.set(split, listing);
  }

  /**
   * Both splits are listed.
   * @throws {FanOutNeeded} where that is asked for always
   */
  listed(): void {
    this.end();
    if (this.#options.when === 'always' && this.#listings.size > 0) throw new FanOutNeeded();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  /** Ranges of both splits, when nothing is under way any more. */
  ranges(): readonly PlannedRange[] {
    const keysPerRange = this.#keysPerRange();
    return (['train', 'test'] as const).flatMap((split) => {
      const listing = this.#listings.get(split);
      if (listing === undefined) return [{ split, start: '' }];
      const { pagesListed, pagesLeft } = listing.progress;
      const parts = [...listing.parts(pagesPerPart(pagesListed + pagesLeft, keysPerRange))];
      return cutRanges(split, parts, keysPerRange);
    });
  }

  #check(): void {
    const { probeMs, sureAfter } = this.#options.when === 'always' ? SIZE_PROBE : SPEED_PROBE;
    const elapsedMs = performance.now() - this.#startedMs;
    if (elapsedMs < probeMs) return;
    this.#needed = this.#isNeeded(elapsedMs) ? this.#needed + 1 : 0;
    if (this.#needed < sureAfter) return;
    this.end();
    for (const listing of this.#listings.values()) listing.interrupt(new FanOutNeeded());
  }

  #isNeeded(elapsedMs: number): boolean {
    const { when, timeLeftMs = Number.POSITIVE_INFINITY, freeBytes = Number.POSITIVE_INFINITY } = this.#options;
    if (when === 'always') return true;
    const sum = { pagesListed: 0, pagesLeft: 0 };
    for (const { progress } of this.#listings.values()) {
      sum.pagesListed += progress.pagesListed;
      sum.pagesLeft += progress.pagesLeft;
    }
    return takesTooLong(sum, elapsedMs, timeLeftMs) || takesTooMuchRoom(sum, this.#putAside().bytes, freeBytes);
  }

  /** As many as a child has time and room for. */
  #keysPerRange(): number {
    const { keysPerRange = KEYS_PER_RANGE, freeBytes = Number.POSITIVE_INFINITY } = this.#options;
    const { lines, bytes } = this.#putAside();
    if (lines === 0) return keysPerRange;
    return Math.max(1, Math.min(keysPerRange, Math.floor((freeBytes * RANGE_STORAGE_SHARE * lines) / bytes)));
  }

  #putAside(): PutAside {
    const sum = { lines: 0, bytes: 0 };
    for (const { putAside } of this.#listings.values()) {
      sum.lines += putAside.lines;
      sum.bytes += putAside.bytes;
    }
    return sum;
  }
}
