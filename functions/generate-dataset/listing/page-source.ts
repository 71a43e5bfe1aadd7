import { setTimeout as pause } from 'node:timers/promises';
import { type FetchedPage, fetchListPage, type PageRequest, type S3Sender } from './fetch-page.ts';
import type { ListPage } from './key-page.ts';
import type { ListingPace } from './listing-pace.ts';

/** Times that a page is asked for after the SDK has given up, which tries each request several times itself. */
const MORE_ROUNDS = 6;
const ROUND_PAUSE_MS = 500;
const TRANSIENT =
  /SlowDown|ServiceUnavailable|InternalError|RequestTimeout|TimeoutError|Throttl|IncompletePage|ECONN|EPIPE|aborted/i;

/**
 * Pages of one prefix. A page that is late is asked for a second time, and the answer that comes first is taken; refusals
 * and broken connections are met with fewer workers and more time.
 */
export class PageSource {
  readonly #s3: S3Sender;
  readonly #request: PageRequest;
  readonly #pace: ListingPace;
  readonly #asked = new Set<AskedPage>();
  #isStopped = false;
  requests = 0;

  constructor(s3: S3Sender, request: PageRequest, pace: ListingPace) {
    this.#s3 = s3;
    this.#request = request;
    this.#pace = pace;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#isStopped = true;
    for (const { abort } of this.#asked) abort.abort();
  }

  /** @throws what S3 answered, after all retries */
  async page(more: Partial<PageRequest>): Promise<ListPage> {
    for (let round = 0; ; round += 1) {
      try {
        return await this.#firstOf({ ...this.#request, ...more });
      } catch (error) {
        if (this.#isStopped || round === MORE_ROUNDS || !isTransient(error)) throw error;
        this.#pace.wasRefused();
        // At random, so that workers that were refused together do not come again together.
        await pause(ROUND_PAUSE_MS * 2 ** round * Math.random());
      }
    }
  }

  async #firstOf(request: PageRequest): Promise<ListPage> {
    const startedMs = performance.now();
    const first = this.#ask(request);
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => late.resolve(), this.#pace.lateMs);
    try {
      const page = await Promise.race([first.answer, late.promise]);
      if (page === undefined) return await this.#firstAnswer([first, this.#ask(request)]);
      if (page.attempts > 1) this.#pace.wasRefused();
      else this.#pace.cameAtOnce(performance.now() - startedMs);
      return page;
    } finally {
      clearTimeout(timer);
      this.#asked.delete(first);
    }
  }

  /** The answer that comes first; the other request is ended. Where both fail, the first one's error. */
  async #firstAnswer(asked: readonly AskedPage[]): Promise<ListPage> {
    try {
      return await Promise.any(asked.map(({ answer }) => answer));
    } catch (error) {
      throw error instanceof AggregateError ? error.errors[0] : error;
    } finally {
      for (const one of asked) {
        one.abort.abort();
        this.#asked.delete(one);
      }
    }
  }

  #ask(request: PageRequest): AskedPage {
    this.requests += 1;
    const abort = new AbortController();
    if (this.#isStopped) abort.abort();
    const asked = { abort, answer: fetchListPage(this.#s3, request, abort.signal) };
    this.#asked.add(asked);
    return asked;
  }
}

interface AskedPage {
  readonly abort: AbortController;
  readonly answer: Promise<FetchedPage>;
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && TRANSIENT.test(`${error.name} ${error.message}`);
}
