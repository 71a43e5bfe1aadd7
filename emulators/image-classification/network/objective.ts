import { addMarkScore, applySigmoid, toMarkGradients } from './sigmoid-loss.ts';
import { addScore, applySoftmax, type BatchScore, toScoreGradients } from './softmax-loss.ts';

/** What the network's scores mean and how far they are from the labels. Labels of a chunk are in the order of its images. */
export interface Objective {
  /** One class index an image, or one mark for each class. */
  readonly labelsPerImage: (classes: number) => number;
  /** Scores in place to probabilities. */
  readonly activate: (scores: Float32Array, count: number, classes: number) => void;
  readonly addScore: (
    score: BatchScore,
    probabilities: Float32Array,
    labels: Uint32Array,
    classes: number,
    topK: number,
  ) => void;
  /** Probabilities in place to gradients of the scores. */
  readonly toGradients: (probabilities: Float32Array, labels: Uint32Array, classes: number, scale: number) => void;
}

/** Each image is of one class. */
export const ONE_CLASS: Objective = {
  labelsPerImage: () => 1,
  activate: applySoftmax,
  addScore,
  toGradients: toScoreGradients,
};

/** An image may be of several classes (hyperparameter multi_label). */
export const MANY_CLASSES: Objective = {
  labelsPerImage: (classes) => classes,
  activate: applySigmoid,
  addScore: addMarkScore,
  toGradients: (probabilities, labels, _classes, scale) => toMarkGradients(probabilities, labels, scale),
};
