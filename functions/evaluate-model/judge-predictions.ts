import type { S3Sender } from '../generate-dataset/listing/fetch-page.ts';
import { uriOf } from '../generate-dataset/storage/stored-place.ts';
import { putJson } from '../generate-dataset/storage/stored-text.ts';
import { readChosenImages } from './choice/chosen-images.ts';
import { EvaluationError } from './evaluation-error.ts';
import { evaluationKeys } from './evaluation-keys.ts';
import type { EvaluationSettings } from './event/evaluation-event.ts';
import type { JudgeEvent } from './event/judge-event.ts';
import { evaluationDocument } from './outcome/evaluation-document.ts';
import { evaluationOutcome } from './outcome/evaluation-outcome.ts';
import { type JudgementResult, judgementResult } from './outcome/judgement-result.ts';
import { predictedModels } from './outputs/predicted-models.ts';
import { putPage } from './page/put-page.ts';

/** The images are to be predicted once more. */
export interface PredictAgain {
  readonly again: true;
}

/**
 * Judges a model by what it and the champion have predicted, and writes what was found. A second call writes the same files again.
 * Of an execution that was redriven after it failed for want of predictions, new ones are asked for.
 * @throws {EvaluationError} where there are too few predictions
 */
export async function judgePredictions(
  s3: S3Sender,
  settings: EvaluationSettings,
  event: JudgeEvent,
): Promise<JudgementResult | PredictAgain> {
  try {
    return await judgement(s3, settings, event);
  } catch (error) {
    if (error instanceof EvaluationError && event.isRedriven) return { again: true };
    throw error;
  }
}

async function judgement(s3: S3Sender, settings: EvaluationSettings, event: JudgeEvent): Promise<JudgementResult> {
  const { bucket, prefix } = settings;
  const keys = evaluationKeys(prefix, event.executionName);
  const chosen = await readChosenImages(s3, { bucket, key: keys.images });
  const models = await predictedModels(s3, settings, event, chosen);
  const evaluated = { event, chosen, models, outcome: evaluationOutcome(event, chosen, models) };
  const document = evaluationDocument(evaluated, new Date());
  const page = { bucket, key: keys.page };
  await putPage(s3, page, document, { bucket, key: chosen.imagesPrefix });
  const place = { bucket, key: keys.document };
  await putJson(s3, place, document);
  return judgementResult(evaluated, { evaluationUri: uriOf(place), pageUri: uriOf(page) });
}
