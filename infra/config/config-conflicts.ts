import { runCostProblem } from '../cost/run-cost.ts';
import type { Settings } from './settings.ts';

/** Values that are right by themselves and do not fit together. */
export function configConflicts(settings: Settings, region: string): readonly string[] {
  const cost = runCostProblem(settings, region);
  return [...settingConflicts(settings), ...(cost === undefined ? [] : [cost])];
}

/** Those that do not depend on the region. */
export function settingConflicts(settings: Settings): readonly string[] {
  const { split, groupPattern, fanOut } = settings;
  const { maxWaitSeconds, maxRuntimeSeconds, useSpot, protectData, forceDestroy, alertEmail, monitoring } = settings;
  const { retrainWhenUnchanged, minimumNewImages } = settings;
  const found = [
    useSpot && maxWaitSeconds < maxRuntimeSeconds
      ? `maxWaitSeconds is "${maxWaitSeconds}": with useSpot it must be at least maxRuntimeSeconds (${maxRuntimeSeconds}), since waiting and running count together`
      : undefined,
    protectData && forceDestroy
      ? 'forceDestroy is "true": with protectData the data must not be deleted; set one of the two to false'
      : undefined,
    retrainWhenUnchanged && minimumNewImages > 0
      ? `minimumNewImages is "${minimumNewImages}": with retrainWhenUnchanged a run trains without a new image, too; set one of the two back`
      : undefined,
    alertEmail !== undefined && !monitoring
      ? 'alertEmail is set: nothing is sent while monitoring is false; set it to true, or leave alertEmail out'
      : undefined,
    fanOut === 'always' && split === 'automatic'
      ? 'fanOut is "always": several functions list train/ and test/ only; set it to "never", or split to "folders"'
      : undefined,
    groupPattern !== undefined && split === 'folders'
      ? 'groupPattern is set: folders train/ and test/ divide the images as they are; set split to "automatic", or leave groupPattern out'
      : undefined,
  ];
  return found.filter((problem) => problem !== undefined);
}
