import type { PredictedSet } from './predictions.ts';

/** Images of one class that were taken for one class, itself or another. */
export interface ConfusionCell {
  /** Indices among the classes. */
  readonly actual: number;
  readonly predicted: number;
  readonly images: number;
}

/** The cells that have images, by actual and predicted class: of 10,000 classes a whole matrix would have 100 million. */
export function confusionCells({ classes, predictions }: PredictedSet): readonly ConfusionCell[] {
  const counts = new Map<number, number>();
  for (const { label, predicted } of predictions) {
    const cell = label * classes.length + predicted;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([cell, images]) => ({
      actual: Math.floor(cell / classes.length),
      predicted: cell % classes.length,
      images,
    }));
}

/** Rows are the images' own classes, columns the predicted ones. For few classes. */
export function confusionMatrix(classes: number, cells: readonly ConfusionCell[]): readonly (readonly number[])[] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { actual, predicted, images } of cells) {
    const row = matrix[actual];
    if (row !== undefined) row[predicted] = images;
  }
  return matrix;
}
