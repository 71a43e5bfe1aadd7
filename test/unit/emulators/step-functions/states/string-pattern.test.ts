import { expect } from 'chai';
import fc from 'fast-check';
import { matchesPattern } from '../../../../../emulators/step-functions/states/string-pattern.ts';

/** The slow and obvious way: a star takes nothing or one character more. */
function slow(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return slow(text, pattern.slice(1)) || (text !== '' && slow(text.slice(1), pattern));
  const escaped = pattern[0] === '\\' && (pattern[1] === '*' || pattern[1] === '\\');
  const char = escaped ? pattern[1] : pattern[0];
  return text[0] === char && slow(text.slice(1), pattern.slice(escaped ? 2 : 1));
}

describe('a StringMatches pattern', () => {
  const over = (...chars: string[]) =>
    fc.array(fc.constantFrom(...chars), { maxLength: 10 }).map((list) => list.join(''));

  it('matches what a slow and obvious matcher matches', () => {
    fc.assert(
      fc.property(over('a', 'b', '*', '\\'), over('a', 'b', '*', '\\'), (text, pattern) => {
        expect(matchesPattern(text, pattern), `${text} by ${pattern}`).to.equal(slow(text, pattern));
      }),
      { numRuns: 1000 },
    );
  });

  // Length times length steps would be 15,000 million.
  it('takes no time that grows with both lengths', () => {
    expect(matchesPattern('a'.repeat(250_000), `*${'a'.repeat(100_000)}b*`)).to.equal(false);
    expect(matchesPattern('a'.repeat(250_000), `*b${'a'.repeat(100_000)}*`)).to.equal(false);
  });

  it('takes no exponential time for many stars', () => {
    expect(matchesPattern('a'.repeat(5_000), `${'*a'.repeat(200)}*b`)).to.equal(false);
  });
});
