export const THRESHOLD_EXCEEDED = 'States.ExceedToleratedFailureThreshold';

export interface FailureLimits {
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
}

/** Whether so many items have failed that the map run fails. Without a threshold the first failure is too much. */
export function tooManyFailed(
  { toleratedFailureCount: count, toleratedFailurePercentage: percentage }: FailureLimits,
  failed: number,
  total: number,
): boolean {
  if (failed === 0) return false;
  if (percentage > 0 && failed > (total * percentage) / 100) return true;
  // A percentage alone leaves the number free.
  return (count > 0 || percentage === 0) && failed > count;
}
