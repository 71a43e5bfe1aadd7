import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import type { ChosenImages } from '../choice/chosen-images.ts';
import { EvaluationError } from '../evaluation-error.ts';
import { type EvaluationKeys, evaluationKeys } from '../evaluation-keys.ts';
import type { EvaluationSettings } from '../event/evaluation-event.ts';
import type { JudgeEvent } from '../event/judge-event.ts';
import { type MissingImage, type ReadPredictions, readPredictions } from './read-predictions.ts';

/** The model in use, as far as it can be compared with. */
export type JudgedChampion = {
  readonly arn: string;
  readonly model?: string;
} & ({ readonly predicted: ReadPredictions } | { readonly problem: string });

export interface PredictedModels {
  readonly candidate: ReadPredictions;
  readonly champion: JudgedChampion | undefined;
}

const SHOWN_IMAGES = 3;
const WHAT_TO_DO = 'approve the new package by hand, or reject that of the champion';

/**
 * What both models say of the chosen images.
 * @throws {EvaluationError} where the new model has predicted too few
 */
export async function predictedModels(
  s3: S3Sender,
  settings: EvaluationSettings,
  event: JudgeEvent,
  chosen: ChosenImages,
): Promise<PredictedModels> {
  const { classes, images, imagesPrefix, champion } = chosen;
  const keys = evaluationKeys(settings.prefix, event.executionName);
  const known = champion !== undefined && 'classes' in champion ? champion : undefined;
  const output = { bucket: settings.bucket, key: keys.modelOutput };
  const candidate = await readPredictions(s3, { output, imagesPrefix, classes, otherClasses: known?.classes }, images);
  const missing = missingText(candidate, images.length, event.gate.maximumMissingShare);
  if (missing !== undefined) {
    const failure = event.modelFailure === undefined ? '' : `; ${event.modelFailure}`;
    throw new EvaluationError(`the model ${event.model.name} cannot be judged: ${missing}${failure}`);
  }
  return { candidate, champion: await judgedChampion(s3, settings, event, chosen, keys) };
}

async function judgedChampion(
  s3: S3Sender,
  { bucket }: EvaluationSettings,
  { championFailure, gate }: JudgeEvent,
  { classes, images, imagesPrefix, champion }: ChosenImages,
  keys: EvaluationKeys,
): Promise<JudgedChampion | undefined> {
  if (champion === undefined || 'problem' in champion) return champion;
  const { arn, model } = champion;
  const places = new Map(champion.classes.map((name, at) => [name, at]));
  // Of a class that the champion does not know, it cannot have any image right.
  const known = images.flatMap(({ path, label }) => {
    const own = places.get(classes[label] ?? '');
    return own === undefined ? [] : [{ path, label: own }];
  });
  const output = { bucket, key: keys.championOutput };
  const asked = { output, imagesPrefix, classes: champion.classes, otherClasses: classes };
  const predicted = await readPredictions(s3, asked, known);
  const missing = missingText(predicted, known.length, gate.maximumMissingShare);
  if (missing === undefined) return { arn, model, predicted };
  const failure = championFailure === undefined ? '' : `; ${championFailure}`;
  return { arn, model, problem: `the champion ${arn} cannot be compared with: ${missing}${failure}; ${WHAT_TO_DO}` };
}

/** What is missing, where it is too much to judge by the rest. */
function missingText({ predictions, missing }: ReadPredictions, of: number, share: number): string | undefined {
  if (of === 0) return 'none of the images is of a class that it knows';
  if (predictions.length > 0 && missing.length / of <= share) return undefined;
  const lacking = of === 1 ? 'image has' : 'images have';
  return `${missing.length} of ${of} ${lacking} no usable prediction (maximumMissingShare allows ${share}): ${missingList(missing)}`;
}

/** The first missing images with their reasons. */
export function missingList(missing: readonly MissingImage[]): string {
  const shown = missing.slice(0, SHOWN_IMAGES).map(({ image, reason }) => `${JSON.stringify(image)} ${reason}`);
  return missing.length > SHOWN_IMAGES
    ? `${shown.join(', ')} and ${missing.length - SHOWN_IMAGES} more`
    : shown.join(', ');
}
