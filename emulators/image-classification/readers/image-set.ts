import { type Shape, sizeOf } from '../network/layer.ts';

/** Images of one channel, reduced to the network's input: one byte per value, all images in one array. */
export interface ImageSet {
  readonly inputShape: Shape;
  readonly pixels: Uint8Array;
  /** Image by image: the index of its class, or, with multi_label, 0 or 1 for every class. */
  readonly labels: Uint32Array;
}

export function imageCount({ pixels, inputShape }: ImageSet): number {
  return pixels.length / sizeOf(inputShape);
}

/** How pixel values become inputs: minus the channel's mean, divided by its deviation, over the training images. */
export interface Normalization {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** A channel of one single value everywhere gets deviation 1, so that it becomes zero rather than NaN. */
export function measureNormalization({ pixels, inputShape: { channels } }: ImageSet): Normalization {
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  pixels.forEach((value, index) => {
    const channel = index % channels;
    sums[channel] = (sums[channel] ?? 0) + value;
    squares[channel] = (squares[channel] ?? 0) + value * value;
  });
  const count = Math.max(1, pixels.length / channels);
  const means = Array.from(sums, (sum) => sum / count);
  const deviations = Array.from(squares, (square, channel) => {
    const variance = square / count - (means[channel] ?? 0) ** 2;
    return variance > 1e-6 ? Math.sqrt(variance) : 1;
  });
  return { means, deviations };
}

/** A small change of view for one image: mirrored, and shifted by whole pixels. */
export interface View {
  readonly mirrored: boolean;
  readonly right: number;
  readonly down: number;
}

export const PLAIN_VIEW: View = { mirrored: false, right: 0, down: 0 };

/** Writes image `image`, normalized and seen as `view`, to slot `slot` of `target`; the edge is repeated outside. */
export function fillInput(
  target: Float32Array,
  slot: number,
  set: ImageSet,
  image: number,
  { means, deviations }: Normalization,
  view: View = PLAIN_VIEW,
): void {
  const { height, width, channels } = set.inputShape;
  const from = image * sizeOf(set.inputShape);
  let to = slot * sizeOf(set.inputShape);
  for (let row = 0; row < height; row++) {
    const rowStart = from + clamp(row - view.down, height) * width * channels;
    for (let column = 0; column < width; column++) {
      const shifted = clamp(column - view.right, width);
      const pixel = rowStart + (view.mirrored ? width - 1 - shifted : shifted) * channels;
      for (let channel = 0; channel < channels; channel++) {
        const value = set.pixels[pixel + channel] ?? 0;
        target[to++] = (value - (means[channel] ?? 0)) / (deviations[channel] ?? 1);
      }
    }
  }
}

function clamp(position: number, size: number): number {
  return Math.min(size - 1, Math.max(0, position));
}
