import { type Layer, type Shape, sizeOf } from './layer.ts';

/**
 * The largest of every 2x2 square, and zero where that is negative (max pooling and ReLU in one: the order does not matter).
 * An odd last row or column is left out.
 */
export class PoolingLayer implements Layer {
  readonly outputShape: Shape;
  readonly parameters = [];
  readonly #inputShape: Shape;
  readonly #output: Float32Array;
  readonly #inputGradients: Float32Array;
  /** Where each output came from; -1 where it was cut to zero. */
  readonly #sources: Int32Array;

  constructor(inputShape: Shape, maxCount: number) {
    this.#inputShape = inputShape;
    this.outputShape = {
      height: inputShape.height >> 1,
      width: inputShape.width >> 1,
      channels: inputShape.channels,
    };
    this.#output = new Float32Array(maxCount * sizeOf(this.outputShape));
    this.#sources = new Int32Array(this.#output.length);
    this.#inputGradients = new Float32Array(maxCount * sizeOf(inputShape));
  }

  forward(input: Float32Array, count: number): Float32Array {
    const { width, channels } = this.#inputShape;
    const rowSize = width * channels;
    const size = sizeOf(this.#inputShape);
    let to = 0;
    for (let image = 0; image < count; image++) {
      for (let row = 0; row < this.outputShape.height; row++) {
        for (let column = 0; column < this.outputShape.width; column++) {
          const corner = image * size + 2 * row * rowSize + 2 * column * channels;
          for (let channel = 0; channel < channels; channel++, to++) {
            const first = corner + channel;
            let best = first;
            if ((input[first + channels] as number) > (input[best] as number)) best = first + channels;
            if ((input[first + rowSize] as number) > (input[best] as number)) best = first + rowSize;
            if ((input[first + rowSize + channels] as number) > (input[best] as number)) {
              best = first + rowSize + channels;
            }
            const value = input[best] as number;
            this.#output[to] = Math.max(value, 0);
            this.#sources[to] = value > 0 ? best : -1;
          }
        }
      }
    }
    return this.#output;
  }

  backward(outputGradients: Float32Array, count: number): Float32Array {
    this.#inputGradients.fill(0, 0, count * sizeOf(this.#inputShape));
    const outputs = count * sizeOf(this.outputShape);
    for (let index = 0; index < outputs; index++) {
      const source = this.#sources[index] as number;
      if (source >= 0) this.#inputGradients[source] = outputGradients[index] as number;
    }
    return this.#inputGradients;
  }
}
