import { twoSidedZ } from './normal-distribution.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A share of a count, with an interval where there is something to count. */
export interface Proportion {
  readonly hits: number;
  readonly total: number;
  /** Undefined for none of none. */
  readonly value: number | undefined;
  readonly interval: Interval | undefined;
}

export function proportion(hits: number, total: number, confidence: number): Proportion {
  if (total === 0) return { hits, total, value: undefined, interval: undefined };
  return { hits, total, value: hits / total, interval: wilsonInterval(hits, total, confidence) };
}

/**
 * Wilson's score interval of a proportion, which holds for few images and for shares near 0 and 1 as well.
 * Wilson, Journal of the American Statistical Association 22 (1927) 209-212.
 */
export function wilsonInterval(hits: number, total: number, confidence: number): Interval {
  const z2 = twoSidedZ(confidence) ** 2;
  const share = hits / total;
  const middle = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half = Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total)) / (1 + z2 / total);
  const spread = Math.sqrt(z2) * half;
  // At the ends the interval reaches the end itself, which rounding may miss.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - spread),
    high: hits === total ? 1 : Math.min(1, middle + spread),
  };
}
