import { byUtf8 } from '../utf8-order.ts';
import { KeyRange } from './key-range.ts';
import type { ListedObject } from './listed-object.ts';
import type { ListingPace } from './listing-pace.ts';
import { after, nextPage, UnorderedListingError } from './ordered-pages.ts';
import type { PageSource } from './page-source.ts';

/** A range with fewer pages left than this is not worth a second worker. */
const MIN_PAGES_TO_SPLIT = 3;
/** Requests beyond one for each thousand keys that finding good ranges may cost: a share, and some for the start. */
const EXTRA_SHARE = 0.1;
const EXTRA_AT_START = 64;
const KEYS_PER_PAGE = 1000;

/** Keys after `start` up to and with `end`; an empty start and no end stand for all. */
export interface KeyBounds {
  readonly start: string;
  readonly end?: string | undefined;
}

const WHOLE: KeyBounds = { start: '' };

export interface ListingProgress {
  readonly pagesListed: number;
  readonly pagesLeft: number;
}

/** The keys behind the part before, up to and with `end`. */
export interface KeyPart {
  readonly end: string | undefined;
  readonly keys: number;
}

/** Makes of a page's objects what is kept of them. */
export type PageTaker<Chunk> = (objects: readonly ListedObject[]) => Promise<Chunk>;

/**
 * Lists a prefix in several ranges of keys at a time. It starts with one range; a worker without work takes over half of what
 * the range with the most left has to do. Folders at the top, where there are some, are the first places to split at;
 * inside a folder the shape of the names tells where the middle is (`KeyShape`), and an answer without keys tells that it is
 * nearer. The chunks come in key order, also while ranges behind are being listed.
 */
export class ParallelListing<Chunk> {
  readonly #source: PageSource;
  readonly #take: PageTaker<Chunk>;
  readonly #pace: ListingPace;
  readonly #start: string;
  readonly #first: KeyRange<Chunk>;
  readonly #waiting: KeyRange<Chunk>[];
  readonly #ranges: Set<KeyRange<Chunk>>;
  #workers = 0;
  #marks: readonly string[] | undefined;
  /** Keys of the largest page: a service may give fewer than S3's thousand. */
  #fullPage = 1;
  #keys = 0;
  #pages = 0;
  #failure: { readonly error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();
  readonly #folders = Promise.withResolvers<readonly string[] | undefined>();

  constructor(source: PageSource, take: PageTaker<Chunk>, pace: ListingPace, bounds: KeyBounds = WHOLE) {
    this.#source = source;
    this.#take = take;
    this.#pace = pace;
    this.#start = bounds.start;
    this.#first = new KeyRange<Chunk>(bounds.start, bounds.end);
    this.#waiting = [this.#first];
    this.#ranges = new Set([this.#first]);
  }

  /** The folders right below the prefix, in order; undefined where they are not known, or not all of them. */
  get folders(): Promise<readonly string[] | undefined> {
    return this.#folders.promise;
  }

