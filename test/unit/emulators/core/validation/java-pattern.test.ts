import { expect } from 'chai';
import { matchesWhole } from '../../../../../emulators/core/validation/java-pattern.ts';

// Expected answers follow the documentation of java.util.regex.Pattern: predefined classes are ASCII unless a flag says otherwise.

describe("the API model's patterns", () => {
  const TAKEN: readonly [string, string][] = [
    ['[\\S]+', 'no-break\u00a0space'],
    ['\\S+', 'ideographic\u3000space'],
    ['.+', 'tab\tand 𝒳'],
    ['a\\-b\\_c', 'a-b_c'],
    ['[\\S\\s]*', 'two\nlines'],
    ['[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', 'é ٣ 中@-'],
    ['[\\p{Alnum}\\-]+', 'Az-09'],
    ['[a.b]', '.'],
    // CustomerMetadataKey in SageMaker's model.
    ['([a-z]*)$\x7b1,128}', 'key'],
    ['a[$]', 'a$'],
  ];
  const REFUSED: readonly [string, string][] = [
    ['[\\S]+', 'a b'],
    ['[\\S]+', 'a\vb'],
    ['.+', 'next\u0085line'],
    ['.+', 'line\u2028separator'],
    ['\\s', '\u00a0'],
    ['[\\p{Alnum}]+', 'é'],
    ['\\w', 'é'],
    ['[a.b]', 'c'],
    ['([a-z]*)$\x7b1,128}', 'key!'],
    ['a|ab', 'abc'],
  ];
  for (const [pattern, text] of TAKEN) {
    it(`${pattern} takes ${JSON.stringify(text)}`, () => {
      expect(matchesWhole(pattern, text)).to.equal(true);
    });
  }
  for (const [pattern, text] of REFUSED) {
    it(`${pattern} refuses ${JSON.stringify(text)}`, () => {
      expect(matchesWhole(pattern, text)).to.equal(false);
    });
  }
});
