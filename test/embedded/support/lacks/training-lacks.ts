import type { Lack } from './lack.ts';

const SAGEMAKER_ROLES = 'SageMaker Developer Guide, "CreateTrainingJob API: Execution Role Permissions"';

function forbidden(): RegExp {
  return /ClientError: Data download failed:failed to download data\. 403 Forbidden \(403\): Forbidden/;
}

function notPulled(): RegExp {
  return /Access denied for repository: image-classification in registry ID: 811284229777\. Please check if your ECR repository and image exist and role \S+ has proper pull permissions for SageMaker: ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer/;
}

/** Every statement of the training's role, with what AWS says without it: fact files and docs/fidelity.md. */
export const TRAINING_LACKS: readonly Lack[] = [
  {
    role: 'training',
    sid: 'ListDataset',
    action: 's3:ListBucket',
    shows: 'when run',
    text: /No S3 objects found under S3 URL .* has \\?"s3:ListBucket\\?" permissions on bucket/,
    aws: 'CreateTrainingJob is refused as for an empty prefix',
    wording: 'AWS',
    source: 'control-plane-errors.json, training.noS3Objects',
  },
  {
    role: 'training',
    sid: 'ReadImages',
    action: 's3:GetObject',
    shows: 'when run',
    text: forbidden(),
    aws: 'the job fails while it downloads',
    wording: 'AWS',
    source: 'training-failures.json, download.403',
  },
  {
    role: 'training',
    sid: 'ReadLstFiles',
    action: 's3:GetObject',
    shows: 'when run',
    text: forbidden(),
    aws: 'the job fails while it downloads',
    wording: 'AWS',
    source: 'training-failures.json, download.403',
  },
  {
    role: 'training',
    sid: 'WriteTrainingOutput',
    action: 's3:PutObject',
    shows: 'when run',
    text: /ClientError: Artifact upload failed:Error 7: AccessDenied \(403\): Access Denied/,
    aws: 'the job fails while it uploads',
    wording: 'AWS',
    source: 'training-failures.json, upload.403',
  },
  {
    role: 'training',
    sid: 'OpenTrainingLogGroup',
    action: 'logs:CreateLogGroup',
    shows: 'no failure',
    aws: 'the job runs, and its log is missing',
    wording: 'none',
    source: SAGEMAKER_ROLES,
  },
  {
    role: 'training',
    sid: 'WriteTrainingLogs',
    action: 'logs:CreateLogStream',
    shows: 'no failure',
    aws: 'the job runs, and its log is missing',
    wording: 'none',
    source: SAGEMAKER_ROLES,
  },
  {
    role: 'training',
    sid: 'PublishTrainingMetrics',
    action: 'cloudwatch:PutMetricData',
    shows: 'no failure',
    aws: 'the job runs, and its metrics are missing',
    wording: 'none',
    source: SAGEMAKER_ROLES,
  },
  {
    role: 'training',
    sid: 'PullTrainingImage',
    action: 'ecr:BatchCheckLayerAvailability',
    shows: 'when run',
    text: notPulled(),
    aws: 'CreateTrainingJob is refused',
    wording: 'AWS',
    source: 'wpilibsuite/DetectCoral#37',
  },
  {
    role: 'training',
    sid: 'LogInToRegistry',
    action: 'ecr:GetAuthorizationToken',
    shows: 'when run',
    text: notPulled(),
    aws: 'CreateTrainingJob is refused',
    wording: 'AWS',
    source: 'wpilibsuite/DetectCoral#37',
  },
];
