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
  interrupt(error: Error): void;
  parts(maxPages: number): Iterable<KeyPart>;
}

export interface FanOutOptions {
  readonly when: FanOutWhen;
  /** Of this call; undefined: there is no limit. */
  readonly timeLeftMs: number | undefined;
  readonly keysPerRange?: number;
}

const CHECK_MS = 1000;
/** So long a listing is watched before its speed and its size are believed. */
const PROBE_MS = 5000;
/** Checks in a row that say the same. */
const SURE_AFTER = 3;
/** Of the time: the rest is for the report and for writing the rows. */
const LISTING_SHARE = 0.5;

/** Whether a listing that goes on as fast as before takes more than its share of the time. */
export function takesTooLong(progress: ListingProgress, elapsedMs: number, timeMs: number): boolean {
  const { pagesListed, pagesLeft } = progress;
  const wholeMs = (elapsedMs * (pagesListed + pagesLeft)) / Math.max(1, pagesListed);
  return wholeMs > timeMs * LISTING_SHARE;
}

/** Watches the listings of both splits, and ends them where they take too long. */
export class FanOutWatch {
  readonly start = new ListingStart();
  readonly #options: FanOutOptions;
  readonly #listings = new Map<Split, WatchedListing>();
  #startedMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #tooLong = 0;

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
    const { keysPerRange = KEYS_PER_RANGE } = this.#options;
    return (['train', 'test'] as const).flatMap((split) => {
      const listing = this.#listings.get(split);
      if (listing === undefined) return [{ split, start: '' }];
      const { pagesListed, pagesLeft } = listing.progress;
      const parts = [...listing.parts(pagesPerPart(pagesListed + pagesLeft, keysPerRange))];
      return cutRanges(split, parts, keysPerRange);
    });
  }

  #check(): void {
    const elapsedMs = performance.now() - this.#startedMs;
    if (elapsedMs < PROBE_MS) return;
    this.#tooLong = this.#isNeeded(elapsedMs) ? this.#tooLong + 1 : 0;
    if (this.#tooLong < SURE_AFTER) return;
    this.end();
    for (const listing of this.#listings.values()) listing.interrupt(new FanOutNeeded());
  }

  #isNeeded(elapsedMs: number): boolean {
    const { when, timeLeftMs } = this.#options;
    if (when === 'always') return true;
    if (timeLeftMs === undefined) return false;
    const sum = { pagesListed: 0, pagesLeft: 0 };
    for (const { progress } of this.#listings.values()) {
      sum.pagesListed += progress.pagesListed;
      sum.pagesLeft += progress.pagesLeft;
    }
    return takesTooLong(sum, elapsedMs, timeLeftMs);
  }
}
