import { compareKeys, partitionPoint } from '../store/key-order.ts';

/** Where a page ended: at a key, or at a common prefix whose keys are all behind it. */
export type ListingPosition = { readonly key: string } | { readonly commonPrefix: string };

export interface ListingScope {
  readonly prefix: string;
  /** Empty for no grouping. */
  readonly delimiter: string;
  readonly after?: ListingPosition;
}

export interface ListingRequest extends ListingScope {
  /** Keys and common prefixes together. */
  readonly maxKeys: number;
}

export interface ListingPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** Set when there is more: where the next page goes on. */
  readonly next?: ListingPosition;
}

/**
 * Keys, which must be in UTF-8 byte order, and common prefixes behind a position. A run of keys that share everything up to the delimiter after the prefix counts
 * as one common prefix, and is skipped in one step.
 */
export function* listedEntries(
  sortedKeys: readonly string[],
  request: ListingScope,
): Generator<ListingPosition, void, undefined> {
  const { prefix, delimiter } = request;
  let index = firstIndex(sortedKeys, request);
  for (let key = sortedKeys[index]; key?.startsWith(prefix); key = sortedKeys[index]) {
    const commonPrefix = commonPrefixOf(key, prefix, delimiter);
    yield commonPrefix === undefined ? { key } : { commonPrefix };
    index = commonPrefix === undefined ? index + 1 : endOfPrefix(sortedKeys, commonPrefix, index);
  }
}

/** One page of a bucket's keys. */
export function listPage(sortedKeys: readonly string[], request: ListingRequest): ListingPage {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last: ListingPosition | undefined;
  for (const entry of listedEntries(sortedKeys, request)) {
    if (keys.length + commonPrefixes.length >= request.maxKeys) {
      return { keys, commonPrefixes, ...(last === undefined ? {} : { next: last }) };
    }
    if ('key' in entry) keys.push(entry.key);
    else commonPrefixes.push(entry.commonPrefix);
    last = entry;
  }
  return { keys, commonPrefixes };
}

/** What a key has up to the first delimiter after the prefix; undefined where it is not of a group. */
export function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const cut = key.indexOf(delimiter, prefix.length);
  return cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
}

function firstIndex(sortedKeys: readonly string[], { prefix, after }: ListingScope): number {
  const start = partitionPoint(sortedKeys, (key) => compareKeys(key, prefix) < 0);
  if (after === undefined) return start;
  if ('key' in after) return partitionPoint(sortedKeys, (key) => compareKeys(key, after.key) <= 0, start);
  const first = partitionPoint(sortedKeys, (key) => compareKeys(key, after.commonPrefix) < 0, start);
  return endOfPrefix(sortedKeys, after.commonPrefix, first);
}

function endOfPrefix(sortedKeys: readonly string[], prefix: string, from: number): number {
  return partitionPoint(sortedKeys, (key) => key.startsWith(prefix), from);
}
