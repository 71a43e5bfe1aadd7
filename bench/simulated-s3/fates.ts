/** How a simulated S3 behaves. Shares are of list requests, 0 to 1. */
export interface Conditions {
  /** Time until an answer to a list request begins; other requests take half of it. */
  readonly latencyMs: number;
  /** List requests beyond so many a second are refused with SlowDown; 0: none is. */
  readonly requestsPerSecond: number;
  readonly refusedShare: number;
  /** Answers that break off in the middle. */
  readonly cutShare: number;
  readonly lateShare: number;
  readonly lateMs: number;
}

export const CALM: Conditions = {
  latencyMs: 100,
  requestsPerSecond: 0,
  refusedShare: 0,
  cutShare: 0,
  lateShare: 0,
  lateMs: 20_000,
};

export type Fate = 'answered' | 'refused' | 'cut' | 'late';

/** What happens to each list request, by a generator that gives the same fates for the same seed. */
export class Fates {
  readonly #conditions: Conditions;
  #state: number;
  #second = 0;
  #inSecond = 0;

  constructor(conditions: Conditions, seed = 1) {
    this.#conditions = conditions;
    this.#state = seed;
  }

  next(nowMs: number): Fate {
    const { requestsPerSecond, refusedShare, cutShare, lateShare } = this.#conditions;
    const second = Math.floor(nowMs / 1000);
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1;
    this.#second = second;
    if (requestsPerSecond > 0 && this.#inSecond > requestsPerSecond) return 'refused';
    const drawn = this.#draw();
    if (drawn < refusedShare) return 'refused';
    if (drawn < refusedShare + cutShare) return 'cut';
    return drawn < refusedShare + cutShare + lateShare ? 'late' : 'answered';
  }

  /** mulberry32: 32 bits of state are enough for dice. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
