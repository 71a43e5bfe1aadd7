import { ConvolutionLayer } from './convolution-layer.ts';
import { DenseLayer } from './dense-layer.ts';
import type { Layer, Parameter, Shape } from './layer.ts';
import { PoolingLayer } from './pooling-layer.ts';
import { SeededRandom } from './seeded-random.ts';
import { applySoftmax } from './softmax-loss.ts';

/** Images that go through the network at a time: enough to use a dense layer's weights often, few enough for the cache. */
export const CHUNK_IMAGES = 8;

const FIRST_FILTERS = 8;
const SECOND_FILTERS = 16;
const HIDDEN_UNITS = 48;
/** Small first scores: with full-sized ones a few dozen steps at learning rate 0.01 could end in a plateau (1 seed in 4). */
const FIRST_SCORES = 0.1;

/** Layers in order; the last one gives one score per class. */
export class Network {
  readonly classes: number;
  readonly parameters: readonly Parameter[];
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[], classes: number) {
    this.#layers = layers;
    this.classes = classes;
    this.parameters = layers.flatMap((layer) => layer.parameters);
  }

  /** Class probabilities of the first `count` (at most CHUNK_IMAGES) images, overwritten by the next call. */
  predict(input: Float32Array, count: number, activate = applySoftmax): Float32Array {
    const scores = this.#layers.reduce((values, layer) => layer.forward(values, count), input);
    activate(scores, count, this.classes);
    return scores;
  }

  /** Adds to the parameters' gradients, from the gradients of the scores of the last `predict`. */
  learn(scoreGradients: Float32Array, count: number): void {
    this.#layers.reduceRight((gradients, layer) => layer.backward(gradients, count), scoreGradients);
  }
}

/** The rehearsal's network: two convolutions with pooling, one hidden layer; about 26,000 weights for an input of 32 by 16 with 3 channels. */
export function convolutionalNetwork(input: Shape, classes: number, seed: number): Network {
  const random = new SeededRandom(seed);
  const maxCount = CHUNK_IMAGES;
  const first = new ConvolutionLayer(
    input,
    { name: 'conv0', filters: FIRST_FILTERS, maxCount, givesInputGradients: false },
    random,
  );
  const firstPool = new PoolingLayer(first.outputShape, maxCount);
  const second = new ConvolutionLayer(
    firstPool.outputShape,
    { name: 'conv1', filters: SECOND_FILTERS, maxCount, givesInputGradients: true },
    random,
  );
  const secondPool = new PoolingLayer(second.outputShape, maxCount);
  const hidden = new DenseLayer(
    secondPool.outputShape,
    { name: 'fc0', outputs: HIDDEN_UNITS, maxCount, relu: true, weightScale: 1, givesInputGradients: true },
    random,
  );
  const scores = new DenseLayer(
    hidden.outputShape,
    { name: 'fc1', outputs: classes, maxCount, relu: false, weightScale: FIRST_SCORES, givesInputGradients: true },
    random,
  );
  return new Network([first, firstPool, second, secondPool, hidden, scores], classes);
}
