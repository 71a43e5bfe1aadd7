import { expect } from 'chai';
import { SeededRandom } from '../../../../../emulators/image-classification/network/seeded-random.ts';

describe('seeded random numbers', () => {
  it('repeat for the same seed and differ for another', () => {
    const three = (seed: number) => {
      const random = new SeededRandom(seed);
      return [random.next(), random.next(), random.next()];
    };
    expect(three(7)).to.deep.equal(three(7));
    expect(three(7)).to.not.deep.equal(three(8));
  });

  it('spread evenly from 0 to 1', () => {
    const random = new SeededRandom(1);
    const tenths = new Array(10).fill(0);
    for (let draw = 0; draw < 10_000; draw++) tenths[Math.floor(random.next() * 10)]++;
    expect(Math.min(...tenths)).to.be.above(900);
    expect(Math.max(...tenths)).to.be.below(1100);
  });

  it('follow the normal distribution with mean 0 and deviation 1', () => {
    const random = new SeededRandom(2);
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).to.be.closeTo(0, 0.03);
    expect(variance).to.be.closeTo(1, 0.04);
  });

  it('shuffle without losing or doubling an item', () => {
    const items = Uint32Array.from({ length: 100 }, (_, index) => index);
    new SeededRandom(3).shuffle(items);
    expect([...items]).to.not.deep.equal([...items].sort((one, other) => one - other));
    expect([...items].sort((one, other) => one - other)).to.deep.equal(
      Array.from({ length: 100 }, (_, index) => index),
    );
  });
});
