import type { Shape } from '../network/layer.ts';

/** Pixels of the network's input: the learner's cost grows with it, and 512 are enough to distinguish rough shapes. */
const INPUT_AREA = 512;
/** Two poolings halve each side twice. */
const SIDE_STEP = 4;

/** The small tensor to which an image of `imageShape` is reduced: same proportions, sides a multiple of four. */
export function inputShapeFor(imageShape: Shape): Shape {
  const scale = Math.min(1, Math.sqrt(INPUT_AREA / (imageShape.height * imageShape.width)));
  const side = (pixels: number) => Math.max(SIDE_STEP, Math.round((pixels * scale) / SIDE_STEP) * SIDE_STEP);
  return { height: side(imageShape.height), width: side(imageShape.width), channels: imageShape.channels };
}

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An image's size is too small for `image_shape`; sizes are after `resize`. */
export interface TooSmall {
  readonly width: number;
  readonly height: number;
}

/**
 * The part of a `width` by `height` image that remains after the shortest side is brought to `resize` pixels (if given) and
 * the centre of `imageShape` is cut out, in pixels of the original.
 */
export function centralRegion(
  width: number,
  height: number,
  imageShape: Shape,
  resize: number | undefined,
): Region | TooSmall {
  const scale = resize === undefined ? 1 : resize / Math.min(width, height);
  const resized = { width: Math.round(width * scale), height: Math.round(height * scale) };
  if (resized.width < imageShape.width || resized.height < imageShape.height) return resized;
  const regionWidth = Math.min(width, Math.max(1, Math.round(imageShape.width / scale)));
  const regionHeight = Math.min(height, Math.max(1, Math.round(imageShape.height / scale)));
  return {
    left: Math.floor((width - regionWidth) / 2),
    top: Math.floor((height - regionHeight) / 2),
    width: regionWidth,
    height: regionHeight,
  };
}
