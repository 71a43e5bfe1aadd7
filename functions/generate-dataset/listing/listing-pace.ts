export const MIN_WORKERS = 4;
export const MAX_WORKERS = 48;
const START_WORKERS = 16;
const MORE_PER_PAGE = 0.25;
const LESS_BY = 0.7;
const CUT_PAUSE_MS = 200;
const LATENCIES = 16;
const LATE_FACTOR = 8;
const LATE_MIN_MS = 2000;

/**
 * How many pages are asked for at a time: more with every page that comes at once, fewer when S3 answers SlowDown. And how
 * long a page may take before it counts as late, by the latest ones.
 */
export class ListingPace {
  #workers = START_WORKERS;
  #cutAtMs = Number.NEGATIVE_INFINITY;
  #latenciesMs: number[] = [];
  #lateMs = LATE_MIN_MS;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  get workers(): number {
    return Math.floor(this.#workers);
  }

  cameAtOnce(): void {
    this.#workers = Math.min(MAX_WORKERS, this.#workers + MORE_PER_PAGE);
  }

  /** How long a page took from its first request on, late or not. */
  took(latencyMs: number): void {
    this.#latenciesMs.push(latencyMs);
    if (this.#latenciesMs.length < LATENCIES) return;
    const median = this.#latenciesMs.sort((one, other) => one - other)[LATENCIES / 2] ?? 0;
    this.#lateMs = Math.max(LATE_MIN_MS, LATE_FACTOR * median);
    this.#latenciesMs = [];
  }

  /** Answers of one moment count once: they are of one and the same overload. */
  wasRefused(): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#cutAtMs < CUT_PAUSE_MS) return;
    this.#cutAtMs = nowMs;
    this.#workers = Math.max(MIN_WORKERS, this.#workers * LESS_BY);
  }

  /** After this time a page is asked for once more. */
  get lateMs(): number {
    return this.#lateMs;
  }
}
