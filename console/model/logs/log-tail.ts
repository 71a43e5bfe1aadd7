import type { LogEvent } from './found-line.ts';

/** Lines that are kept at most: a log may be followed for days. */
const MAX_KEPT = 20_000;
/** How late a line may come, behind newer ones of other streams. */
const LATE_MS = 5_000;

/** The lines of a log that is followed: what comes twice is there once, in the order of time. */
export class LogTail {
  readonly #maxKept: number;
  #events: readonly LogEvent[] = [];
  /** Times of the lines that may come again, by their ids. */
  #known = new Map<string, number>();
  /** How many are known when those that cannot come again are looked for. */
  #forgetAt: number;
  #dropped = 0;

  constructor(maxKept = MAX_KEPT) {
    this.#maxKept = maxKept;
    this.#forgetAt = 2 * maxKept;
  }

  /** Another list after each line that was added. */
  get events(): readonly LogEvent[] {
    return this.#events;
  }

  /** Older lines that are not kept any more. */
  get dropped(): number {
    return this.#dropped;
  }

  /** From when on to ask for what is new; never for what would be dropped again. */
  get nextFromMs(): number | undefined {
    const last = this.#events.at(-1);
    return last === undefined ? undefined : Math.max(0, last.timeMs - LATE_MS, this.#oldestMs);
  }

  /** Gives how many of them were new. */
  take(events: readonly LogEvent[]): number {
    const lastMs = this.#events.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
    const news = events.filter(({ id, timeMs }) => !this.#known.has(id) && this.#known.set(id, timeMs));
    if (news.length === 0) return 0;
    const joined = [...this.#events, ...news];
    // Sorting keeps the order of lines of one millisecond.
    if (news.some(({ timeMs }, index) => timeMs < (news[index - 1]?.timeMs ?? lastMs)))
      joined.sort((one, other) => one.timeMs - other.timeMs);
    const tooMany = Math.max(0, joined.length - this.#maxKept);
    this.#dropped += tooMany;
    this.#events = tooMany === 0 ? joined : joined.slice(tooMany);
    this.#forget();
    return news.length;
  }

  /** Before it, lines have been dropped. */
  get #oldestMs(): number {
    return this.#dropped === 0 ? 0 : (this.#events[0]?.timeMs ?? 0);
  }

  /** Lines older than the oldest one are not asked for again; those of its millisecond are, dropped or not. */
  #forget(): void {
    if (this.#known.size <= this.#forgetAt) return;
    this.#known = new Map([...this.#known].filter(([, timeMs]) => timeMs >= this.#oldestMs));
    this.#forgetAt = this.#known.size + this.#maxKept;
  }
}
