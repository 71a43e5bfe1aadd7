import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { parsed, recordOf } from '../../generate-dataset/storage/json-shapes.ts';
import { type StoredPlace, uriOf } from '../../generate-dataset/storage/stored-place.ts';
import { readStored } from '../../generate-dataset/storage/stored-text.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { KnownChampion } from './known-champion.ts';
import type { LabelledImage } from './validation-rows.ts';

const IMAGES_VERSION = 1;

/** `images.json`: what the first call has chosen, and what the second needs to know of it. */
export interface ChosenImages {
  readonly version: typeof IMAGES_VERSION;
  /** In the order of their labels. */
  readonly classes: readonly string[];
  /** Rows of the validation file. */
  readonly of: number;
  /** Of the folder that the paths are below, with its slash. */
  readonly imagesPrefix: string;
  readonly champion?: KnownChampion;
  readonly warnings: readonly string[];
  readonly images: readonly LabelledImage[];
}

export function chosenImages(chosen: Omit<ChosenImages, 'version'>): ChosenImages {
  return { version: IMAGES_VERSION, ...chosen };
}

/** @throws {EvaluationError} */
export async function readChosenImages(s3: S3Sender, place: StoredPlace): Promise<ChosenImages> {
  const stored = await readStored(s3, place);
  const chosen = stored === undefined ? undefined : parsed(stored.text);
  if (isChosenImages(chosen)) return chosen;
  const problem = stored === undefined ? 'is not there' : 'is not what the function has written';
  throw new EvaluationError(`${uriOf(place)}, the list of chosen images, ${problem}; start a new execution`);
}

/** The file is the function's own: that it is whole is what is looked for. */
function isChosenImages(value: unknown): value is ChosenImages {
  const { version, classes, of, imagesPrefix, warnings, images } = recordOf(value) ?? {};
  return (
    version === IMAGES_VERSION &&
    typeof of === 'number' &&
    typeof imagesPrefix === 'string' &&
    [classes, warnings, images].every(Array.isArray)
  );
}
