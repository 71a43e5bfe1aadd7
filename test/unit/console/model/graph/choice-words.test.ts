import { expect } from 'chai';
import { choiceWords } from '../../../../../console/model/graph/choice-words.ts';

describe('a choice rule in words', () => {
  const words: readonly (readonly [object, string])[] = [
    [{ Variable: '$.n', NumericGreaterThan: 3, Next: 'A' }, '$.n > 3'],
    [{ Variable: '$.n', NumericLessThanEqualsPath: '$.limit' }, '$.n ≤ $.limit'],
    [{ Variable: '$.s', StringEquals: 'x' }, '$.s = "x"'],
    [{ Variable: '$.s', StringMatches: 'a*' }, '$.s matches "a*"'],
    [{ Variable: '$.s', IsPresent: false }, '$.s is missing'],
    [{ Not: { Variable: '$.s', IsNull: true } }, 'not ($.s is null)'],
    [
      {
        Or: [
          { Variable: '$.a', BooleanEquals: true },
          {
            And: [
              { Variable: '$.b', IsNumeric: true },
              { Variable: '$.b', NumericEquals: 1 },
            ],
          },
        ],
      },
      '$.a = true or ($.b is a number and $.b = 1)',
    ],
    [
      {
        And: [
          { Variable: '$.a', IsPresent: true },
          { Variable: '$.a', BooleanEquals: false },
        ],
      },
      '$.a = false',
    ],
    [
      {
        And: [
          { Variable: '$.a', IsPresent: true },
          { Variable: '$.a', IsPresent: true },
        ],
      },
      '$.a is there and $.a is there',
    ],
    [{ Condition: '{% $n > 3 and $go %}', Next: 'A' }, '$n > 3 and $go'],
    [{ Comment: 'first', Variable: '$.n', NumericEquals: 1, Next: 'A' }, '$.n = 1'],
  ];
  for (const [rule, expected] of words) {
    it(`is ${expected}`, () => {
      expect(choiceWords({ ...rule })).to.equal(expected);
    });
  }
});
