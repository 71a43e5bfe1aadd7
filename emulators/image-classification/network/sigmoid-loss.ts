import type { BatchScore } from './softmax-loss.ts';

const HALF = 0.5;

/** Scores in place to one probability for each class by itself: an image may be of several classes, or of none. */
export function applySigmoid(scores: Float32Array, count: number, classes: number): void {
  for (let index = 0; index < count * classes; index++) scores[index] = 1 / (1 + Math.exp(-(scores[index] as number)));
}

/**
 * Adds to `score` what `probabilities` say of images with these marks, 0 or 1 for each class. An image counts by the share of
 * its classes that are right: the container's accuracies are of that kind (0.581019 of 144 images and 3 classes is 251 of 432).
 */
export function addMarkScore(
  score: BatchScore,
  probabilities: Float32Array,
  marks: Uint32Array,
  classes: number,
): void {
  marks.forEach((mark, index) => {
    const probability = probabilities[index] as number;
    const own = mark === 1 ? probability : 1 - probability;
    score.crossEntropy -= Math.log(Math.max(own, 1e-30)) / classes;
    if (probability > HALF === (mark === 1)) score.correct += 1 / classes;
  });
}

/** Probabilities in place to the gradient of the cross entropy by the scores, scaled by `scale` (one over the batch's size). */
export function toMarkGradients(probabilities: Float32Array, marks: Uint32Array, scale: number): void {
  marks.forEach((mark, index) => {
    probabilities[index] = ((probabilities[index] as number) - mark) * scale;
  });
}
