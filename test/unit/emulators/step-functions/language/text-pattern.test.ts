import { expect } from 'chai';
import { selectPath } from '../../../../../emulators/step-functions/language/json-path/json-path.ts';

const HOSTILE = '$.list[?(@.s =~ /(a+)+b/)]';

describe('a regular expression of a JSONPath', () => {
  it('that takes too long fails the path and keeps nobody waiting', () => {
    expect(() => selectPath(HOSTILE, { list: [{ s: 'a'.repeat(60) }] }))
      .to.throw('[rehearsal] the regular expression /^(?:(a+)+b)$/ of a JSONPath takes more than 100 ms')
      .with.property('errorName', 'States.Runtime');
  });

  it('matches again after one that took too long', () => {
    expect(selectPath(HOSTILE, { list: [{ s: 'aab' }, { s: 'ac' }] })).to.deep.equal([{ s: 'aab' }]);
  });
});
