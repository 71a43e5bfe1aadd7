import { checkPredictions, isRight, type PredictedSet, type Prediction, predictedLabel } from './predictions.ts';
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
  /** Counts of images by their own class (rows) and the predicted one (columns). */
  readonly confusion: readonly (readonly number[])[];
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
  const confusion = confusionMatrix(set);
  const share = (hits: number, total = predictions.length) => proportion(hits, total, confidence);
  return {
    accuracy: share(predictions.filter(isRight).length),
    topK: { k: topK, accuracy: share(predictions.filter((prediction) => isAmongFirst(prediction, topK)).length) },
    classes: set.classes.map((name, at) => {
      const hits = confusion[at]?.[at] ?? 0;
      const taken = confusion.reduce((total, row) => total + (row[at] ?? 0), 0);
      const actual = (confusion[at] ?? []).reduce((total, count) => total + count, 0);
      return { name, precision: share(hits, taken), recall: share(hits, actual) };
    }),
    confusion,
    calibrationError: calibrationError(predictions, calibrationBins),
    mostConfidentlyWrong: mostConfidentlyWrong(set, settings.wrongImages),
  };
}

function confusionMatrix({ classes, predictions }: PredictedSet): number[][] {
  const matrix = classes.map(() => classes.map(() => 0));
  for (const prediction of predictions) {
    const row = matrix[prediction.label] ?? [];
    const column = predictedLabel(prediction);
    row[column] = (row[column] ?? 0) + 1;
  }
  return matrix;
}

/** Of classes with equal probabilities the first count as higher, as for the predicted one. */
function isAmongFirst({ label, probabilities }: Prediction, k: number): boolean {
  const own = probabilities[label] ?? 0;
  return probabilities.filter((value, at) => value > own || (value === own && at < label)).length < k;
}

/**
 * Expected calibration error: predictions are put into bins of equal width by the probability of the predicted class; the mean
 * distance between a bin's accuracy and its mean probability, weighed by its images. 0 is a model whose 0.9 means nine of ten.
 * Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks" (2017).
 */
export function calibrationError(predictions: readonly Prediction[], bins: number): number {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, right: 0 }));
  for (const prediction of predictions) {
    const probability = Math.max(...prediction.probabilities);
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
    .map((prediction) => ({ prediction, probability: Math.max(...prediction.probabilities) }))
    .sort(
      (one, other) => other.probability - one.probability || (one.prediction.image < other.prediction.image ? -1 : 1),
    )
    .slice(0, count)
    .map(({ prediction, probability }) => ({
      image: prediction.image,
      actual: classes[prediction.label] ?? '',
      predicted: classes[predictedLabel(prediction)] ?? '',
      probability,
    }));
}
