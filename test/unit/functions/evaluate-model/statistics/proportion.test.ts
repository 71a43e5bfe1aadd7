import { expect } from 'chai';
import fc from 'fast-check';
import { proportion, wilsonInterval } from '../../../../../functions/evaluate-model/statistics/proportion.ts';

describe('the interval of a proportion', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score without continuity correction).
  for (const [hits, total, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    it(`is Wilson's, as in Newcombe's table: ${hits} of ${total}`, () => {
      const interval = wilsonInterval(hits, total, 0.95);
      expect(Number(interval.low.toFixed(4))).to.equal(low);
      expect(Number(interval.high.toFixed(4))).to.equal(high);
    });
  }

  it('mirrors that of the rest, holds the share itself and stays between 0 and 1', () => {
    const counts = fc.integer({ min: 1, max: 100_000 }).chain((total) => fc.tuple(fc.nat(total), fc.constant(total)));
    fc.assert(
      fc.property(counts, ([hits, total]) => {
        const [of, rest] = [wilsonInterval(hits, total, 0.95), wilsonInterval(total - hits, total, 0.95)];
        expect(of.low).to.be.closeTo(1 - rest.high, 1e-12);
        expect(of.low).to.be.within(0, hits / total);
        expect(of.high).to.be.within(hits / total, 1);
      }),
    );
  });

  it('is wider for more confidence', () => {
    expect(wilsonInterval(81, 263, 0.99).low).to.be.below(wilsonInterval(81, 263, 0.9).low);
  });

  it('is none where there is nothing to count', () => {
    expect(proportion(0, 0, 0.95)).to.deep.equal({ hits: 0, total: 0, value: undefined, interval: undefined });
  });
});
