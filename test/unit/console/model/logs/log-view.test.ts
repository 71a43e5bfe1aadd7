import { expect } from 'chai';
import { logViewOf } from '../../../../../console/model/logs/log-view.ts';

const LAST_MS = 1_700_000_000_000;

describe('what the address says of a log', () => {
  it('is its last hour, followed, where it says nothing', () => {
    expect(logViewOf({}, LAST_MS)).to.deep.equal({
      range: 'hour',
      isFollowed: true,
      asked: { fromMs: 1_699_996_400_000 },
    });
  });

  it('is all of one stream, filtered and at rest', () => {
    const query = { stream: 'job/algo-1', pattern: '"two words"', range: 'all', live: 'no' };
    expect(logViewOf(query, LAST_MS)).to.deep.equal({
      range: 'all',
      isFollowed: false,
      asked: { stream: 'job/algo-1', pattern: '"two words"' },
    });
  });

  it('is a time, which is not followed when it is over', () => {
    const { isFollowed, asked } = logViewOf({ from: '5', to: '9', prefix: 'job/' }, LAST_MS);
    expect([isFollowed, asked]).to.deep.equal([false, { streamPrefix: 'job/', fromMs: 5, toMs: 9 }]);
    expect(logViewOf({ from: '5' }, LAST_MS).isFollowed).to.equal(true);
  });

  it('is the last hour where the time makes no sense', () => {
    expect(logViewOf({ from: 'yesterday', range: 'century' }, LAST_MS).range).to.equal('hour');
  });
});
