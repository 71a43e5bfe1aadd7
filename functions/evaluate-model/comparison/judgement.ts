import { classificationMetrics, METRIC_SETTINGS } from '../classification-metrics.ts';
import { checkPredictions, type PredictedSet } from '../predictions.ts';
import { type CommonImages, commonImages } from './common-images.ts';
import { type PairedComparison, type PairedSettings, pairedComparison } from './paired-verdict.ts';
import { atLeast, comparedText, differentClassesText, percent, unpairedText } from './reasons.ts';

export interface GateSettings extends PairedSettings {
  /** Share of all images that must be right; undefined: any. */
  readonly minimumAccuracy?: number;
  /** Recall that classes must have, by name. */
  readonly minimumRecall: Readonly<Record<string, number>>;
  /** Classes whose own images must not be judged worse than by the champion. */
  readonly guardedClasses: readonly string[];
}

/** Whether a model may take the champion's place, and why. */
export interface Judgement {
  readonly promotes: boolean;
  /** In words: every one that speaks against it, and what was compared. */
  readonly reasons: readonly string[];
  /** Undefined without a champion. */
  readonly comparison: PairedComparison | undefined;
}

/**
 * Judges a model by floors, and against the champion on the same images. Without a champion the floors alone decide. What cannot
 * be told is not promoted: too few images are no reason to replace a model that works.
 * @throws {UnusablePredictionsError}
 */
export function judge(candidate: PredictedSet, champion: PredictedSet | undefined, gate: GateSettings): Judgement {
  const broken = brokenFloors(candidate, gate);
  if (champion === undefined)
    return {
      promotes: broken.length === 0,
      reasons: [...broken, 'there is no champion to compare with'],
      comparison: undefined,
    };
  checkPredictions(champion);
  const common = commonImages(candidate, champion);
  const comparison = pairedComparison(common.candidate, common.champion, gate);
  const isGood = comparison.verdict === 'better' || comparison.verdict === 'not worse';
  const worse = worseClasses(common, gate);
  return {
    promotes: isGood && broken.length === 0 && worse.length === 0,
    reasons: [
      ...broken,
      ...worse,
      comparedText(comparison, gate),
      ...differentClassesText(common),
      ...unpairedText(common),
    ],
    comparison,
  };
}

function brokenFloors(candidate: PredictedSet, { minimumAccuracy, minimumRecall, confidence }: GateSettings): string[] {
  const { accuracy, classes } = classificationMetrics(candidate, { ...METRIC_SETTINGS, confidence });
  const recalls = Object.entries(minimumRecall).flatMap(([name, floor]) => {
    const found = classes.find((known) => known.name === name);
    if (found === undefined)
      return [
        `the class ${JSON.stringify(name)} must have a recall of at least ${percent(floor)}, and the model does not know it`,
      ];
    return atLeast(`the recall of ${JSON.stringify(name)}`, found.recall, floor);
  });
  return [...(minimumAccuracy === undefined ? [] : atLeast('the accuracy', accuracy, minimumAccuracy)), ...recalls];
}

function worseClasses({ classes, candidate, champion }: CommonImages, gate: GateSettings): string[] {
  return gate.guardedClasses.flatMap((name) => {
    const label = classes.indexOf(name);
    const own = candidate.filter((prediction) => prediction.label === label);
    const other = champion.filter((prediction) => prediction.label === label);
    if (own.length === 0)
      return [`the class ${JSON.stringify(name)} may not get worse, and there is no image of it to compare`];
    const comparison = pairedComparison(own, other, gate);
    return comparison.verdict === 'worse'
      ? [`the class ${JSON.stringify(name)} got worse: ${comparedText(comparison, gate)}`]
      : [];
  });
}
