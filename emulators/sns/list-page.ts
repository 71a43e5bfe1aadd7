import { invalidParameter } from './sns-errors.ts';

const PAGE = 100;

/** A hundred of a list, behind the one that the request's NextToken names. */
export function pageOf<Item>(
  params: URLSearchParams,
  all: readonly Item[],
  arnOf: (item: Item) => string,
): { readonly shown: readonly Item[]; readonly next: { readonly NextToken?: string } } {
  const token = params.get('NextToken') ?? '';
  const after = token === '' ? -1 : all.findIndex((item) => arnOf(item) === Buffer.from(token, 'base64').toString());
  if (token !== '' && after === -1) throw invalidParameter('NextToken');
  const shown = all.slice(after + 1, after + 1 + PAGE);
  const last = shown.at(-1);
  const hasMore = last !== undefined && after + 1 + PAGE < all.length;
  return { shown, next: hasMore ? { NextToken: Buffer.from(arnOf(last)).toString('base64') } : {} };
}
