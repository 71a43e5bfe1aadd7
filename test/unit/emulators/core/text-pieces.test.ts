import { expect } from 'chai';
import fc from 'fast-check';
import { isMadeOf } from '../../../../emulators/core/text-pieces.ts';

const over = (maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b'), { maxLength }).map((characters) => characters.join(''));

describe('a text that is made of pieces', () => {
  it('is one that the regular expression with anything between them finds', () => {
    const pieces = fc.array(over(24), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pieces, over(20), over(20), (list, before, between) => {
        for (const text of [list.join(between), list.join(''), `${before}${list.join(between)}`, before]) {
          const expected = new RegExp(`^${list.join('.*')}$`).test(text);
          expect(isMadeOf(text, list), `${text} of ${list}`).to.equal(expected);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is found in time where a piece nearly fits everywhere', () => {
    expect(isMadeOf('a'.repeat(250_000), ['', `${'a'.repeat(100_000)}b`, ''])).to.equal(false);
    expect(isMadeOf('a'.repeat(250_000), ['', `b${'a'.repeat(100_000)}`, ''])).to.equal(false);
  });
});
