import { percent } from '../comparison/reasons.ts';
import type { Share } from '../outcome/share.ts';

/** A share with its interval, as `91.2 % [88.9 %, 93.0 %]`. */
export function shareText({ value, low = 0, high = 0 }: Share): string {
  return value === undefined ? 'no image' : `${percent(value)} [${percent(low)}, ${percent(high)}]`;
}

/** A probability, with as many places as tell 0.9996 from 1. */
export function probabilityText(probability: number): string {
  return probability.toFixed(4);
}
