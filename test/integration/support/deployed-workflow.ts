import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import type { WorkflowOutputs } from '../../../localstack/deploy/outputs/required-outputs.ts';

/** Puts objects below the data set's prefix; keys such as `train/cat/1.jpg`. */
export async function putDataset(
  { clients }: StartedCloud,
  { bucketName: Bucket, datasetPrefix }: WorkflowOutputs,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  for (const [key, Body] of files) {
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: `${datasetPrefix}/${key}`, Body }));
  }
}
