import { invalidToken } from './api-errors.ts';
import type { RequestMembers } from './request-members.ts';

const DEFAULT_PAGE_SIZE = 100;
/** An answer is one text, which cannot be longer than 512 MB. */
const MAX_PAGE_BYTES = 64 * 1024 * 1024;

/** What a page is cut from. */
export interface Paged {
  readonly length: number;
  /** Distinguishes items, so that new ones do not shift a page. */
  keyAt(index: number): string;
  /** Where the item with a key is, or -1. */
  indexOf(key: string): number;
  /** Bytes that the item takes in an answer. */
  sizeAt(index: number): number;
}

export interface PageBounds {
  readonly start: number;
  readonly end: number;
  readonly nextToken?: string;
}

/** The page that `maxResults` and `nextToken` ask for, of at least one item where there is one. */
export function pageBounds(paged: Paged, members: RequestMembers): PageBounds {
  // 0 means the default, as the API says.
  const size = members.number('maxResults') || DEFAULT_PAGE_SIZE;
  const token = members.text('nextToken');
  const start = token === undefined ? 0 : placeAfter(token, paged);
  const last = Math.min(start + size, paged.length);
  let bytes = 0;
  let end = start;
  while (end < last) {
    bytes += paged.sizeAt(end);
    if (bytes > MAX_PAGE_BYTES && end > start) break;
    end += 1;
  }
  return end > start && end < paged.length ? { start, end, nextToken: encode(paged.keyAt(end - 1)) } : { start, end };
}

export interface ResultPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** Such a page of a list. */
export function resultPage<T>(items: readonly T[], members: RequestMembers, keyOf: (item: T) => string): ResultPage<T> {
  const paged = {
    length: items.length,
    keyAt: (index: number) =>
      items
        .slice(index, index + 1)
        .map(keyOf)
        .join(''),
    indexOf: (key: string) => items.findIndex((item) => keyOf(item) === key),
    sizeAt: () => 0,
  };
  const { start, end, ...more } = pageBounds(paged, members);
  return { items: items.slice(start, end), ...more };
}

function placeAfter(token: string, paged: Paged): number {
  const key = Buffer.from(token, 'base64url').toString();
  // What is no base64 is read as if it were.
  const at = encode(key) === token ? paged.indexOf(key) : -1;
  if (at < 0) throw invalidToken();
  return at + 1;
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}
