import { byUtf8 } from '../utf8-order.ts';
import type { ListPage } from './key-page.ts';
import type { PageSource } from './page-source.ts';

/** The keys do not come in the order that S3's do, so that a range of keys cannot be listed by itself. */
export class UnorderedListingError extends Error {
  override readonly name = 'UnorderedListingError';
}

/** The next page that has a key, or the last one. @throws {UnorderedListingError} where its keys are not in S3's order */
export async function nextPage(source: PageSource, position: string): Promise<ListPage> {
  try {
    let page = await source.page(after(position));
    while (page.isTruncated && page.objects.length === 0) {
      const { nextToken } = page;
      if (nextToken === undefined) throw new UnorderedListingError('a page without keys has no token for the next one');
      page = await source.page({ ContinuationToken: nextToken });
      if (page.nextToken === nextToken) throw new UnorderedListingError('a page gives its own token for the next one');
    }
    checkOrder(page, position);
    return page;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NotImplemented')) throw error;
    throw new UnorderedListingError(`keys after a given one are not listed: ${error.message}`);
  }
}

export function after(key: string): { readonly StartAfter?: string } {
  return key === '' ? {} : { StartAfter: key };
}

function checkOrder({ objects, isAscii, isSorted }: ListPage, position: string): void {
  let previous = position;
  for (const { key } of isSorted ? objects.slice(0, 1) : objects) {
    if (isAscii && previous !== position ? previous >= key : byUtf8(previous, key) >= 0) {
      throw new UnorderedListingError(`key ${JSON.stringify(key)} is listed after ${JSON.stringify(previous)}`);
    }
    previous = key;
  }
}
