import type { Proportion } from '../statistics/proportion.ts';

/** A share of a count as JSON; without value and interval where there was nothing to count. */
export interface Share {
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly hits: number;
  readonly total: number;
}

export function shareOf({ value, interval, hits, total }: Proportion): Share {
  return value === undefined || interval === undefined ? { hits, total } : { value, ...interval, hits, total };
}
