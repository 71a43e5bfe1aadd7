import { classificationMetrics, METRIC_SETTINGS } from '../classification-metrics.ts';
import { checkPredictions, type PredictedSet } from '../predictions.ts';
import { type CommonImages, type CommonPrediction, commonImages } from './common-images.ts';
import { type PairedComparison, type PairedSettings, pairedComparison, type Verdict } from './paired-verdict.ts';
import {
  atLeast,
  comparedText,
  differentClassesText,
  fewClassesText,
  onlyClassText,
  percent,
  unpairedText,
} from './reasons.ts';

export interface GateSettings extends PairedSettings {
  /** Share of all images that must be right; undefined: any. */
  readonly minimumAccuracy?: number;
  /** Recall that classes must have, by name. */
  readonly minimumRecall: Readonly<Record<string, number>>;
  /** Classes whose own images must not be judged worse than by the champion. */
  readonly guardedClasses: readonly string[];
}

/** A champion that nothing can be compared with. */
export interface UnknownChampion {
  /** A clause that says why, and what to do. */
  readonly problem: string;
}

/** Whether a model may take the champion's place, and why. */
export interface Judgement {
  readonly promotes: boolean;
  readonly verdict: Verdict | 'no champion';
  /** In words: every one that speaks against it, and what was compared. */
  readonly reasons: readonly string[];
  /** Undefined without a champion to compare with. */
  readonly comparison: PairedComparison | undefined;
}

/**
 * Judges a model by floors, and against the champion on the same images. Without a champion the floors alone decide. What cannot
 * be told, as by images of one class, is not promoted: too few images are no reason to replace a model that works.
 * @throws {UnusablePredictionsError}
 */
export function judge(
  candidate: PredictedSet,
  champion: PredictedSet | UnknownChampion | undefined,
  gate: GateSettings,
): Judgement {
  const broken = brokenFloors(candidate, gate);
  if (champion === undefined) return alone([...broken, ...oneClass(candidate)]);
  if ('problem' in champion) return cannotTell(broken, champion.problem);
  checkPredictions(champion);
  const common = commonImages(candidate, champion);
  if (common.classes.length < 2) return cannotTell(broken, fewClassesText(common));
  const shown = onlyClass(common.candidate);
  if (shown !== undefined) return cannotTell(broken, onlyClassText(common.classes[shown] ?? ''));
  return compared(common, broken, gate);
}

function oneClass({ classes, predictions }: PredictedSet): readonly string[] {
  const label = onlyClass(predictions);
  return label === undefined ? [] : [onlyClassText(classes[label] ?? '')];
}

/** The class that all images are of, where they are: a model that says nothing else has them right. */
function onlyClass(images: readonly Pick<CommonPrediction, 'label'>[]): number | undefined {
  const [first] = images;
  return images.every(({ label }) => label === first?.label) ? first?.label : undefined;
}

function alone(broken: readonly string[]): Judgement {
  return {
    promotes: broken.length === 0,
    verdict: 'no champion',
    reasons: [...broken, 'there is no champion to compare with'],
    comparison: undefined,
  };
}

function cannotTell(broken: readonly string[], problem: string): Judgement {
  return {
    promotes: false,
    verdict: 'cannot tell',
    reasons: [...broken, `cannot tell: ${problem}`],
    comparison: undefined,
  };
}

function compared(common: CommonImages, broken: readonly string[], gate: GateSettings): Judgement {
  const comparison = pairedComparison(common.candidate, common.champion, gate);
  const isGood = comparison.verdict === 'better' || comparison.verdict === 'not worse';
  const worse = worseClasses(common, gate);
  return {
    promotes: isGood && broken.length === 0 && worse.length === 0,
    verdict: comparison.verdict,
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
