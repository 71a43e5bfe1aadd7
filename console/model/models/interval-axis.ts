import type { CountedShare } from './state-judgement.ts';

/** The axis ends at multiples of this. */
const STEPS = 20;

/** Where on an axis a share and the ends of its interval are, from 0 to 1. */
export interface PlacedShare {
  readonly name: string;
  readonly share: CountedShare;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface IntervalAxis {
  readonly low: number;
  readonly high: number;
  readonly placed: readonly PlacedShare[];
}

/** One axis for all, from the step below the lowest end of an interval to the one above the highest. */
export function intervalAxis(shares: readonly (readonly [name: string, share: CountedShare])[]): IntervalAxis {
  const lowest = Math.min(...shares.map(([, share]) => share.low), (STEPS - 1) / STEPS);
  const low = Math.floor(lowest * STEPS) / STEPS;
  const high = Math.max(low + 1 / STEPS, Math.ceil(Math.max(...shares.map(([, share]) => share.high)) * STEPS) / STEPS);
  const place = (value: number) => (value - low) / (high - low);
  const placed = shares.map(([name, share]) => {
    return { name, share, at: place(share.value), from: place(share.low), to: place(share.high) };
  });
  return { low, high, placed };
}
