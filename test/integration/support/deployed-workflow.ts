import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { deployLocally, type WorkflowOutputs } from '../../../localstack/deploy/deploy-local.ts';
import { readStackConfig } from '../../../localstack/deploy/stack-config.ts';
import type { StartedCloud } from '../../../localstack/local-cloud.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..');
const HYPERPARAMETERS = {
  num_layers: 18,
  image_shape: '3,32,32',
  mini_batch_size: 8,
  epochs: 4,
  optimizer: 'sgd',
  learning_rate: '0.01',
};

let deployments = 0;

/** Deploys the program as a stack of that name, so that several can share one cloud: all physical names differ. */
export async function deployStack(cloud: StartedCloud, stack: string, dataFolder: string): Promise<WorkflowOutputs> {
  const { clients, accountId, region } = cloud;
  const dev = await readStackConfig(PROJECT_FOLDER, 'dev');
  const hyperparameters = JSON.stringify(HYPERPARAMETERS);
  const config = { ...dev, stack, values: { ...dev.values, [`${dev.project}:hyperparameters`]: hyperparameters } };
  // A query makes Node load the program anew, as Pulumi's engine does for every update.
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
