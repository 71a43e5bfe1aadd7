import { runCostProblem } from '../cost/run-cost.ts';
import type { RetrainingConfig } from './retraining-config.ts';

/** Values that are right by themselves and do not fit together. */
export function configConflicts(config: RetrainingConfig): readonly string[] {
  const { maxWaitSeconds, maxRuntimeSeconds, useSpot, protectData, forceDestroy, alertEmail, monitoring } = config;
  const found = [
    useSpot && maxWaitSeconds < maxRuntimeSeconds
      ? `maxWaitSeconds is "${maxWaitSeconds}": with useSpot it must be at least maxRuntimeSeconds (${maxRuntimeSeconds}), since waiting and running count together`
      : undefined,
    protectData && forceDestroy
      ? 'forceDestroy is "true": with protectData the data must not be deleted; set one of the two to false'
      : undefined,
    alertEmail !== '' && !monitoring
      ? `alertEmail is "${alertEmail}": nothing is sent while monitoring is false; set it to true, or alertEmail to ""`
      : undefined,
    runCostProblem(config),
  ];
  return found.filter((problem) => problem !== undefined);
}
