import { expect } from 'chai';
import fc from 'fast-check';
import { rounds } from '../../../../support/rounds.ts';
import { keysOf, listingOf, PREFIX } from './listed-keys.ts';

const word = fc.oneof(
  fc.constantFrom('a', 'b', 'img', 'IMG_', 'ä', 'ﬀ', '𐀀', '😀', '-', ' ', '%', '+', '&'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((text) => !/[/\p{Cs}]/u.test(text)),
);
const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 12, maxLength: 12 })
  .map((all) => all.join(''));

/** Names of one kind below a folder: numbered, hashes, dates, any text, and what shares a prefix of up to 1,000 bytes. */
const folder = fc
  .tuple(
    word,
    fc.integer({ min: 1, max: 120 }),
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 900 }),
    hex,
    word,
  )
  .map(([name, count, kind, at, seed, text]) =>
    Array.from({ length: count }, (_, index) => {
      const mixed = (Math.imul(index + at, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
      const names = [
        `image-${String(index + at * 1000).padStart(8, '0')}.jpg`,
        `${mixed}${seed}.png`,
        `2026-0${1 + (index % 9)}-${String(1 + (index % 28)).padStart(2, '0')}/${index}.jpg`,
        `${text}${index}${text}`,
        `${'x'.repeat(at)}${index}.jpg`,
        `${String.fromCodePoint(0x4e00 + ((index * 37) % 5000))}${text}.jpg`,
      ];
      return `${PREFIX}${name}/${names[kind]}`;
    }),
  );
const keySpace = fc.array(folder, { maxLength: 6 }).map((folders) => [...new Set(folders.flat())]);

describe('ParallelListing', () => {
  it('gives the keys of any key space in order, as a listing from page to page does', async () => {
    await fc.assert(
      fc.asyncProperty(
        keySpace,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(5), { minLength: 1 }),
        async (keys, pageSize, turns) => {
          const listed = listingOf([...keys, 'set/test/a/1.jpg', 'set/train', 'set/train0'], {
            pageSize,
            turns: (request) => turns[request % turns.length] ?? 0,
          });
          const [all] = await Promise.all([keysOf(listed), listed.listing.run()]);
          expect(all).to.deep.equal(listed.s3.sorted.filter((key) => key.startsWith(PREFIX)));
          // A second reading gives the same.
          expect(await keysOf(listed)).to.deep.equal(all);
        },
      ),
      rounds(50, 200),
    );
  });
});
