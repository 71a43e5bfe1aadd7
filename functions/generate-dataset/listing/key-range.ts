import { byUtf8 } from '../utf8-order.ts';
import { KeyShape, type Width } from './key-shape.ts';
import type { ListedObject } from './listed-object.ts';
import { copied } from './page-text.ts';

/** Keys of a page that a range learns its shape from. */
const LEARNED_PER_PAGE = 8;
/** A guess beyond a thousand million keys is wrong: names lie in few dense places. */
const MAX_PAGES_LEFT = 1_000_000;
/** What a folder is thought to hold before it was looked into. */
const PAGES_PER_FOLDER = 4;

/**
 * A part of the key space that one worker lists page by page: keys after `position` up to and with `end`. Ranges are a list
 * in key order; a split puts a new range behind this one and pulls this one's end in.
 */
export class KeyRange<Chunk> {
  next: KeyRange<Chunk> | undefined;
  /** What was made of the pages, in order. */
  readonly chunks: Chunk[] = [];
  /** All chunks are there. */
  isDone = false;
  /** Last keys of the pages that were listed, with the number of keys of each. */
  readonly pageEnds: PageEnd[] = [];
  #position: string;
  #end: string | undefined;
  #pages = 0;
  #isListed = false;
  #isUnsplittable = false;
  #triedWide: boolean;
  #pagesExpected: number;
  readonly #start: string;
  #shape: KeyShape;
  #left: { readonly marks: readonly string[]; readonly pages: number } | undefined;
  #parent: KeyRange<Chunk> | undefined;
  /** Of the last page, where it gave one. */
  nextToken: string | undefined;

  constructor(start: string, end: string | undefined, { parent, pagesExpected = 0 }: RangeOptions<Chunk> = {}) {
    this.#start = start;
    this.#position = start;
    this.#end = end;
    this.#parent = parent;
    this.#shape = new KeyShape(parent === undefined ? undefined : parent.#shape);
    this.#triedWide = parent !== undefined;
    this.#pagesExpected = pagesExpected;
  }

  /** The last key that was listed: the next page begins after it. */
  get position(): string {
    return this.#position;
  }

  /** The last key that may belong here; undefined where there is no limit. */
  get end(): string | undefined {
    return this.#end;
  }

  /** A page was listed. */
  get hasBegun(): boolean {
    return this.#pages > 0;
  }

