import { expect } from 'chai';
import fc from 'fast-check';
import { sortedPage } from '../../../../emulators/sagemaker/sorted-page.ts';

interface Item {
  readonly name: string;
  readonly atMs: number;
}

const listing = (items: readonly Item[], descending: boolean) => ({
  items,
  sortValue: (item: Item) => item.atMs,
  name: (item: Item) => item.name,
  descending,
});

const items = fc.uniqueArray(fc.record({ name: fc.string({ maxLength: 4 }), atMs: fc.integer({ min: 0, max: 3 }) }), {
  selector: (item) => item.name,
});

describe('paging', () => {
  it('shows every entry once and in order, whatever the page size', () => {
    fc.assert(
      fc.property(items, fc.boolean(), fc.integer({ min: 1, max: 7 }), (all, descending, size) => {
        const seen: Item[] = [];
        let token: string | undefined;
        do {
          const page = sortedPage(listing(all, descending), size, token);
          expect(page.items.length).to.be.at.most(size);
          seen.push(...page.items);
          token = page.nextToken;
        } while (token !== undefined);
        const byTime = all.toSorted((a, b) => a.atMs - b.atMs || (a.name < b.name ? -1 : 1));
        expect(seen).to.deep.equal(descending ? byTime.toReversed() : byTime);
      }),
    );
  });

  it('gives ten entries where the request does not say, and no token after the last', () => {
    const all = Array.from({ length: 11 }, (_, index) => ({ name: `n${index}`, atMs: index }));
    const first = sortedPage(listing(all, false), undefined, undefined);
    expect(first.items.map(({ atMs }) => atMs)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const second = sortedPage(listing(all, false), undefined, first.nextToken);
    expect(second).to.deep.equal({ items: [all[10]] });
  });

  it('does not repeat or skip entries when others come between two pages', () => {
    const all = [10, 20, 30].map((atMs) => ({ name: `n${atMs}`, atMs }));
    const first = sortedPage(listing(all, false), 2, undefined);
    const later = [{ name: 'early', atMs: 5 }, ...all, { name: 'late', atMs: 40 }];
    expect(sortedPage(listing(later, false), 5, first.nextToken).items.map(({ atMs }) => atMs)).to.deep.equal([30, 40]);
  });

  it('refuses tokens that it did not issue', () => {
    for (const token of ['x', '', 'W10', Buffer.from('[1]').toString('base64url')]) {
      expect(() => sortedPage(listing([], false), 1, token), token).to.throw('was not issued by this service');
    }
  });
});
