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

export interface DenseOptions {
  readonly name: string;
  readonly outputs: number;
  readonly maxCount: number;
  /** Cuts negative results to zero. */
  readonly relu: boolean;
  /** Of the first weights, as a multiple of what keeps signals at their size. */
  readonly weightScale: number;
  readonly givesInputGradients: boolean;
}

/** Every output is a weighted sum of every input. */
export class DenseLayer implements Layer {
  readonly outputShape: Shape;
  readonly parameters: readonly Parameter[];
  readonly #inputs: number;
  readonly #outputs: number;
  readonly #relu: boolean;
  readonly #weights: Parameter;
  readonly #biases: Parameter;
  readonly #output: Float32Array;
  readonly #inputGradients: Float32Array;
  #input: Float32Array = new Float32Array();

  constructor(inputShape: Shape, options: DenseOptions, random: SeededRandom) {
    const { name, outputs, maxCount } = options;
    this.#inputs = sizeOf(inputShape);
    this.#outputs = outputs;
    this.#relu = options.relu;
    this.outputShape = { height: 1, width: 1, channels: outputs };
    const deviation = options.weightScale * heDeviation(this.#inputs);
    this.#weights = randomParameter(`${name}_weight`, [outputs, this.#inputs], deviation, random);
    this.#biases = zeroParameter(`${name}_bias`, [outputs]);
    this.parameters = [this.#weights, this.#biases];
    this.#output = new Float32Array(maxCount * outputs);
    this.#inputGradients = new Float32Array(options.givesInputGradients ? maxCount * this.#inputs : 0);
  }

  forward(input: Float32Array, count: number): Float32Array {
    this.#input = input;
    fillRows(this.#output, this.#biases.values, count);
    const product = { values: this.#output, start: 0, rowStep: this.#outputs, columnStep: 1 };
    const images = { values: input, start: 0, rowStep: this.#inputs, columnStep: 1 };
    const weights = { values: this.#weights.values, start: 0, rowStep: 1, columnStep: this.#inputs };
    addProduct(product, images, weights, { rows: count, columns: this.#outputs, inner: this.#inputs, segments: 1 });
    if (this.#relu) cutNegative(this.#output, this.#output, count * this.#outputs);
    return this.#output;
  }

  backward(outputGradients: Float32Array, count: number): Float32Array {
    if (this.#relu) cutNegative(outputGradients, this.#output, count * this.#outputs);
    const gradients = { values: outputGradients, start: 0, rowStep: this.#outputs, columnStep: 1 };
    const transposed = { values: outputGradients, start: 0, rowStep: 1, columnStep: this.#outputs };
    const images = { values: this.#input, start: 0, rowStep: this.#inputs, columnStep: 1 };
    const weightGradients = { values: this.#weights.gradients, start: 0, rowStep: this.#inputs, columnStep: 1 };
    addProduct(weightGradients, transposed, images, {
      rows: this.#outputs,
      columns: this.#inputs,
      inner: count,
      segments: 1,
    });
    addColumnSums(this.#biases.gradients, outputGradients, count);
    if (this.#inputGradients.length > 0) {
      const weights = { values: this.#weights.values, start: 0, rowStep: this.#inputs, columnStep: 1 };
      const product = { values: this.#inputGradients, start: 0, rowStep: this.#inputs, columnStep: 1 };
      this.#inputGradients.fill(0);
      addProduct(product, gradients, weights, {
        rows: count,
        columns: this.#inputs,
        inner: this.#outputs,
        segments: 1,
      });
    }
    return this.#inputGradients;
  }
}

/** Sets `values` to zero where `signs` is not positive. */
function cutNegative(values: Float32Array, signs: Float32Array, size: number): void {
  for (let index = 0; index < size; index++) {
    if ((signs[index] as number) <= 0) values[index] = 0;
  }
}
