import { expect } from 'chai';
import { stableHash } from '../../../../functions/generate-dataset/stable-hash.ts';

describe('stableHash', () => {
  it('never changes: what it chose must be chosen again', () => {
    expect(['', 'a', 'cat/1.jpg', 'Größe/ü.png'].map(stableHash)).to.deep.equal([0, 1455541201, 981512929, 3215854294]);
  });

  it('spreads keys that differ in a number evenly', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let number = 0; number < 10_000; number += 1) {
      const tenth = Math.floor((stableHash(`cat/IMG_${number}.jpg`) / 2 ** 32) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // 1,000 in each; four standard deviations of a binomial distribution are 120.
    for (const count of tenths) expect(count).to.be.within(880, 1120);
  });
});
