import { expect } from 'chai';
import { parseFilterPattern } from '../../../../emulators/logs/filter-pattern.ts';
import { errorOf } from '../../../support/error-of.ts';

/** Pattern, messages that fit, messages that do not. */
const PATTERNS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', ['', 'anything'], []],
  ['ERROR', ['ERROR', 'an ERRORS here'], ['error', 'ERRO']],
  ['a b', ['b a', 'ab'], ['a', 'b', '']],
  ['a  b\tc', ['cba'], ['ab', 'bc', 'ac']],
  ['a -b', ['a', 'ac'], ['ab', 'c', 'b']],
  ['-a -b', ['', 'c'], ['a', 'b', 'ab']],
  ['-"a b"', ['ab', 'b a'], ['a b']],
  ['?a ?b', ['a', 'b', 'ab'], ['', 'c']],
  ['?"a b" ?c', ['a b', 'c'], ['a', 'b']],
  ['"two: careful" x', ['x two: careful'], ['two: careful', 'x two careful']],
  ['"a" "b"', ['ab'], ['a', 'b']],
  ['"say \\"no\\""', ['I say "no"'], ['say no', 'say \\"no\\"']],
  ['"a\\\\b"', ['a\\b'], ['a\\\\', 'ab']],
  ['"{"', ['{'], ['x']],
  ['"%"', ['%'], ['x']],
  ['größe_1', ['die größe_1'], ['große_1', 'größe_']],
  ['  padded ', ['padded'], ['x']],
];

const QUOTES = 'a term with characters other than letters, digits and _ must be in double quotes';
const USE = 'Use plain, "quoted", -NOT or ?OR terms.';
const REFUSED: readonly (readonly [string, string])[] = [
  ['{ $.x = 1 }', `[rehearsal] JSON patterns are not emulated: { $.x = 1 }. ${USE}`],
  ['[a, b]', `[rehearsal] patterns of space-delimited fields are not emulated: [a, b]. ${USE}`],
  ['%a%', `[rehearsal] regular expressions are not emulated: %a%. ${USE}`],
  ['-%a%', `[rehearsal] regular expressions are not emulated: -%a%. ${USE}`],
  ['?%a%', `[rehearsal] regular expressions are not emulated: ?%a%. ${USE}`],
  ...['?a b', 'a ?b', '?a -b'].map((pattern): [string, string] => [
    pattern,
    `[rehearsal] ?OR terms beside other terms, whose meaning AWS leaves open are not emulated: ${pattern}. ${USE}`,
  ]),
  ...['a:b', 'a b:', '"open', '"a"b', 'a"b"', '-', '?', '--a', 'a %b%', 'a{', '"a\\"'].map(
    (pattern): [string, string] => [
      pattern,
      `[rehearsal] Invalid filter pattern ${JSON.stringify(pattern)}: ${QUOTES}`,
    ],
  ),
];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
describe('a filter pattern', () => {
  for (const [pattern, fitting, others] of PATTERNS) {
    it(`${JSON.stringify(pattern)} chooses by its terms`, () => {
      const fits = parseFilterPattern(pattern);
      expect([...fitting, ...others].filter(fits)).to.deep.equal(fitting);
    });
  }

  for (const [pattern, message] of REFUSED) {
    it(`${JSON.stringify(pattern)} is refused in words`, async () => {
      const error = await errorOf(Promise.resolve(pattern).then(parseFilterPattern));
      expect(error).to.include({ code: 'InvalidParameterException', message });
    });
  }
});
