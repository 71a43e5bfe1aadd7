import type { Retrier } from '../definition/definition.ts';

const DEFAULT_INTERVAL_SECONDS = 1;
const DEFAULT_BACKOFF_RATE = 2;
const DEFAULT_MAX_ATTEMPTS = 3;

export function maxAttemptsOf(retrier: Retrier): number {
  return retrier.MaxAttempts ?? DEFAULT_MAX_ATTEMPTS;
}

/** Milliseconds before a retry; `used` is how often this retrier has been used before. `random` gives 0 to below 1. */
export function retryDelayMs(retrier: Retrier, used: number, random: () => number): number {
  const rate = retrier.BackoffRate ?? DEFAULT_BACKOFF_RATE;
  const grown = (retrier.IntervalSeconds ?? DEFAULT_INTERVAL_SECONDS) * rate ** used;
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return (retrier.JitterStrategy === 'FULL' ? random() * seconds : seconds) * 1000;
}
