import { fillInput, type ImageSet, type Normalization, PLAIN_VIEW, type View } from './image-set.ts';
import { type Shape, sizeOf } from './network/layer.ts';
import { CHUNK_IMAGES, type Network } from './network/network.ts';
import { addScore, type BatchScore, toScoreGradients } from './network/softmax-loss.ts';

/** A network together with how pixels are put into it. */
export class Classifier {
  readonly network: Network;
  readonly inputShape: Shape;
  readonly normalization: Normalization;
  readonly #inputs: Float32Array;
  readonly #labels = new Uint32Array(CHUNK_IMAGES);

  constructor(network: Network, inputShape: Shape, normalization: Normalization) {
    this.network = network;
    this.inputShape = inputShape;
    this.normalization = normalization;
    this.#inputs = new Float32Array(CHUNK_IMAGES * sizeOf(inputShape));
  }

  /** Class probabilities of every image of `set`, image by image. */
  predict(set: ImageSet): Float32Array {
    const { classes } = this.network;
    const all = new Float32Array(set.labels.length * classes);
    this.#inChunks(set, identity(set), undefined, (probabilities, labels, start) => {
      all.set(probabilities.subarray(0, labels.length * classes), start * classes);
    });
    return all;
  }

  evaluate(set: ImageSet, topK: number): BatchScore {
    const score: BatchScore = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    this.#inChunks(set, identity(set), undefined, (probabilities, labels) => {
      addScore(score, probabilities, labels, this.network.classes, topK);
    });
    return score;
  }

  /** Adds the gradients of one batch to the network's and its results to `score`. */
  learn(set: ImageSet, batch: Uint32Array, topK: number, score: BatchScore, nextView?: () => View): void {
    const { classes } = this.network;
    this.#inChunks(set, batch, nextView, (probabilities, labels) => {
      addScore(score, probabilities, labels, classes, topK);
      toScoreGradients(probabilities, labels, classes, 1 / batch.length);
      this.network.learn(probabilities, labels.length);
    });
  }

  #inChunks(
    set: ImageSet,
    images: Uint32Array,
    nextView: (() => View) | undefined,
    use: (probabilities: Float32Array, labels: Uint32Array, start: number) => void,
  ): void {
    for (let start = 0; start < images.length; start += CHUNK_IMAGES) {
      const chunk = images.subarray(start, start + CHUNK_IMAGES);
      chunk.forEach((image, slot) => {
        fillInput(this.#inputs, slot, set, image, this.normalization, nextView?.() ?? PLAIN_VIEW);
        this.#labels[slot] = set.labels[image] ?? 0;
      });
      use(this.network.predict(this.#inputs, chunk.length), this.#labels.subarray(0, chunk.length), start);
    }
  }
}

function identity(set: ImageSet): Uint32Array {
  return Uint32Array.from(set.labels.keys());
}
