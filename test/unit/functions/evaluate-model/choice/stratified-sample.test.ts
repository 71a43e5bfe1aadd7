import { expect } from 'chai';
import fc from 'fast-check';
import { LowestPaths } from '../../../../../functions/evaluate-model/choice/lowest-paths.ts';
import { sampleQuotas } from '../../../../../functions/evaluate-model/choice/sample-quotas.ts';
import { stratifiedSample } from '../../../../../functions/evaluate-model/choice/stratified-sample.ts';
import { stableHash } from '../../../../../functions/generate-dataset/stable-hash.ts';

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

describe('how many images of each class are in a sample', () => {
  for (const [images, size, expected] of [
    [[5, 3, 0], 10, [5, 3, 0]],
    [[900, 100], 100, [90, 10]],
    // 3.33 each: the first has the largest remainder that is left.
    [[5, 5, 5], 10, [4, 3, 3]],
    // Less than one is one, and the others share the rest: 9 x 990 / 1990 = 4.48, 9 x 1000 / 1990 = 4.52.
    [[990, 1000, 10], 10, [4, 5, 1]],
    // What the one takes makes another small: 8 of 92, 1.1 of 12 and so on never less than one.
    [[80, 12, 8], 10, [8, 1, 1]],
    [[7, 7, 7, 0], 3, [1, 1, 1, 0]],
    // More classes than the sample has images: one of each all the same.
    [[7, 7, 7, 0], 2, [1, 1, 1, 0]],
    [[], 5, []],
  ] as const) {
    it(`is ${JSON.stringify(expected)} of ${JSON.stringify(images)} for ${size}`, () => {
      expect(sampleQuotas(images, size)).to.deep.equal(expected);
    });
  }

  it('is never more than there are, never none of some, and as many in all as asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 30 }), fc.integer({ min: 1, max: 300 }), (images, size) => {
        const quotas = sampleQuotas(images, size);
        const having = images.filter((count) => count > 0).length;
        expect(sum(quotas)).to.equal(Math.min(sum(images), Math.max(size, having)));
        for (const [label, quota] of quotas.entries()) {
          expect(quota).to.be.at.most(images[label] ?? 0);
          expect(quota > 0).to.equal((images[label] ?? 0) > 0);
        }
      }),
    );
  });
});

describe('the paths with the lowest hashes', () => {
  it('are the first of all paths by hash, whatever the order in which they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.nat(20), (paths, size) => {
        const lowest = new LowestPaths(size);
        for (const path of paths) lowest.take(path);
        const sorted = paths.toSorted((one, other) => stableHash(one) - stableHash(other) || (one < other ? -1 : 1));
        expect(new Set(lowest.paths())).to.deep.equal(new Set(sorted.slice(0, size)));
      }),
    );
  });
});

describe('a sample', () => {
  it('reads the rows once where all of them are in it, and twice otherwise', async () => {
    let reads = 0;
    const rows = {
      each: async (take: (path: string, label: number) => void) => {
        reads += 1;
        for (let at = 0; at < 10; at += 1) take(`${at}`, at % 2);
      },
    };
    expect((await stratifiedSample(rows, 2, 10)).images).to.have.length(10);
    expect(reads).to.equal(1);
    const { images, imagesByLabel } = await stratifiedSample(rows, 2, 9);
    expect(images.map(({ label }) => label)).to.deep.equal([0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(imagesByLabel).to.deep.equal([5, 5]);
    expect(reads).to.equal(3);
  });
});
