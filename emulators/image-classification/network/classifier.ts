import {
  fillInput,
  type ImageSet,
  imageCount,
  type Normalization,
  PLAIN_VIEW,
  type View,
} from '../readers/image-set.ts';
import { type Shape, sizeOf } from './layer.ts';
import { CHUNK_IMAGES, type Network } from './network.ts';
import { type Objective, ONE_CLASS } from './objective.ts';
import type { BatchScore } from './softmax-loss.ts';

/** A few images that went through the network together, `start` images after the first. */
interface Chunk {
  readonly probabilities: Float32Array;
  readonly labels: Uint32Array;
  readonly count: number;
  readonly start: number;
}

/** A network together with how pixels are put into it and what its scores mean. */
export class Classifier {
  readonly network: Network;
  readonly inputShape: Shape;
  readonly normalization: Normalization;
  readonly #inputs: Float32Array;
  readonly #objective: Objective;
  readonly #labelsPerImage: number;
  readonly #labels: Uint32Array;

  constructor(network: Network, inputShape: Shape, normalization: Normalization, objective: Objective = ONE_CLASS) {
    this.network = network;
    this.#objective = objective;
    this.#labelsPerImage = objective.labelsPerImage(network.classes);
    this.#labels = new Uint32Array(CHUNK_IMAGES * this.#labelsPerImage);
    this.inputShape = inputShape;
    this.normalization = normalization;
    this.#inputs = new Float32Array(CHUNK_IMAGES * sizeOf(inputShape));
  }

  /** Class probabilities of every image of `set`, image by image. */
  predict(set: ImageSet): Float32Array {
    const { classes } = this.network;
    const all = new Float32Array(imageCount(set) * classes);
    this.#inChunks(set, identity(set), undefined, ({ probabilities, count, start }) => {
      all.set(probabilities.subarray(0, count * classes), start * classes);
    });
    return all;
  }

  /** Class probabilities of one image, whose pixels are in the order of `inputShape`; overwritten by the next call. */
  predictOne(pixels: Uint8Array): Float32Array {
    const set = { inputShape: this.inputShape, pixels, labels: this.#labels };
    fillInput(this.#inputs, 0, set, 0, this.normalization);
    return this.network.predict(this.#inputs, 1, this.#objective.activate).subarray(0, this.network.classes);
  }

  evaluate(set: ImageSet, topK: number): BatchScore {
    const score: BatchScore = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    this.#inChunks(set, identity(set), undefined, ({ probabilities, labels }) => {
      this.#objective.addScore(score, probabilities, labels, this.network.classes, topK);
    });
    return score;
  }

  /** Adds the gradients of one batch to the network's and its results to `score`. */
  learn(set: ImageSet, batch: Uint32Array, topK: number, score: BatchScore, nextView?: () => View): void {
    const { classes } = this.network;
    this.#inChunks(set, batch, nextView, ({ probabilities, labels, count }) => {
      this.#objective.addScore(score, probabilities, labels, classes, topK);
      this.#objective.toGradients(probabilities, labels, classes, 1 / batch.length);
      this.network.learn(probabilities, count);
    });
  }

  #inChunks(set: ImageSet, images: Uint32Array, nextView: (() => View) | undefined, use: (chunk: Chunk) => void): void {
    const each = this.#labelsPerImage;
    for (let start = 0; start < images.length; start += CHUNK_IMAGES) {
      const chunk = images.subarray(start, start + CHUNK_IMAGES);
      chunk.forEach((image, slot) => {
        fillInput(this.#inputs, slot, set, image, this.normalization, nextView?.() ?? PLAIN_VIEW);
        this.#labels.set(set.labels.subarray(image * each, (image + 1) * each), slot * each);
      });
      const count = chunk.length;
      const probabilities = this.network.predict(this.#inputs, count, this.#objective.activate);
      use({ probabilities, labels: this.#labels.subarray(0, count * each), count, start });
    }
  }
}

function identity(set: ImageSet): Uint32Array {
  return Uint32Array.from({ length: imageCount(set) }, (_, image) => image);
}
