import { type ConfusionCell, confusionCells } from './confusion-counts.ts';
import { checkPredictions, isRight, type PredictedSet, type Prediction } from './predictions.ts';
import { type Proportion, proportion } from './statistics/proportion.ts';

export interface ClassMetrics {
  readonly name: string;
  /** Of the images that were taken for the class, those that are of it. */
  readonly precision: Proportion;
  /** Of the images of the class, those that were taken for it. */
  readonly recall: Proportion;
}

export interface WrongImage {
  readonly image: string;
  readonly actual: string;
  readonly predicted: string;
  readonly probability: number;
}

/** How good a model is on images whose classes are known. */
export interface ClassificationMetrics {
  readonly accuracy: Proportion;
  readonly topK: { readonly k: number; readonly accuracy: Proportion };
  readonly classes: readonly ClassMetrics[];
  readonly confusion: readonly ConfusionCell[];
  /** See `calibrationError`. */
  readonly calibrationError: number;
  /** The wrong predictions with the highest probability, the worst first. */
  readonly mostConfidentlyWrong: readonly WrongImage[];
}

export interface MetricSettings {
  /** Of all intervals. */
  readonly confidence: number;
  readonly topK: number;
  readonly calibrationBins: number;
  readonly wrongImages: number;
}

export const METRIC_SETTINGS: MetricSettings = { confidence: 0.95, topK: 2, calibrationBins: 15, wrongImages: 20 };

/** @throws {UnusablePredictionsError} */
export function classificationMetrics(set: PredictedSet, settings = METRIC_SETTINGS): ClassificationMetrics {
  checkPredictions(set);
  const { predictions } = set;
  const { confidence, topK, calibrationBins } = settings;
  const confusion = confusionCells(set);
  const count = (counts: (prediction: Prediction) => boolean) =>
    proportion(predictions.filter(counts).length, predictions.length, confidence);
  return {
    accuracy: count(isRight),
    topK: { k: topK, accuracy: count(({ rank }) => rank < topK) },
    classes: classMetrics(set.classes, confusion, confidence),
    confusion,
    calibrationError: calibrationError(predictions, calibrationBins),
    mostConfidentlyWrong: mostConfidentlyWrong(set, settings.wrongImages),
  };
}

function classMetrics(
  classes: readonly string[],
  confusion: readonly ConfusionCell[],
  confidence: number,
): readonly ClassMetrics[] {
  const zeros = () => new Array<number>(classes.length).fill(0);
  const [hits, taken, actual] = [zeros(), zeros(), zeros()];
  const add = (counts: number[], at: number, images: number) => {
    counts[at] = (counts[at] ?? 0) + images;
  };
  for (const cell of confusion) {
    add(actual, cell.actual, cell.images);
    add(taken, cell.predicted, cell.images);
    if (cell.actual === cell.predicted) add(hits, cell.actual, cell.images);
  }
  return classes.map((name, at) => ({
    name,
    precision: proportion(hits[at] ?? 0, taken[at] ?? 0, confidence),
    recall: proportion(hits[at] ?? 0, actual[at] ?? 0, confidence),
  }));
}

/**
 * Expected calibration error: predictions are put into bins of equal width by the probability of the predicted class; the mean
 * distance between a bin's accuracy and its mean probability, weighed by its images. 0 is a model whose 0.9 means nine of ten.
 * Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017).
 */
export function calibrationError(predictions: readonly Prediction[], bins: number): number {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, right: 0 }));
  for (const prediction of predictions) {
    const { probability } = prediction;
    // A bin has its upper end: (0, 1/15], (1/15, 2/15] and so on.
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(probability * bins) - 1))];
    if (bin === undefined) continue;
    bin.probability += probability;
    bin.right += isRight(prediction) ? 1 : 0;
  }
  return sums.reduce((total, { probability, right }) => total + Math.abs(right - probability), 0) / predictions.length;
}

function mostConfidentlyWrong({ classes, predictions }: PredictedSet, count: number): readonly WrongImage[] {
  return predictions
    .filter((prediction) => !isRight(prediction))
    .sort((one, other) => other.probability - one.probability || (one.image < other.image ? -1 : 1))
    .slice(0, count)
    .map(({ image, label, predicted, probability }) => ({
      image,
      actual: classes[label] ?? '',
      predicted: classes[predicted] ?? '',
      probability,
    }));
}
