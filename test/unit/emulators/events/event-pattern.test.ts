import { expect } from 'chai';
import { patternProblem } from '../../../../emulators/events/event-pattern.ts';

/** Every comparison of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html. */
const FINE: readonly object[] = [
  { source: ['aws.s3', null, 1, true], detail: { state: { value: [{ prefix: 'a' }] } } },
  { source: [{ prefix: { 'equals-ignore-case': 'a' } }, { suffix: '.png' }, { 'equals-ignore-case': 'a' }] },
  { source: [{ 'anything-but': ['a'] }, { 'anything-but': { prefix: 'a' } }, { wildcard: 'a*' }] },
  { detail: { count: [{ numeric: ['>', 0, '<=', 5] }], ip: [{ cidr: '10.0.0.0/24' }], id: [{ exists: false }] } },
  { $or: [{ source: ['a'] }, { 'detail-type': [{ prefix: 'b' }] }] },
  { detail: { $or: [{ prefix: 'a' }] } },
];

describe('an event pattern', () => {
  for (const pattern of FINE) {
    it(`may be ${JSON.stringify(pattern)}`, () => {
      expect(patternProblem(JSON.stringify(pattern))).to.equal(undefined);
    });
  }

  // https://github.com/aws/event-ruler
  it('has no comparison that there is not, at any depth', () => {
    const strange: readonly object[] = [
      { source: [{ prefx: 'a' }] },
      { detail: { state: { value: ['a', { prefx: 1 }] } } },
      { $or: [{ source: ['a'] }, { detail: { state: [{ prefx: 'b' }] } }] },
    ];
    for (const pattern of strange) {
      expect(patternProblem(JSON.stringify(pattern))).to.equal(
        'Event pattern is not valid. Reason: Unrecognized match type prefx',
      );
    }
  });

  for (const pattern of ['', '[]', '"a"', '{', '{"source":"a"}', '{"detail":{"state":"a"}}', '{"source":null}']) {
    it(`is not ${pattern === '' ? 'an empty text' : pattern}`, () => {
      expect(patternProblem(pattern)).to.match(/^\[rehearsal\] EventPattern must be/);
    });
  }
});
