import { expect } from 'chai';
import {
  asymptoticPValue,
  correctedPValue,
  differenceInterval,
  exactPValue,
  mcNemarTest,
  midPValue,
} from '../../../../../functions/evaluate-model/statistics/mcnemar.ts';

const rounded = (value: number) => Number(value.toFixed(3));

describe("McNemar's test", () => {
  // Fagerland, Lydersen, Laake, BMC Medical Research Methodology 13 (2013) 91, table 4: two studies' discordant pairs.
  for (const [onlyFirst, onlySecond, asymptotic, corrected, exact, mid] of [
    [1, 7, 0.034, 0.077, 0.07, 0.039],
    [6, 16, 0.033, 0.055, 0.052, 0.035],
  ] as const) {
    it(`gives the p values of the literature: ${onlyFirst} against ${onlySecond}`, () => {
      const differences = { onlyFirst, onlySecond };
      expect(rounded(asymptoticPValue(differences))).to.equal(asymptotic);
      expect(rounded(correctedPValue(differences))).to.equal(corrected);
      expect(rounded(exactPValue(differences))).to.equal(exact);
      expect(rounded(midPValue(differences))).to.equal(mid);
    });
  }

  it('gives them by hand: 10 tosses of which 2 are heads', () => {
    // 2 x (1 + 10 + 45) / 1024, and without half of what was seen: less 45 / 1024.
    expect(exactPValue({ onlyFirst: 8, onlySecond: 2 })).to.be.closeTo(112 / 1024, 1e-15);
    expect(midPValue({ onlyFirst: 8, onlySecond: 2 })).to.be.closeTo(67 / 1024, 1e-15);
  });

  it('is exact for few differences and by chi-square for more', () => {
    expect(mcNemarTest({ onlyFirst: 20, onlySecond: 4 }).method).to.equal('exact');
    expect(mcNemarTest({ onlyFirst: 20, onlySecond: 5 }).method).to.equal('chi-square');
  });

  it('finds nothing where there is no difference, and where both have as many', () => {
    expect(mcNemarTest({ onlyFirst: 0, onlySecond: 0 })).to.deep.equal({ method: 'exact', pValue: 1 });
    expect(midPValue({ onlyFirst: 5, onlySecond: 5 })).to.be.closeTo(1, 1e-12);
    expect(asymptoticPValue({ onlyFirst: 0, onlySecond: 0 })).to.equal(1);
    expect(correctedPValue({ onlyFirst: 500, onlySecond: 500 })).to.equal(1);
  });

  it('takes no side', () => {
    for (const pValue of [exactPValue, midPValue, asymptoticPValue, correctedPValue])
      expect(pValue({ onlyFirst: 3, onlySecond: 11 })).to.equal(pValue({ onlyFirst: 11, onlySecond: 3 }));
  });

  it('counts thousands of differences without losing their ways', () => {
    expect(exactPValue({ onlyFirst: 5000, onlySecond: 5200 })).to.be.closeTo(
      correctedPValue({ onlyFirst: 5000, onlySecond: 5200 }),
      1e-4,
    );
  });
});

describe('the interval of two accuracies’ difference on the same images', () => {
  it("is Bonett's and Price's, by hand", () => {
    // (2 - 8) / 23 and 1.959964 x sqrt((10 / 23 - (6 / 23)^2) / 23), for 1 and 7 of 21.
    const { low, high } = differenceInterval({ onlyFirst: 1, onlySecond: 7 }, 21, 0.95);
    expect(rounded(low)).to.equal(-0.508);
    expect(rounded(high)).to.equal(-0.013);
  });

  it('is wide where there are few images, even if all agree', () => {
    const { low, high } = differenceInterval({ onlyFirst: 0, onlySecond: 0 }, 5, 0.95);
    // 1.959964 x sqrt(2 / 49).
    expect(rounded(low)).to.equal(-0.396);
    expect(rounded(high)).to.equal(0.396);
  });
});
