import { validationError } from './validation-error.ts';

/** How many entries AWS's lists give when the request does not say. */
const DEFAULT_PAGE_SIZE = 10;

export interface Listing<T> {
  readonly items: readonly T[];
  /** What the list is sorted by; ties go by name. */
  readonly sortValue: (item: T) => string | number;
  readonly name: (item: T) => string;
  readonly descending: boolean;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

type Position = readonly [value: string | number, name: string];

/** One page of a sorted list. The token holds the last entry's place, so that entries added meanwhile shift nothing. */
export function sortedPage<T>(listing: Listing<T>, pageSize: number | undefined, token: string | undefined): Page<T> {
  const size = pageSize ?? DEFAULT_PAGE_SIZE;
  const positionOf = (item: T): Position => [listing.sortValue(item), listing.name(item)];
  const direction = listing.descending ? -1 : 1;
  const after = token === undefined ? undefined : decodeToken(token);
  const rest = listing.items
    .map((item) => ({ item, position: positionOf(item) }))
    .sort((a, b) => direction * compare(a.position, b.position))
    .filter(({ position }) => after === undefined || direction * compare(position, after) > 0);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  return rest.length > size && last !== undefined ? { items, nextToken: encodeToken(last.position) } : { items };
}

function compare(a: Position, b: Position): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] === b[1]) return 0;
  return a[1] < b[1] ? -1 : 1;
}

function encodeToken(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decodeToken(token: string): Position {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(value)) {
      const [sortValue, name]: unknown[] = value;
      const sortable = typeof sortValue === 'string' || typeof sortValue === 'number';
      if (sortable && typeof name === 'string') return [sortValue, name];
    }
  } catch {
    // Falls through to the refusal: whatever the token holds, this service did not issue it.
  }
  throw validationError(`[rehearsal] NextToken '${token.slice(0, 100)}' was not issued by this service`);
}
