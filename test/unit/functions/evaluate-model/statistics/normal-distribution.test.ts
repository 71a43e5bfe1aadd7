import { expect } from 'chai';
import {
  chiSquareAbove,
  normalAbove,
  twoSidedZ,
} from '../../../../../functions/evaluate-model/statistics/normal-distribution.ts';

describe('the normal distribution', () => {
  // Abramowitz, Stegun, Handbook of Mathematical Functions, table 26.1: 1 - P(x).
  for (const [z, above] of [
    [0, 0.5],
    [1, 0.158655253931457],
    [2, 0.0227501319481792],
    [3, 0.00134989803163009],
    [5, 2.86651571879194e-7],
    [-1, 0.841344746068543],
  ] as const) {
    it(`is above ${z} with the probability of the tables`, () => {
      expect(normalAbove(z) / above).to.be.closeTo(1, 1e-12);
    });
  }

  it('has the quantiles of the tables', () => {
    expect(twoSidedZ(0.9)).to.be.closeTo(1.6448536269514722, 1e-12);
    expect(twoSidedZ(0.95)).to.be.closeTo(1.959963984540054, 1e-12);
    expect(twoSidedZ(0.99)).to.be.closeTo(2.5758293035489004, 1e-12);
  });

  it('squared has the critical values of chi-square', () => {
    // Table 26.8, one degree of freedom.
    expect(chiSquareAbove(3.841458820694124)).to.be.closeTo(0.05, 1e-12);
    expect(chiSquareAbove(10.827566170662733)).to.be.closeTo(0.001, 1e-12);
    expect(chiSquareAbove(0)).to.equal(1);
  });
});
