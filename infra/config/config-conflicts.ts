import { runCostProblem } from '../cost/run-cost.ts';
import { attemptsProblem } from '../definition/training-repeats.ts';
import type { Settings } from './settings.ts';

/** Values that are right by themselves and do not fit together. */
export function configConflicts(settings: Settings, region: string): readonly string[] {
  const cost = runCostProblem(settings, region);
  return [...settingConflicts(settings), ...(cost === undefined ? [] : [cost])];
}

/** Of what says where the keys come from. */
function keyListConflicts({ keySource, inventoryUri, inventoryKeyArn, fanOut }: Settings): (string | undefined)[] {
  if (keySource === 'list') {
    const unread = 'keySource is "list", which asks S3 itself; set it to "inventory" or "metadata", or leave';
    return [
      inventoryUri === undefined ? undefined : `inventoryUri is set: ${unread} inventoryUri out`,
      inventoryKeyArn === undefined ? undefined : `inventoryKeyArn is set: ${unread} inventoryKeyArn out`,
    ];
  }
  return [
    inventoryUri === undefined
      ? `keySource is "${keySource}": set inventoryUri to the folder of ${keySource === 'inventory' ? 'the inventory configuration' : "UNLOAD's files"}`
      : undefined,
    keySource === 'metadata' && inventoryUri?.endsWith('/manifest.json') === true
      ? `inventoryUri is "${inventoryUri}": UNLOAD writes no manifest.json; give the folder of its files, or set keySource to "inventory"`
      : undefined,
    fanOut === 'never'
      ? undefined
      : `fanOut is "${fanOut}": one function reads a list of keys; set it to "never", or keySource to "list"`,
  ];
}

/** Of what trains again after a failure. */
function repeatConflicts(settings: Settings): (string | undefined)[] {
  const { repeatTrainingSeconds, alternativeInstanceTypes: others, instanceType } = settings;
  return [
    others.length > 0 && repeatTrainingSeconds === undefined
      ? 'alternativeInstanceTypes is set: no job is repeated on them; set repeatTrainingSeconds, too, or leave alternativeInstanceTypes out'
      : undefined,
    others.includes(instanceType)
      ? `alternativeInstanceTypes has "${instanceType}", which is instanceType: leave it out`
      : undefined,
    attemptsProblem(settings),
  ];
}

/** Of what judges a model. */
function evaluationConflicts(settings: Settings): (string | undefined)[] {
  const { lifecycle, hyperparameters, minimumAccuracy, minimumRecall, guardedClasses } = settings;
  if (lifecycle !== 'save') {
    return [
      hyperparameters['multi_label'] === '1'
        ? `lifecycle is "${lifecycle}": models of several labels an image (hyperparameters.multi_label "1") are not judged; set it to "save"`
        : undefined,
    ];
  }
  const judging = {
    minimumAccuracy: minimumAccuracy !== undefined,
    minimumRecall: Object.keys(minimumRecall).length > 0,
    guardedClasses: guardedClasses.length > 0,
    autoApprove: settings.autoApprove,
    failWhenRejected: settings.failWhenRejected,
  };
  return Object.entries(judging).map(([name, isSet]) =>
    isSet
      ? `${name} is set: no model is judged with lifecycle "save"; set lifecycle to "register", or leave ${name} out`
      : undefined,
  );
}

/** Those that do not depend on the region. */
export function settingConflicts(settings: Settings): readonly string[] {
  const { split, groupPattern, fanOut, labelsFile, labelAttribute, hyperparameters } = settings;
  const { maxWaitSeconds, maxRuntimeSeconds, useSpot, protectData, forceDestroy, alertEmail, monitoring } = settings;
  const { retrainWhenUnchanged, minimumNewImages } = settings;
  const found = [
    ...keyListConflicts(settings),
    ...repeatConflicts(settings),
    ...evaluationConflicts(settings),
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
    labelsFile !== undefined && fanOut === 'always'
      ? 'fanOut is "always": with labelsFile one function lists all images; set it to "never", or leave labelsFile out'
      : undefined,
    labelAttribute !== undefined && labelsFile === undefined
      ? 'labelAttribute is set: it is a member of the lines of labelsFile; set labelsFile, too, or leave labelAttribute out'
      : undefined,
    hyperparameters['multi_label'] === '1' && labelsFile === undefined
      ? 'hyperparameters.multi_label is "1": an image has one label by its folder; set labelsFile, or remove multi_label'
      : undefined,
    groupPattern !== undefined && split === 'folders'
      ? 'groupPattern is set: folders train/ and test/ divide the images as they are; set split to "automatic", or leave groupPattern out'
      : undefined,
  ];
  return found.filter((problem) => problem !== undefined);
}
