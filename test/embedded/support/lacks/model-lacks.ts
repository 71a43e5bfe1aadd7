import type { Lack } from './lack.ts';

const NOT_PULLED =
  /Role arn:aws:iam::000000000000:role\/retraining-model-\w+ cannot pull .*\. Ensure that the role exists and the image was granted pull permission\./;

/** Statements for what only a hosted model does: the workflow hosts none. */
export const OF_HOSTING: readonly string[] = ['model WriteModelLogs', 'model PublishModelMetrics'];

/** What CreateModel does with the role of the saved models. */
export const MODEL_LACKS: readonly Lack[] = [
  {
    role: 'model',
    sid: 'ReadTrainingOutput',
    action: 's3:GetObject',
    shows: 'when run',
    text: /Could not access model data at s3:.* Also ensure that the role has \\?"s3:GetObject\\?" permissions/,
    aws: 'CreateModel is refused',
    wording: 'AWS',
    source: 'control-plane-errors.json, model.dataAccess',
  },
  {
    role: 'model',
    sid: 'PullTrainingImage',
    action: 'ecr:BatchCheckLayerAvailability',
    shows: 'when run',
    text: NOT_PULLED,
    aws: 'CreateModel is refused',
    wording: 'AWS',
    source: 'control-plane-errors.json, model.imagePull',
  },
  {
    role: 'model',
    sid: 'LogInToRegistry',
    action: 'ecr:GetAuthorizationToken',
    shows: 'when run',
    text: NOT_PULLED,
    aws: 'CreateModel is refused',
    wording: 'AWS',
    source: 'control-plane-errors.json, model.imagePull',
  },
];
