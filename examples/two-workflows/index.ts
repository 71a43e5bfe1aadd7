import { RetrainingWorkflow } from '../../infra/components/retraining-workflow.ts';

// Two models of one team in one stack: each has its own bucket, function, roles and state machine, and may touch only its own
// training jobs and models.

const shared = { tags: { team: 'vision' }, forceDestroy: true, maximumRunCost: 5 } as const;

const scans = new RetrainingWorkflow('scans', {
  ...shared,
  datasetPrefix: 'scans',
  hyperparameters: {
    image_shape: '1,32,32',
    mini_batch_size: '8',
    epochs: '5',
    learning_rate: '0.05',
    optimizer: 'adam',
  },
});

const photos = new RetrainingWorkflow('photos', {
  ...shared,
  datasetPrefix: 'photos',
  classOrder: ['indoors', 'outdoors'],
  hyperparameters: {
    image_shape: '3,32,48',
    mini_batch_size: '8',
    epochs: '5',
    learning_rate: '0.05',
    optimizer: 'adam',
  },
});

export const scansBucketName = scans.outputs.bucketName;
export const scansStateMachineArn = scans.outputs.stateMachineArn;
export const photosBucketName = photos.outputs.bucketName;
export const photosStateMachineArn = photos.outputs.stateMachineArn;
