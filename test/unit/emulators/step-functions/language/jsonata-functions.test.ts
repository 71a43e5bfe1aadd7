import { expect } from 'chai';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { JSONATA } from '../../../../../emulators/step-functions/language/jsonata/jsonata-engine.ts';

const evaluate = (expression: string) => JSONATA.evaluate(expression, {}, () => 0.5);
const resultOf = (expression: string): Json | undefined => {
  const result = evaluate(expression);
  return result.kind === 'value' ? result.value : undefined;
};
const messageOf = (expression: string) => {
  const result = evaluate(expression);
  return result.kind === 'error' ? result.message : result.kind;
};

// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions
describe('a function that Step Functions adds to JSONata', () => {
  const VALUES: readonly (readonly [expression: string, value: Json | undefined])[] = [
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1,2,3,4], 4)', [[1, 2, 3, 4]]],
    ['$partition([1,2], 1)', [[1], [2]]],
    ['$partition([], 2)', []],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(1, 3, 1)', [1, 2, 3]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(0, 11, 5)', [0, 5, 10]],
    ['$range(1, 2, 0.5)', [1, 1.5, 2]],
    ['$range(3, 1, 1)', []],
    ['$range(4, 4, 1)', 4],
    ['$count($range(1, 1000, 1))', 1_000],
    ['$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'],
    ['$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['$hash("abc", "SHA-256")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$substring($hash("abc", "SHA-384"), 0, 16)', 'cb00753f45a35e8b'],
    ['$substring($hash("abc", "SHA-512"), 0, 16)', 'ddaf35a193617aba'],
    ['$length($hash("é", "SHA-512"))', 128],
    ['$random()', 0.5],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$parse("{\\"a\\": [1, null]}")', { a: [1, null] }],
    ['$parse("null")', null],
    ['$exists($parse($none))', false],
    ['$exists($hash($none, "MD5"))', false],
    ['$exists($partition($none, 2))', false],
    ['$uuid() = $uuid()', false],
    ['$length($uuid())', 36],
  ];
  for (const [expression, value] of VALUES) {
    it(`gives what AWS documents: ${expression}`, () => {
      expect(resultOf(expression)).to.deep.equal(value);
    });
  }

  const size = (given: string) => `[rehearsal] the chunk size of $partition must be a positive integer but is ${given}`;
  const MESSAGES: readonly (readonly [expression: string, message: string])[] = [
    ['$partition([1], 0)', size('0')],
    ['$partition([1], -1)', size('-1')],
    ['$partition([1], 1.5)', size('1.5')],
    ['$partition([1], $none)', size('undefined')],
    ['$range(1, 2, 0)', '[rehearsal] the step of $range must not be 0'],
    ['$range(1, 1001, 1)', '[rehearsal] $range would give 1001 items; at most 1000 are allowed'],
    [
      '$hash("a", "sha1")',
      '[rehearsal] the algorithm of $hash must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512 but is sha1',
    ],
    ['$eval("1")', 'Attempted to invoke a non-function'],
    ['1 / 0', 'Number out of range: Infinity'],
    ['{"a": [1, -1 / 0]}', 'Number out of range: -Infinity'],
  ];
  for (const [expression, message] of MESSAGES) {
    it(`says what is wrong with ${expression}`, () => {
      expect(messageOf(expression)).to.equal(message);
    });
  }

  it('says what is wrong with text that is not JSON', () => {
    expect(messageOf('$parse("{")')).to.match(/^\[rehearsal\] \$parse: the string is not JSON: .+/);
  });

  it('gives numbers from 0 to below 1 for any seed', () => {
    const seeded = Array.from({ length: 40 }, (_, seed) => Number(resultOf(`$random(${seed})`)));
    expect(seeded.every((value) => value >= 0 && value < 1)).to.equal(true);
    expect(seeded.some((value) => value < 0.25) && seeded.some((value) => value > 0.75)).to.equal(true);
  });
});