  /** No page is left to ask for. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** Takes over the keys of a page, which are in order; returns those that belong to this range. */
  take(objects: readonly ListedObject[], isTruncated: boolean): readonly ListedObject[] {
    const mine = upTo(objects, this.#end);
    this.#left = undefined;
    // The range that this one was split from learns, too, that there are such keys.
    if (this.#pages === 0 && this.#parent !== undefined && mine[0] !== undefined) this.#parent.#learn(mine[0].key);
    this.#pages += 1;
    const step = Math.max(1, Math.floor(mine.length / LEARNED_PER_PAGE));
    for (let index = 0; index < mine.length; index += step) this.#shape.learn(mine[index]?.key ?? '');
    const last = mine.at(-1);
    if (last !== undefined) {
      this.#position = copied(last.key);
      this.#shape.learn(last.key);
      this.pageEnds.push({ key: this.#position, keys: mine.length });
    }
    this.#isListed = !isTruncated || mine.length < objects.length || this.#position === this.#end;
    this.#isUnsplittable = false;
    if (this.#isListed) this.#forgetShape();
    return mine;
  }

  /**
   * Pages that are probably left, by the shape of the keys and the folders that begin in the range (`marks`, in key order);
   * as many as were listed where the shape says nothing.
   */
  pagesLeft(marks: readonly string[]): number {
    if (this.#isListed || this.#isUnsplittable) return 0;
    // All ranges are asked after each page, and few of them have changed.
    if (this.#left?.marks !== marks) this.#left = { marks, pages: this.#estimate(marks) };
    return this.#left.pages;
  }

  #estimate(marks: readonly string[]): number {
    const [first, after] = this.#marksInside(marks);
    if (this.#pages === 0) return Math.max((after - first) * PAGES_PER_FOLDER, this.#pagesExpected);
    // Folders that are behind it begin at their marks.
    const end = first < after ? marks[first] : this.#end;
    const way = this.#shape.fraction(this.#start, this.#position, end);
    const left = way <= 0 ? this.#pages : Math.min(MAX_PAGES_LEFT, (this.#pages * (1 - way)) / way);
    // A range without an end goes on for longer than its keys show.
    return (
      (after - first) * this.#pagesPerFolder(marks, first) + (end === undefined ? Math.max(this.#pages, left) : left)
    );
  }

  /** Gives the second half of what is left to a new range; undefined where there is no key to split at. */
  split(marks: readonly string[]): KeyRange<Chunk> | undefined {
    const pagesExpected = this.pagesLeft(marks) / 2;
    const [first, after] = this.#marksInside(marks);
    const mark = first < after ? marks[Math.floor((first + after) / 2)] : undefined;
    const at = mark ?? this.#middle();
    if (at === undefined) {
      this.#isUnsplittable = true;
      return undefined;
    }
    // Names behind a folder's mark are another folder's: nothing is known of them.
    const second = new KeyRange<Chunk>(at, this.#end, {
      pagesExpected,
      ...(mark === undefined ? { parent: this } : {}),
    });
    this.#pagesExpected = pagesExpected;
    this.#end = at;
    this.#left = undefined;
    second.next = this.next;
    this.next = second;
    return second;
  }

  /** Small folders, of which a page holds several, are thought to be followed by their like. */
  #pagesPerFolder(marks: readonly string[], first: number): number {
    const before = firstIndex(marks.length, (index) => byUtf8(marks[index] ?? '', this.#start) >= 0);
    const passed = first - before - 1;
    return passed <= 0 ? PAGES_PER_FOLDER : Math.min(PAGES_PER_FOLDER, this.#pages / passed);
  }

  #learn(key: string): void {
    this.#shape.learn(key);
    this.#left = undefined;
  }

  /** Ranges stay in the list to the end of the listing, and there may be thousands. */
  #forgetShape(): void {
    this.#shape = new KeyShape();
    this.#parent = undefined;
  }

  #middle(): string | undefined {
    if (this.#pages === 0 && this.#parent === undefined) return undefined;
    const far = this.#triedWide ? undefined : this.#between('wide');
    this.#triedWide = true;
    return far ?? this.#between('tight') ?? this.#between('wide');
  }

  #between(width: Width): string | undefined {
    return this.#shape.between(this.#position, this.#end, 1 / 2, width);
  }

  /** First index, and index after the last one, of the marks behind the position and before the end. */
  #marksInside(marks: readonly string[]): readonly [number, number] {
    const first = firstIndex(marks.length, (index) => byUtf8(marks[index] ?? '', this.#position) > 0);
    const end = this.#end;
    if (end === undefined) return [first, marks.length];
    return [first, firstIndex(marks.length, (index) => byUtf8(marks[index] ?? '', end) >= 0)];
  }
}

export interface PageEnd {
  readonly key: string;
  readonly keys: number;
}

export interface RangeOptions<Chunk> {
  readonly parent?: KeyRange<Chunk>;
  readonly pagesExpected?: number;
}

function upTo(objects: readonly ListedObject[], end: string | undefined): readonly ListedObject[] {
  const last = objects.at(-1);
  if (end === undefined || last === undefined || byUtf8(last.key, end) <= 0) return objects;
  return objects.slice(
    0,
    firstIndex(objects.length, (index) => byUtf8(objects[index]?.key ?? '', end) > 0),
  );
}

/** The first of so many indexes for which it is true; it must then be true for all that follow. */
function firstIndex(length: number, isTrue: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
