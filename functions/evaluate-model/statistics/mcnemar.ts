import { chiSquareAbove, twoSidedZ } from './normal-distribution.ts';
import type { Interval } from './proportion.ts';

/** Of two models on the same images: how many each alone has right. What both have right or wrong says nothing. */
export interface Differences {
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

export interface McNemarTest {
  readonly method: 'exact' | 'chi-square';
  /** The probability of differences at least as uneven between two models that are equally good. */
  readonly pValue: number;
}

/** Below so many differences the chi-square distribution is not near enough. */
const FEW_DIFFERENCES = 25;

/** McNemar's test: exact for few differences, by chi-square with continuity correction for more. */
export function mcNemarTest(differences: Differences): McNemarTest {
  const { onlyFirst, onlySecond } = differences;
  if (onlyFirst + onlySecond < FEW_DIFFERENCES) return { method: 'exact', pValue: exactPValue(differences) };
  return { method: 'chi-square', pValue: correctedPValue(differences) };
}

/** Two-sided, by the binomial distribution. */
export function exactPValue({ onlyFirst, onlySecond }: Differences): number {
  const [few, all] = [Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond];
  return Math.min(1, 2 * atMost(few, all));
}

/**
 * Counts half of what was seen itself, and so is less cautious than the exact test.
 * Fagerland, Lydersen, Laake, BMC Medical Research Methodology 13 (2013) 91.
 */
export function midPValue({ onlyFirst, onlySecond }: Differences): number {
  const [few, all] = [Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond];
  return Math.min(1, 2 * atMost(few, all) - exactly(few, all));
}

/** By chi-square, as McNemar gave it. */
export function asymptoticPValue({ onlyFirst, onlySecond }: Differences): number {
  return chiSquare(Math.abs(onlyFirst - onlySecond), onlyFirst + onlySecond);
}

/** By chi-square with Edwards' correction. */
export function correctedPValue({ onlyFirst, onlySecond }: Differences): number {
  return chiSquare(Math.max(0, Math.abs(onlyFirst - onlySecond) - 1), onlyFirst + onlySecond);
}

function chiSquare(difference: number, all: number): number {
  return all === 0 ? 1 : chiSquareAbove((difference * difference) / all);
}

/**
 * Interval of the first model's accuracy less the second's, on the same `total` images: Wald's with an image added
 * on either side of the differences. Bonett, Price, Journal of Educational and Behavioral Statistics 37 (2012) 479-488.
 */
export function differenceInterval(
  { onlyFirst, onlySecond }: Differences,
  total: number,
  confidence: number,
): Interval {
  const [first, second] = [(onlyFirst + 1) / (total + 2), (onlySecond + 1) / (total + 2)];
  const difference = first - second;
  const spread = twoSidedZ(confidence) * Math.sqrt((first + second - difference ** 2) / (total + 2));
  return { low: Math.max(-1, difference - spread), high: Math.min(1, difference + spread) };
}

/** The probability of at most so many of `all` fair tosses. */
function atMost(few: number, all: number): number {
  let sum = 0;
  for (let count = few; count >= 0; count -= 1) sum += exactly(count, all);
  return sum;
}

/** Of exactly so many: by logarithms, since the number of ways soon is no number any more. */
function exactly(count: number, all: number): number {
  let log = -all * Math.LN2;
  for (let at = 1; at <= count; at += 1) log += Math.log((all - count + at) / at);
  return Math.exp(log);
}
