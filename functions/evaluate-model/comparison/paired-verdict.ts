import { isRight } from '../predictions.ts';
import { type Differences, differenceInterval, type McNemarTest, mcNemarTest } from '../statistics/mcnemar.ts';
import { type Interval, type Proportion, proportion } from '../statistics/proportion.ts';
import type { CommonPrediction } from './common-images.ts';

export type Verdict = 'better' | 'not worse' | 'worse' | 'cannot tell';

export interface PairedSettings {
  readonly confidence: number;
  /** How much lower an accuracy may be and still count as not worse. */
  readonly margin: number;
}

/** Two models on the same images. */
export interface PairedComparison {
  readonly verdict: Verdict;
  readonly candidate: Proportion;
  readonly champion: Proportion;
  readonly onlyCandidateRight: number;
  readonly onlyChampionRight: number;
  readonly test: McNemarTest;
  /** Of the candidate's accuracy less the champion's; undefined without images. */
  readonly difference: Interval | undefined;
}

/** `candidate` and `champion` have the same images in the same order. */
export function pairedComparison(
  candidate: readonly CommonPrediction[],
  champion: readonly CommonPrediction[],
  { confidence, margin }: PairedSettings,
): PairedComparison {
  const [own, other] = [candidate.map(isRight), champion.map(isRight)];
  const count = (rights: readonly boolean[]) => rights.filter(Boolean).length;
  const differences = {
    onlyFirst: own.filter((right, at) => right && other[at] === false).length,
    onlySecond: other.filter((right, at) => right && own[at] === false).length,
  };
  const test = mcNemarTest(differences);
  const total = own.length;
  const difference = total === 0 ? undefined : differenceInterval(differences, total, confidence);
  return {
    verdict: verdictOf(differences, test.pValue < 1 - confidence, difference, margin),
    candidate: proportion(count(own), total, confidence),
    champion: proportion(count(other), total, confidence),
    onlyCandidateRight: differences.onlyFirst,
    onlyChampionRight: differences.onlySecond,
    test,
    difference,
  };
}

/** A loss that is certain but within the margin is not worse: many images find any difference, however small. */
function verdictOf(
  { onlyFirst, onlySecond }: Differences,
  isCertain: boolean,
  difference: Interval | undefined,
  margin: number,
): Verdict {
  if (difference === undefined) return 'cannot tell';
  if (isCertain && onlyFirst > onlySecond) return 'better';
  if (difference.low > -margin) return 'not worse';
  return isCertain ? 'worse' : 'cannot tell';
}
