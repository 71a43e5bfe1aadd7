import sharp, { type Sharp } from 'sharp';
import { type Shape, sizeOf } from '../network/layer.ts';
import { decodeBmp, isBmp } from './bmp-decoder.ts';
import { doubtfulFormat, formatFault } from './image-format.ts';
import { centralRegion, type Region } from './image-geometry.ts';

// Many small images: a thread per image is faster than several threads within one, and nothing is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

export interface DecodeSettings {
  /** Channels, height and width that every image must have at least (hyperparameter image_shape). */
  readonly imageShape: Shape;
  /** Shortest side in pixels before the crop (hyperparameter resize). */
  readonly resize?: number;
  readonly inputShape: Shape;
  /** The whole image is brought to the input's shape, whatever its size and its proportions: so at inference. */
  readonly isWhole?: true;
  /** Told the name of an image's format where the algorithm may not read it. */
  readonly onDoubt?: (format: string) => void;
}

/** Why an image cannot be trained on; `kind` groups equal faults in a report. */
export class ImageError extends Error {
  readonly kind: 'unreadable' | 'too small';

  constructor(kind: ImageError['kind'], message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'ImageError';
    this.kind = kind;
  }
}

/**
 * What libvips says of a file that ends too early or holds damaged data. Decoders of several images at a time take each
 * other's words away now and then: all that is left is `Unknown error`.
 */
const DAMAGED = /^Unknown error|corrupt header|premature end|libpng read error/u;

/** One image file's bytes as the network's input: one byte per value, in the order of `inputShape`. Throws ImageError. */
export async function decodeImage(bytes: Buffer, settings: DecodeSettings): Promise<Uint8Array> {
  if (bytes.length === 0) throw new ImageError('unreadable', 'the file is empty');
  try {
    return await decode(bytes, settings);
  } catch (error) {
    if (error instanceof ImageError) throw error;
    throw new ImageError('unreadable', decodingFault(error), { cause: error });
  }
}

function decodingFault(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return DAMAGED.test(text) ? 'the file is cut short or corrupt' : `it cannot be decoded: ${text.split('\n')[0]}`;
}

async function decode(bytes: Buffer, settings: DecodeSettings): Promise<Uint8Array> {
  const { imageShape, inputShape, isWhole } = settings;
  const image = open(bytes);
  const { width, height, format } = await image.metadata();
  const fault = formatFault(format);
  if (fault !== undefined) throw new ImageError('unreadable', fault);
  const region = isWhole ? { left: 0, top: 0, width, height } : croppedRegion(width, height, settings);
  const pixels = await image
    .extract(region)
    .resize(inputShape.width, inputShape.height, { fit: 'fill' })
    .toColourspace(imageShape.channels === 1 ? 'b-w' : 'srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer();
  if (pixels.length !== sizeOf(inputShape)) {
    throw new ImageError('unreadable', `it decodes to ${pixels.length} values instead of ${sizeOf(inputShape)}`);
  }
  const doubtful = doubtfulFormat(format);
  if (doubtful !== undefined) settings.onDoubt?.(doubtful);
  return pixels;
}

function croppedRegion(width: number, height: number, settings: DecodeSettings): Region {
  const region = centralRegion(width, height, settings.imageShape, settings.resize);
  if (!('left' in region)) throw tooSmall(width, height, region, settings);
  return region;
}

function open(bytes: Buffer): Sharp {
  if (!isBmp(bytes)) return sharp(bytes, { failOn: 'error' });
  const { data, width, height } = decodeBmp(bytes);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

function tooSmall(
  width: number,
  height: number,
  resized: { width: number; height: number },
  { imageShape, resize }: DecodeSettings,
): ImageError {
  const after = resize === undefined ? '' : `, ${resized.width}x${resized.height} after resize=${resize}`;
  const wanted = `${imageShape.width}x${imageShape.height}`;
  return new ImageError(
    'too small',
    `it is ${width}x${height} pixels (width x height)${after}; image_shape needs ${wanted}`,
  );
}
