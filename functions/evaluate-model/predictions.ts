/** What a model says of one image whose class is known. */
export interface Prediction {
  readonly image: string;
  /** Index of the image's own class among the classes. */
  readonly label: number;
  /** Of each class, in the order of the classes. */
  readonly probabilities: readonly number[];
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
  const count = classes.length;
  const problems = [
    ...(new Set(classes).size === count ? [] : ['a class is named twice']),
    ...(predictions.length === 0 ? ['there is none'] : []),
    ...first(
      predictions,
      ({ label }) => !(Number.isInteger(label) && label >= 0 && label < count),
      ({ label }) => {
        return `has the label ${label}, which none of the ${count} classes has`;
      },
    ),
    ...first(
      predictions,
      ({ probabilities }) => probabilities.length !== count,
      ({ probabilities }) => {
        return `has ${probabilities.length} probabilities for ${count} classes`;
      },
    ),
    ...first(
      predictions,
      ({ probabilities }) => !probabilities.every(isProbability),
      ({ probabilities }) => {
        return `has a probability of ${probabilities.find((value) => !isProbability(value))}`;
      },
    ),
    ...repeatedImage(predictions),
  ];
  if (problems.length > 0) throw new UnusablePredictionsError(problems);
}

function first(
  predictions: readonly Prediction[],
  isWrong: (prediction: Prediction) => boolean,
  text: (prediction: Prediction) => string,
): readonly string[] {
  const found = predictions.find(isWrong);
  return found === undefined ? [] : [`${JSON.stringify(found.image)} ${text(found)}`];
}

function repeatedImage(predictions: readonly Prediction[]): readonly string[] {
  const seen = new Set<string>();
  for (const { image } of predictions) {
    if (seen.has(image)) return [`${JSON.stringify(image)} is predicted twice`];
    seen.add(image);
  }
  return [];
}

/** Rounding may lead a little beyond 1. */
function isProbability(value: number): boolean {
  return value >= 0 && value <= 1 + 1e-6;
}

/** The class with the highest probability; of equal ones the first, as the algorithm takes it. */
export function predictedLabel({ probabilities }: Prediction): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

export function isRight(prediction: Prediction): boolean {
  return predictedLabel(prediction) === prediction.label;
}
