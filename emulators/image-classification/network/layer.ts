import type { SeededRandom } from './seeded-random.ts';

/** Height, width and channels of what flows between layers; values are in row order, the channels of one pixel together. */
export interface Shape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What a layer learns: `gradients` is added to by every backward pass and cleared by the optimizer. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly gradients: Float32Array;
}

/** One step of the network. Its buffers are its own and are overwritten by the next call. */
export interface Layer {
  readonly outputShape: Shape;
  readonly parameters: readonly Parameter[];
  /** Results for the first `count` images in `input`. */
  forward(input: Float32Array, count: number): Float32Array;
  /** From the loss's gradient at the output to that at the input of the same `forward`; adds up the parameters' gradients. */
  backward(outputGradients: Float32Array, count: number): Float32Array;
}

export function sizeOf(shape: Shape): number {
  return shape.height * shape.width * shape.channels;
}

/** A parameter drawn from the normal distribution. */
export function randomParameter(
  name: string,
  shape: readonly number[],
  deviation: number,
  random: SeededRandom,
): Parameter {
  const parameter = zeroParameter(name, shape);
  for (let index = 0; index < parameter.values.length; index++) parameter.values[index] = deviation * random.normal();
  return parameter;
}

/** The deviation of weights that keeps signals at their size through ReLU (He et al., 2015). */
export function heDeviation(inputs: number): number {
  return Math.sqrt(2 / inputs);
}

export function zeroParameter(name: string, shape: readonly number[]): Parameter {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return { name, shape, values: new Float32Array(size), gradients: new Float32Array(size) };
}
