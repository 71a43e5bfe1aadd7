import type { MemberConstraint } from '../../core/wire/member-constraints.ts';
import { invalidToken } from './api-errors.ts';
import type { RequestMembers } from './request-members.ts';

const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE: MemberConstraint = { min: 0, max: 1_000 };

export interface ResultPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** The page that `maxResults` and `nextToken` ask for. `keyOf` tells items apart, so that new ones do not shift a page. */
export function resultPage<T>(
  items: readonly T[],
  members: RequestMembers,
  keyOf: (item: T) => string,
  maxTokenLength = 1_024,
): ResultPage<T> {
  // 0 means the default, as the API says.
  const size = members.number('maxResults', MAX_PAGE_SIZE) || DEFAULT_PAGE_SIZE;
  const token = members.text('nextToken', { minLength: 1, maxLength: maxTokenLength });
  const start = token === undefined ? 0 : placeAfter(items, token, keyOf);
  const page = items.slice(start, start + size);
  const last = page.at(-1);
  const hasMore = start + size < items.length;
  return hasMore && last !== undefined ? { items: page, nextToken: encode(keyOf(last)) } : { items: page };
}

function placeAfter<T>(items: readonly T[], token: string, keyOf: (item: T) => string): number {
  const at = items.findIndex((item) => encode(keyOf(item)) === token);
  if (at < 0) throw invalidToken();
  return at + 1;
}

function encode(key: string): string {
  return Buffer.from(key).toString('base64url');
}
