import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { ObjectBytes } from '../../generate-dataset/storage/object-bytes.ts';
import type { StoredPlace } from '../../generate-dataset/storage/stored-place.ts';
import type { LabelledImage } from '../choice/validation-rows.ts';
import { commonFlags } from '../comparison/common-images.ts';
import { type PredictedSet, type Prediction, predictionOf } from '../predictions.ts';
import { OUTPUT_SUFFIX, outputLead, outputSizes } from './output-listing.ts';
import { probabilitiesIn } from './output-text.ts';

/** An image that a model has not predicted, and why. */
export interface MissingImage {
  readonly image: string;
  readonly reason: string;
}

export interface ReadPredictions extends PredictedSet {
  /** Of the images asked for, in their order. */
  readonly missing: readonly MissingImage[];
}

export interface AskedModel {
  /** Folder of the transform job's output, without a slash at the end. */
  readonly output: StoredPlace;
  /** Of the folder that the images' paths are below. */
  readonly imagesPrefix: string;
  /** In the order of the probabilities. */
  readonly classes: readonly string[];
  /** Of the model compared with; undefined where there is none. */
  readonly otherClasses: readonly string[] | undefined;
}

const READS_AT_ONCE = 50;
/** Ten thousand classes take 250 KB. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** Reads what a transform job has predicted. `label` of an image: its index among the model's classes. */
export async function readPredictions(
  s3: S3Sender,
  { output, imagesPrefix, classes, otherClasses }: AskedModel,
  images: readonly LabelledImage[],
): Promise<ReadPredictions> {
  const sizes = await outputSizes(s3, output);
  const paths = images.map(({ path }) => path);
  const lead = outputLead(sizes, paths, imagesPrefix);
  const isCommon = otherClasses === undefined ? undefined : commonFlags(classes, otherClasses);
  const found = new Array<Prediction | string>(images.length).fill('');
  const waiting = images.entries();
  let failed = false;
  const work = async () => {
    for (const [at, { path: image, label }] of waiting) {
      if (failed) return;
      const text = await outputText(s3, output, lead + image, sizes.get(lead + image)).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      const probabilities = 'problem' in text ? text.problem : probabilitiesIn(text.text, classes.length);
      found[at] =
        typeof probabilities === 'string' ? probabilities : predictionOf({ image, label }, probabilities, isCommon);
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, work));
  return {
    classes,
    predictions: found.filter((one) => typeof one !== 'string'),
    missing: images.flatMap(({ path: image }, at) => {
      const reason = found[at];
      return typeof reason === 'string' ? [{ image, reason }] : [];
    }),
  };
}

async function outputText(
  s3: S3Sender,
  { bucket, key }: StoredPlace,
  name: string,
  sizeBytes: number | undefined,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  if (sizeBytes === undefined) return { problem: 'has no prediction' };
  if (sizeBytes > MAX_OUTPUT_BYTES) return { problem: `has a prediction of ${sizeBytes} bytes, which is too large` };
  const file = new ObjectBytes(s3, { bucket, key: `${key}/${name}${OUTPUT_SUFFIX}`, sizeBytes });
  return { text: (await file.read(0, sizeBytes)).toString() };
}
