import { S3Client } from '@aws-sdk/client-s3';
import type { GenerateDatasetResult } from './dataset-result.ts';
import { parseEvent, readSettings } from './event.ts';
import { generateDataset } from './generate-dataset.ts';

const s3 = new S3Client({});

/** Lambda's entry. Only here are the environment read and the S3 client made. */
export async function handler(event: unknown): Promise<GenerateDatasetResult> {
  const result = await generateDataset(s3, readSettings(process.env), parseEvent(event));
  const { num_classes, num_training_samples, num_validation_samples, skipped, warnings } = result;
  console.log(
    JSON.stringify({ num_classes, num_training_samples, num_validation_samples, skipped: skipped.total, warnings }),
  );
  return result;
}
