import { listNames } from '../../generate-dataset/errors.ts';
import type { Interval, Proportion } from '../statistics/proportion.ts';
import type { CommonImages } from './common-images.ts';
import type { PairedComparison, PairedSettings } from './paired-verdict.ts';

/** Why a share is below its floor, if it is. */
export function atLeast(what: string, share: Proportion, floor: number): readonly string[] {
  if (share.value === undefined) return [`${what} must be at least ${percent(floor)}, and there is no image to count`];
  return share.value >= floor ? [] : [`${what} is ${shareText(share)}, and must be at least ${percent(floor)}`];
}

/** The verdict with what it rests on. */
export function comparedText(
  { verdict, candidate, champion, onlyCandidateRight, onlyChampionRight, test, difference }: PairedComparison,
  { margin }: PairedSettings,
): string {
  if (difference === undefined) return 'cannot tell: no image was predicted by both models';
  const shares = `accuracy ${shareText(candidate)} against the champion's ${shareText(champion)}`;
  const alone = `${onlyCandidateRight} right only by this model, ${onlyChampionRight} only by the champion`;
  const p = `p = ${test.pValue < 0.0001 ? 'below 0.0001' : test.pValue.toFixed(4)}, ${test.method}`;
  return `${verdict}: ${shares}; ${alone} (${p}); difference ${intervalText(difference)}, margin ${percent(margin)}`;
}

/** Why two models cannot be compared that have no two classes in common. */
export function fewClassesText({ classes }: CommonImages): string {
  const common =
    classes.length === 0 ? 'no class' : `only the class ${classes.map((name) => JSON.stringify(name)).join(', ')}`;
  return `this model and the champion have ${common} in common; approve the new package by hand if its classes are the right ones`;
}

/** Why a model is not promoted that is judged by images of one class. */
export function onlyClassText(name: string): string {
  return `images of one class alone, ${JSON.stringify(name)}, do not show what a model can tell apart; upload validation images of other classes`;
}

export function differentClassesText({
  classes,
  onlyCandidateClasses,
  onlyChampionClasses,
}: CommonImages): readonly string[] {
  const others = [
    ...listed('only this model knows', onlyCandidateClasses),
    ...listed('only the champion knows', onlyChampionClasses),
  ];
  return others.length === 0 ? [] : [`compared on the ${classes.length} common classes: ${others.join('; ')}`];
}

export function unpairedText({ unpaired }: CommonImages): readonly string[] {
  if (unpaired === 0) return [];
  return [
    `left out of the comparison: ${unpaired} ${unpaired === 1 ? 'image that' : 'images that'} one of the models has not predicted`,
  ];
}

function listed(words: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${words} ${listNames(names)}`];
}

function shareText({ value = 0, interval, hits, total }: Proportion): string {
  const range = interval === undefined ? '' : ` ${intervalText(interval)}`;
  return `${percent(value)}${range} (${hits} of ${total})`;
}

function intervalText({ low, high }: Interval): string {
  return `[${percent(low)}, ${percent(high)}]`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
