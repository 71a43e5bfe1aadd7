/** What a model says of one image whose class is known: not every probability, which for many classes and images no memory holds. */
export interface Prediction {
  readonly image: string;
  /** Index of the image's own class among the classes. */
  readonly label: number;
  /** The class with the highest probability; of equal ones the first, as the algorithm takes it. */
  readonly predicted: number;
  /** Of the predicted class. */
  readonly probability: number;
  /** How many classes come before the image's own by probability; of equal ones the first comes first. */
  readonly rank: number;
  /** The likeliest of the classes that the model compared with knows too; -1 where there is none. */
  readonly predictedCommon: number;
  /** Its probability among all classes. */
  readonly probabilityCommon: number;
}

/** A model's answers for a set of images. */
export interface PredictedSet {
  /** In the order of their labels. */
  readonly classes: readonly string[];
  readonly predictions: readonly Prediction[];
}

/** Answers that do not fit their classes; every kind of problem is named, with the first image that has it. */
export class UnusablePredictionsError extends Error {
  constructor(problems: readonly string[]) {
    super(`the predictions cannot be judged: ${problems.join('; ')}`);
    this.name = 'UnusablePredictionsError';
  }
}

/** @throws {UnusablePredictionsError} */
export function checkPredictions({ classes, predictions }: PredictedSet): void {
  const isLabel = (label: number) => Number.isInteger(label) && label >= 0 && label < classes.length;
  const wrong = predictions.find(({ label }) => !isLabel(label));
  const problems = [
    ...(new Set(classes).size === classes.length ? [] : ['a class is named twice']),
    ...(predictions.length === 0 ? ['there is none'] : []),
    ...(wrong === undefined
      ? []
      : [
          `${JSON.stringify(wrong.image)} has the label ${wrong.label}, which none of the ${classes.length} classes has`,
        ]),
    ...repeatedImage(predictions),
  ];
  if (problems.length > 0) throw new UnusablePredictionsError(problems);
}

function repeatedImage(predictions: readonly Prediction[]): readonly string[] {
  const seen = new Set<string>();
  for (const { image } of predictions) {
    if (seen.has(image)) return [`${JSON.stringify(image)} is predicted twice`];
    seen.add(image);
  }
  return [];
}

/** What is wrong with the probabilities of one image; undefined where nothing is. */
export function probabilitiesProblem(probabilities: readonly number[], classes: number): string | undefined {
  if (probabilities.length !== classes) return `has ${probabilities.length} probabilities for ${classes} classes`;
  const wrong = probabilities.find((value) => !isProbability(value));
  return wrong === undefined ? undefined : `has a probability of ${wrong}`;
}

/** Rounding may lead a little beyond 1. */
function isProbability(value: number): boolean {
  return value >= 0 && value <= 1 + 1e-6;
}

/** `isCommon`: of each class, whether the model compared with knows it too; undefined: all are. */
export function predictionOf(
  { image, label }: Pick<Prediction, 'image' | 'label'>,
  probabilities: readonly number[],
  isCommon?: readonly boolean[],
): Prediction {
  const own = probabilities[label] ?? 0;
  let [predicted, probability] = [-1, -1];
  let [predictedCommon, probabilityCommon] = [-1, -1];
  let rank = 0;
  // By index: thousands of classes for thousands of images.
  for (let at = 0; at < probabilities.length; at += 1) {
    const value = probabilities[at] ?? 0;
    if (value > own || (value === own && at < label)) rank += 1;
    if (value > probability) [predicted, probability] = [at, value];
    if (value <= probabilityCommon || isCommon?.[at] === false) continue;
    [predictedCommon, probabilityCommon] = [at, value];
  }
  return { image, label, predicted, probability, rank, predictedCommon, probabilityCommon };
}

export function isRight({ predicted, label }: Pick<Prediction, 'predicted' | 'label'>): boolean {
  return predicted === label;
}
