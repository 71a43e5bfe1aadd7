/**
 * StatusMessage of each SecondaryStatusTransition as DescribeTrainingJob prints it on AWS (seen in public logs of real jobs).
 * The last three were not seen in a public DescribeTrainingJob answer, so that their texts are ours.
 */
export const STATUS_MESSAGES = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Stopping: 'Stopping the training job',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: '[rehearsal] the training job ran longer than MaxRuntimeInSeconds',
  MaxWaitTimeExceeded: '[rehearsal] the training job was not done within MaxWaitTimeInSeconds',
  Interrupted: '[rehearsal] the Spot instance was taken away; the job goes on when there is another',
} as const;
