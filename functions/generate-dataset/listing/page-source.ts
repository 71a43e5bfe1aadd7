import { setTimeout as pause } from 'node:timers/promises';
import { type FetchedPage, fetchListPage, type PageRequest, type S3Sender } from './fetch-page.ts';
import type { ListPage } from './key-page.ts';
import type { ListingPace } from './listing-pace.ts';
import type { ListingStart } from './listing-start.ts';

/** Times that a page is asked for in one round, each when it is late by as much again. */
const MAX_ASKINGS = 4;
/** Times that a page is asked for after the SDK has given up, which tries each request several times itself. */
const MORE_ROUNDS = 6;
const ROUND_PAUSE_MS = 500;
const TRANSIENT =
  /SlowDown|ENOTFOUND|EAI_AGAIN|ServiceUnavailable|InternalError|RequestTimeout|TimeoutError|Throttl|IncompletePage|ECONN|EPIPE|aborted/i;

/** S3 has not answered at all. */
class LatePageError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * Pages of one prefix. A page that is late is asked for a second time, and the answer that comes first is taken; refusals
 * and broken connections are met with fewer workers and more time.
 */
export class PageSource {
  readonly #s3: S3Sender;
  readonly #request: PageRequest;
  readonly #pace: ListingPace;
  readonly #start: ListingStart | undefined;
  readonly #asked = new Set<AskedPage>();
  #isStopped = false;
  /** All requests, also those for a page that was late. */
  requests = 0;
  /** Pages that were asked for, each once. */
  pagesAsked = 0;

  constructor(s3: S3Sender, request: PageRequest, pace: ListingPace, start?: ListingStart) {
    this.#s3 = s3;
    this.#request = request;
    this.#pace = pace;
    this.#start = start;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#isStopped = true;
    for (const { abort } of this.#asked) abort.abort();
  }

  /** @throws what S3 answered, after all retries */
  async page(more: Partial<PageRequest>): Promise<ListPage> {
    this.pagesAsked += 1;
    for (let round = 0; ; round += 1) {
      if (this.#isStopped) throw new Error('the listing was ended');
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
    const asked: AskedPage[] = [];
    try {
      for (let asking = 1; asking <= MAX_ASKINGS; asking += 1) {
        asked.push(this.#ask(request));
        const page = await answeredWithin(this.#pace.lateMs, asked);
        if (page === undefined) continue;
        this.#pace.took(performance.now() - startedMs);
        if (page.attempts > 1) this.#pace.wasRefused();
        else if (asking === 1) this.#pace.cameAtOnce();
        return page;
      }
      throw new LatePageError(
        `no answer in ${Math.round(performance.now() - startedMs)} ms to ${MAX_ASKINGS} requests`,
      );
    } finally {
      // Only the one that has not answered is ended by this.
      if (asked.length > 1) for (const { abort } of asked) abort.abort();
      for (const one of asked) this.#asked.delete(one);
    }
  }

  #ask(request: PageRequest): AskedPage {
    this.requests += 1;
    const abort = new AbortController();
    if (this.#isStopped) abort.abort();
    const asked = { abort, answer: fetchListPage(this.#s3, request, abort.signal, this.#start) };
    this.#asked.add(asked);
    return asked;
  }
}

interface AskedPage {
  readonly abort: AbortController;
  readonly answer: Promise<FetchedPage>;
}

/** The answer that comes first, undefined where none comes in time. Where all fail, the first one's error. */
async function answeredWithin(timeMs: number, asked: readonly AskedPage[]): Promise<FetchedPage | undefined> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.resolve(), timeMs);
  try {
    const page = await Promise.race([Promise.any(asked.map(({ answer }) => answer)), late.promise]);
    return page ?? undefined;
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    clearTimeout(timer);
  }
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return TRANSIENT.test(`${error.name} ${error.message}`) || isOverloaded(statusOf(error));
}

/** A gateway before S3 may answer without S3's own error codes. */
function isOverloaded(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const isGiven = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return isGiven ? Number(metadata.httpStatusCode) : 0;
}
