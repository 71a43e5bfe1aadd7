import { S3Client } from '@aws-sdk/client-s3';
import type { GenerateDatasetResult } from './dataset-result.ts';
import { parseEvent, parseKeepLabels, readSettings } from './event.ts';
import { type Answer, answer } from './fan-out/answer.ts';
import { type KeptLabels, keepLabels } from './labels/keep-labels.ts';
import { type GoOn, parseTrainingFailure, tellTrainingFailure } from './retraining/training-failure.ts';
import { freeTemporaryBytes } from './storage/temporary-folder.ts';
import { warmUp } from './warm-up/warm-up.ts';

// A run reads thousands of pages and images: with the SDK's three tries, one of them would fail on a bad day.
const s3 = new S3Client({ maxAttempts: 6 });
// A call needs nothing of it.
await warmUp().catch(() => undefined);

/** The part of Lambda's context that is used. */
interface CallContext {
  readonly getRemainingTimeInMillis?: () => number;
}

/** Lambda's entry. Only here are the environment read and the S3 client made. */
export async function handler(event: unknown, context?: CallContext): Promise<Answer | KeptLabels | GoOn> {
  const failure = parseTrainingFailure(event);
  if (failure !== undefined) return tellTrainingFailure(failure);
  const settings = readSettings(process.env);
  const toKeep = parseKeepLabels(event);
  if (toKeep !== undefined) return keepLabels(s3, settings, toKeep);
  const limits = { timeLeftMs: context?.getRemainingTimeInMillis?.(), freeBytes: await freeTemporaryBytes() };
  const result = await answer(s3, settings, parseEvent(event), limits);
  console.log(JSON.stringify('warnings' in result ? summary(result) : result));
  return result;
}

function summary({
  num_classes,
  num_training_samples,
  num_validation_samples,
  skipped,
  decision,
  warnings,
}: GenerateDatasetResult) {
  return { num_classes, num_training_samples, num_validation_samples, skipped: skipped.total, decision, warnings };
}