  /** Pages that were listed and those that are probably left; of the latter nothing is known before the folders are. */
  get progress(): ListingProgress {
    const marks = this.#marks;
    let left = 0;
    for (const range of this.#ranges) left += marks === undefined ? 0 : range.pagesLeft(marks);
    return { pagesListed: this.#pages, pagesLeft: left };
  }

  /** Ends what is under way: `run` throws this error. */
  interrupt(error: Error): void {
    this.#failure ??= { error };
    this.#source.stop();
    this.#tell();
  }

  /** All keys in parts of at most so many pages, as far as is known, when nothing is under way any more. */
  *parts(maxPages: number): Generator<KeyPart> {
    const marks = this.#marks ?? [];
    for (let range: KeyRange<Chunk> | undefined = this.#first; range !== undefined; range = range.next) {
      for (const { key, keys } of range.pageEnds) yield { end: key, keys };
      if (range.isListed) continue;
      let pages = range.pagesLeft(marks);
      while (pages > maxPages && range.split(marks) !== undefined) pages = range.pagesLeft(marks);
      yield { end: range.end, keys: Math.ceil(pages * KEYS_PER_PAGE) };
    }
  }

  /**
   * Lists everything; settles when nothing is under way any more.
   * @throws {UnorderedListingError} or what S3 answered
   */
  async run(): Promise<void> {
    const folders = this.#findFolders();
    this.#employ();
    while (this.#workers > 0) await this.#changed.promise;
    if (this.#failure !== undefined) this.#source.stop();
    await folders;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** All chunks in key order, as soon as each is there. */
  async *chunks(): AsyncGenerator<Chunk> {
    for (let range: KeyRange<Chunk> | undefined = this.#first; range !== undefined; range = range.next) {
      for (let index = 0; index < range.chunks.length || !range.isDone; ) {
        const chunk = range.chunks[index];
        if (this.#failure !== undefined) throw this.#failure.error;
        if (chunk === undefined) await this.#changed.promise;
        else {
          index += 1;
          yield chunk;
        }
      }
    }
  }

  /** Ranges are split only when the folders are known: a folder's begin is the best place. Who may not ask for them goes on without. */
  async #findFolders(): Promise<void> {
    const page = await this.#source.page({ Delimiter: '/', ...after(this.#start) }).catch(() => undefined);
    const folders = page?.folders ?? [];
    this.#folders.resolve(page?.isTruncated === false ? folders : undefined);
    // In another order a range's keys may lie in the pages of any other one.
    if (folders.some((folder, index) => byUtf8(folders[index - 1] ?? '', folder) > 0)) {
      return this.interrupt(new UnorderedListingError('folders are listed in another order'));
    }
    this.#marks = folders;
    this.#employ();
  }

  /** Gives work to as many workers as the pace allows. */
  #employ(): void {
    while (this.#failure === undefined && this.#workers < this.#pace.workers) {
      const range = this.#waiting.shift() ?? this.#splitLongest();
      if (range === undefined) return;
      this.#workers += 1;
      void this.#work(range);
    }
  }

  async #work(range: KeyRange<Chunk>): Promise<void> {
    try {
      do await this.#listPage(range);
      while (!range.isListed && this.#failure === undefined && this.#workers <= this.#pace.workers);
      if (!range.isListed) this.#waiting.push(range);
    } catch (error) {
      this.#failure ??= { error };
      // Nobody waits for the others' pages any more.
      this.#source.stop();
    }
    this.#workers -= 1;
    this.#employ();
    this.#tell();
  }

  async #listPage(range: KeyRange<Chunk>): Promise<void> {
    const { position } = range;
    const page = await nextPage(this.#source, position);
    if (range.hasBegun && page.objects.length === 0) await this.#checkEnd(range);
    range.nextToken = page.nextToken;
    const mine = range.take(page.objects, page.isTruncated);
    this.#keys += mine.length;
    this.#fullPage = Math.max(this.#fullPage, page.objects.length);
    this.#pages += 1;
    range.chunks.push(await this.#take(mine));
    if (range.isListed) {
      range.isDone = true;
      this.#ranges.delete(range);
    }
    this.#employ();
    this.#tell();
  }

  /** The page before said that more keys follow. They may have been deleted; or the order is not S3's, and the token knows more. */
  async #checkEnd({ position, nextToken }: KeyRange<Chunk>): Promise<void> {
    const more = nextToken === undefined ? undefined : await this.#source.page({ ContinuationToken: nextToken });
    if (more?.objects.length === 0) return;
    throw new UnorderedListingError(`no key is listed after ${JSON.stringify(position)}, although the list goes on`);
  }

  #splitLongest(): KeyRange<Chunk> | undefined {
    const marks = this.#marks;
    // The first page tells what is worth a second worker: of a small data set it is all, or half of it.
    if (
      marks === undefined ||
      !this.#first.hasBegun ||
      this.#source.pagesAsked > (this.#keys / this.#fullPage) * (1 + EXTRA_SHARE) + EXTRA_AT_START
    ) {
      return undefined;
    }
    for (;;) {
      let longest: KeyRange<Chunk> | undefined;
      let mostLeft = MIN_PAGES_TO_SPLIT;
      for (const range of this.#ranges) {
        const left = range.pagesLeft(marks);
        if (left < mostLeft) continue;
        mostLeft = left;
        longest = range;
      }
      if (longest === undefined) return undefined;
      const second = longest.split(marks);
      if (second === undefined) continue;
      this.#ranges.add(second);
      return second;
    }
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
