import type { ImageHead, ImageTrait, PixelSize } from './image-head.ts';
import type { TrainingShape } from './look-settings.ts';

/** What is to be said of an image. */
export interface Finding {
  /** `error`: the algorithm cannot train on it. `warning`: it trains on something else than what people see. */
  readonly severity: 'error' | 'warning';
  /** The same words for all images of which it is true. */
  readonly what: string;
  /** Numbers of this image. */
  readonly detail?: string;
}

/**
 * By content: MXNet decodes by OpenCV, whose imread documents these as always read, and those as read where the build has the
 * library (docs.opencv.org, 3.4 and 4.2).
 */
const READ = ['JPEG', 'PNG', 'BMP'];
const READ_BY_SOME_BUILDS = ['WebP', 'TIFF', 'JPEG 2000'];

const TRAITS: Readonly<Record<ImageTrait, Finding>> = {
  'damaged header': error('damaged: their header is not one of their format'),
  'cut short': error('cut short: the file ends before the image does'),
  'lossless JPEG': error('lossless or hierarchical JPEG, which libjpeg does not read'),
  '12 bit JPEG': error('JPEG of 12 bit a value, which libjpeg does not read'),
  'arithmetic coding': warning('JPEG with arithmetic coding, which not every build of libjpeg reads'),
  'four colour components': warning(
    'JPEG in CMYK or YCCK: the algorithm turns them into RGB without their colour profile, so that colours change',
  ),
  '16 bit': warning('PNG of 16 bit a value: the algorithm keeps the upper 8, so that dim images become black'),
  transparent: warning('transparent: the algorithm drops transparency and shows the colours beneath it'),
  animated: warning('animated: the algorithm takes the first picture, if it reads them'),
};

/** Less of an image than this is left in a crop of image_shape. */
const SEEN_SHARE = 0.25;

export function findingsOf(head: ImageHead, shape: TrainingShape): readonly Finding[] {
  const format = formatFinding(head.format);
  // Whatever else is true of it makes no difference.
  if (format?.severity === 'error') return [format];
  const found = head.traits.map((trait) => TRAITS[trait]);
  const size = head.size === undefined ? undefined : sizeFinding(head.size, shape);
  return [format, ...found, size].filter((finding) => finding !== undefined);
}

/** An object that S3 does not hand out before it is restored. */
export const ARCHIVED = error('archived: S3 gives them to a training job only after they were restored');

function formatFinding(format: string): Finding | undefined {
  if (READ.includes(format)) return undefined;
  if (READ_BY_SOME_BUILDS.includes(format)) {
    return warning(`${format} by their content, which not every build of the algorithm's decoder (OpenCV) reads`);
  }
  return error(`${format} by their content, which the algorithm's decoder (OpenCV) does not read`);
}

function sizeFinding({ width, height }: PixelSize, shape: TrainingShape): Finding | undefined {
  const { resize } = shape;
  const scale = resize === undefined ? 1 : resize / Math.min(width, height);
  const resized = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const wanted = `${shape.width}x${shape.height}`;
  const after = resize === undefined ? '' : ` after resize=${resize}`;
  if (resized.width < shape.width || resized.height < shape.height) {
    const is = resize === undefined ? '' : `, ${resized.width}x${resized.height}${after}`;
    return error(`smaller than image_shape (${wanted}, width x height)${after}`, `${width}x${height}${is}`);
  }
  if (scale > 1) return warning(`enlarged to ${wanted} and more by resize=${resize}`, `${width}x${height}`);
  const seen = (shape.width * shape.height) / (resized.width * resized.height);
  if (seen >= SEEN_SHARE) return undefined;
  const remedy = resize === undefined ? '; hyperparameter resize makes images smaller first' : '';
  return warning(
    `so much larger or longer than image_shape (${wanted})${after} that a crop shows less than a quarter${remedy}`,
    `${width}x${height}`,
  );
}

function error(what: string, detail?: string): Finding {
  return { severity: 'error', what, ...(detail === undefined ? {} : { detail }) };
}

function warning(what: string, detail?: string): Finding {
  return { severity: 'warning', what, ...(detail === undefined ? {} : { detail }) };
}
