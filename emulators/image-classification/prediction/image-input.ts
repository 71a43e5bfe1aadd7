import type { Model } from '../artifact/model-reader.ts';
import { decodeImage, ImageError } from '../readers/image-decoder.ts';
import type { ImageRefusal } from './prediction-protocol.ts';

/** What the algorithm takes for inference ("Image Classification - MXNet", Input/Output Interface). */
const CONTENT_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'application/x-image']);

/** An image that has no prediction, and why. */
export class PredictionRefusal extends Error {
  readonly refusal: ImageRefusal;

  constructor(refusal: ImageRefusal, options: ErrorOptions = {}) {
    super(refusal.message, options);
    this.name = 'PredictionRefusal';
    this.refusal = refusal;
  }
}

/**
 * Class probabilities of one image, in the order of the labels. The whole image is brought to `image_shape`, whatever its size
 * and its proportions, as the container does at inference; training crops its images instead.
 */
export async function predictImage(
  { classifier, description }: Model,
  contentType: string,
  bytes: Uint8Array,
): Promise<readonly number[]> {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!CONTENT_TYPES.has(type)) throw wrongContentType(contentType);
  const { imageShape, inputShape } = description;
  const pixels = await decodeImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    imageShape,
    inputShape,
    isWhole: true,
  }).catch((cause: unknown) => {
    if (!(cause instanceof ImageError)) throw cause;
    throw new PredictionRefusal({ kind: 'unreadable', message: `[rehearsal] the image: ${cause.message}` }, { cause });
  });
  return [...classifier.predictOne(pixels)];
}

function wrongContentType(contentType: string): PredictionRefusal {
  const taken = [...CONTENT_TYPES].join(', ');
  const given = contentType === '' ? 'no content type is given' : `content type ${JSON.stringify(contentType)}`;
  return new PredictionRefusal({ kind: 'content type', message: `[rehearsal] ${given}: the algorithm takes ${taken}` });
}
