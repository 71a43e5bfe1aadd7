import { invalidToken } from './api-errors.ts';
import type { RequestMembers } from './request-members.ts';

const DEFAULT_PAGE_SIZE = 100;
/** An answer is one text, which cannot be longer than 512 MB. */
const MAX_PAGE_BYTES = 64 * 1024 * 1024;

export interface ResultPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/**
 * The page that `maxResults` and `nextToken` ask for. `keyOf` distinguishes items, so that new ones do not shift a page;
 * `sizeOf` gives the bytes of an item whose size a page should heed.
 */
export function resultPage<T>(
  items: readonly T[],
  members: RequestMembers,
  keyOf: (item: T) => string,
  sizeOf: (item: T) => number = () => 0,
): ResultPage<T> {
  // 0 means the default, as the API says.
  const size = members.number('maxResults') || DEFAULT_PAGE_SIZE;
  const token = members.text('nextToken');
  const start = token === undefined ? 0 : placeAfter(items, token, keyOf);
  const page = withinBytes(items.slice(start, start + size), sizeOf);
  const last = page.at(-1);
  const hasMore = start + page.length < items.length;
  return hasMore && last !== undefined ? { items: page, nextToken: encode(keyOf(last)) } : { items: page };
}

/** At least one item. */
function withinBytes<T>(items: readonly T[], sizeOf: (item: T) => number): readonly T[] {
  let bytes = 0;
  const end = items.findIndex((item, index) => {
    bytes += sizeOf(item);
    return bytes > MAX_PAGE_BYTES && index > 0;
  });
  return end < 0 ? items : items.slice(0, end);
}

function placeAfter<T>(items: readonly T[], token: string, keyOf: (item: T) => string): number {
  const at = items.findIndex((item) => encode(keyOf(item)) === token);
  if (at < 0) throw invalidToken();
  return at + 1;
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}
