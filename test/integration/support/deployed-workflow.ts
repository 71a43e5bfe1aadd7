import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { deployLocally } from '../../../localstack/deploy/deploy-local.ts';
import type { WorkflowOutputs } from '../../../localstack/deploy/outputs/required-outputs.ts';
import { testStackConfig } from '../../support/test-stack.ts';

let deployments = 0;

/** Deploys the program as a stack of that name, so that several can share one cloud: all physical names differ. */
export async function deployStack(cloud: StartedCloud, stack: string, dataFolder: string): Promise<WorkflowOutputs> {
  const { clients, accountId, region } = cloud;
  const config = await testStackConfig(stack);
  // A query makes Node load the program again, as Pulumi's engine does for every update.
  deployments += 1;
  const loadProgram = () => import(`../../../index.ts?integration=${deployments}`);
  return deployLocally({ clients, accountId, region, config, loadProgram, dataFolder });
}

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
