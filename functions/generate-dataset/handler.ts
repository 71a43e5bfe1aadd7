import { S3Client } from '@aws-sdk/client-s3';
import type { GenerateDatasetResult } from './dataset-result.ts';
import { parseEvent, readSettings } from './event.ts';
import { type Answer, answer } from './fan-out/answer.ts';

const s3 = new S3Client({});

/** The part of Lambda's context that is used. */
interface CallContext {
  readonly getRemainingTimeInMillis?: () => number;
}

/** Lambda's entry. Only here are the environment read and the S3 client made. */
export async function handler(event: unknown, context?: CallContext): Promise<Answer> {
  const timeLeftMs = context?.getRemainingTimeInMillis?.();
  const result = await answer(s3, readSettings(process.env), parseEvent(event), { timeLeftMs });
  console.log(JSON.stringify('warnings' in result ? summary(result) : result));
  return result;
}

function summary({
  num_classes,
  num_training_samples,
  num_validation_samples,
  skipped,
  warnings,
}: GenerateDatasetResult) {
  return { num_classes, num_training_samples, num_validation_samples, skipped: skipped.total, warnings };
}
