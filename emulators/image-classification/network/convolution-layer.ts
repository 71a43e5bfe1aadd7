import { addColumnSums, fillRows } from './array-rows.ts';
import {
  heDeviation,
  type Layer,
  type Parameter,
  randomParameter,
  type Shape,
  sizeOf,
  zeroParameter,
} from './layer.ts';
import { addProduct } from './matrix-product.ts';
import type { SeededRandom } from './seeded-random.ts';

const KERNEL = 3;

export interface ConvolutionOptions {
  readonly name: string;
  readonly filters: number;
  readonly maxCount: number;
  /** The first layer needs none: nobody asks for the gradient of a pixel. */
  readonly givesInputGradients: boolean;
}

/**
 * A 3x3 convolution with a border of zeros, so that height and width stay. Images get their border in a copy; a pixel's
 * neighbourhood is then three runs of that copy, and the filters are a product of matrices without copying neighbourhoods.
 */
export class ConvolutionLayer implements Layer {
  readonly outputShape: Shape;
  readonly parameters: readonly Parameter[];
  readonly #inputShape: Shape;
  readonly #givesInputGradients: boolean;
  readonly #weights: Parameter;
  readonly #biases: Parameter;
  readonly #turned: Float32Array;
  readonly #bordered: Float32Array;
  readonly #borderedGradients: Float32Array;
  readonly #output: Float32Array;
  readonly #inputGradients: Float32Array;

  constructor(inputShape: Shape, options: ConvolutionOptions, random: SeededRandom) {
    const { name, filters, maxCount, givesInputGradients } = options;
    const { channels } = inputShape;
    this.#inputShape = inputShape;
    this.#givesInputGradients = givesInputGradients;
    this.outputShape = { ...inputShape, channels: filters };
    const shape = [filters, KERNEL, KERNEL, channels];
    this.#weights = randomParameter(`${name}_weight`, shape, heDeviation(KERNEL * KERNEL * channels), random);
    this.#biases = zeroParameter(`${name}_bias`, [filters]);
    this.parameters = [this.#weights, this.#biases];
    this.#turned = new Float32Array(this.#weights.values.length);
    this.#bordered = new Float32Array(maxCount * sizeOf(withBorder(inputShape)));
    this.#borderedGradients = new Float32Array(givesInputGradients ? sizeOf(withBorder(this.outputShape)) : 0);
    this.#output = new Float32Array(maxCount * sizeOf(this.outputShape));
    this.#inputGradients = new Float32Array(givesInputGradients ? maxCount * sizeOf(inputShape) : 0);
  }

  forward(input: Float32Array, count: number): Float32Array {
    fillRows(this.#output, this.#biases.values, (count * sizeOf(this.outputShape)) / this.#biases.values.length);
    for (let image = 0; image < count; image++) {
      const start = image * sizeOf(withBorder(this.#inputShape));
      copyWithBorder(this.#bordered, start, input, image * sizeOf(this.#inputShape), this.#inputShape);
      const to = image * sizeOf(this.outputShape);
      convolve(this.#output, to, this.#bordered, start, this.#inputShape, this.#weights.values);
    }
    return this.#output;
  }

  backward(outputGradients: Float32Array, count: number): Float32Array {
    addColumnSums(
      this.#biases.gradients,
      outputGradients,
      (count * sizeOf(this.outputShape)) / this.#biases.values.length,
    );
    for (let image = 0; image < count; image++) this.#addWeightGradients(outputGradients, image);
    if (this.#givesInputGradients) {
      this.#inputGradients.fill(0);
      turnWeights(this.#turned, this.#weights.values, this.outputShape.channels, this.#inputShape.channels);
      for (let image = 0; image < count; image++) {
        const from = image * sizeOf(this.outputShape);
        copyWithBorder(this.#borderedGradients, 0, outputGradients, from, this.outputShape);
        const to = image * sizeOf(this.#inputShape);
        convolve(this.#inputGradients, to, this.#borderedGradients, 0, this.outputShape, this.#turned);
      }
    }
    return this.#inputGradients;
  }

  /** For each of a neighbourhood's three rows: output gradients (turned) times the image's runs, over all image rows. */
  #addWeightGradients(outputGradients: Float32Array, image: number): void {
    const { height, width, channels } = this.#inputShape;
    const filters = this.outputShape.channels;
    const borderedRow = (width + 2) * channels;
    const gradients = {
      values: outputGradients,
      start: image * sizeOf(this.outputShape),
      rowStep: 1,
      columnStep: filters,
      segmentStep: width * filters,
    };
    const size = { rows: filters, columns: KERNEL * channels, inner: width, segments: height };
    for (let row = 0; row < KERNEL; row++) {
      const start = image * sizeOf(withBorder(this.#inputShape)) + row * borderedRow;
      const runs = { values: this.#bordered, start, rowStep: channels, columnStep: 1, segmentStep: borderedRow };
      const rowStep = KERNEL * KERNEL * channels;
      const target = { values: this.#weights.gradients, start: row * KERNEL * channels, rowStep, columnStep: 1 };
      addProduct(target, gradients, runs, size);
    }
  }
}

function withBorder(shape: Shape): Shape {
  return { ...shape, height: shape.height + 2, width: shape.width + 2 };
}

/** The border is never written and stays zero. */
function copyWithBorder(target: Float32Array, to: number, source: Float32Array, from: number, shape: Shape): void {
  const rowSize = shape.width * shape.channels;
  const borderedRowSize = rowSize + 2 * shape.channels;
  for (let row = 0; row < shape.height; row++) {
    const start = from + row * rowSize;
    target.set(source.subarray(start, start + rowSize), to + (row + 1) * borderedRowSize + shape.channels);
  }
}

/** Adds to each pixel of `target` the products of its neighbourhood in `bordered` with each filter of `weights`. */
function convolve(
  target: Float32Array,
  to: number,
  bordered: Float32Array,
  from: number,
  shape: Shape,
  weights: Float32Array,
): void {
  const { height, width, channels } = shape;
  const patchSize = KERNEL * KERNEL * channels;
  const run = KERNEL * channels;
  const filters = weights.length / patchSize;
  const segmentStep = (width + 2) * channels;
  const right = { values: weights, start: 0, rowStep: 1, columnStep: patchSize, segmentStep: run };
  const size = { rows: width, columns: filters, inner: run, segments: KERNEL };
  for (let row = 0; row < height; row++) {
    const left = { values: bordered, start: from + row * segmentStep, rowStep: channels, columnStep: 1, segmentStep };
    const product = { values: target, start: to + row * width * filters, rowStep: filters, columnStep: 1 };
    addProduct(product, left, right, size);
  }
}

/** The weights as the way back needs them: input and output channels changed over, the kernel turned by half a circle. */
function turnWeights(turned: Float32Array, weights: Float32Array, filters: number, channels: number): void {
  const positions = KERNEL * KERNEL;
  for (let filter = 0; filter < filters; filter++) {
    for (let position = 0; position < positions; position++) {
      for (let channel = 0; channel < channels; channel++) {
        const to = (channel * positions + positions - 1 - position) * filters + filter;
        turned[to] = weights[(filter * positions + position) * channels + channel] as number;
      }
    }
  }
}
