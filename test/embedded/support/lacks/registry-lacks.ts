import { denied, type Lack, TROUBLESHOOTING } from './lack.ts';

const BATCH_TRANSFORM = 'SageMaker Developer Guide, "CreateModel API: Execution Role Permissions"';
const refused = (action: string) => ({ action, shows: 'when run', text: denied(action) }) as const;
const BY_S3 = { aws: "the function fails with S3's refusal", wording: 'AWS', source: TROUBLESHOOTING } as const;
const BY_SAGEMAKER = {
  aws: 'the state fails, and the comparison with its words',
  wording: 'partly AWS',
  source: 'control-plane-errors.json, training.accessDenied; step-functions-sync.md',
} as const;
const NOT_PREDICTED = {
  aws: 'the transform job fails, and the comparison with its reason',
  wording: 'ours',
  source: BATCH_TRANSFORM,
} as const;

/** Every statement that a program has for judging and registering its models, with what AWS says without it. */
export const REGISTRY_LACKS: readonly Lack[] = [
  { role: 'registry', sid: 'ListDataset', ...refused('s3:ListBucket'), ...BY_S3 },
  { role: 'registry', sid: 'ReadRuns', ...refused('s3:GetObject'), ...BY_S3 },
  {
    role: 'registry',
    sid: 'ReadValidationImages',
    action: 's3:GetObject',
    shows: 'no failure',
    aws: 'the page of the evaluation has no pictures',
    wording: 'none',
    source: TROUBLESHOOTING,
  },
  { role: 'registry', sid: 'WriteEvaluations', ...refused('s3:PutObject'), ...BY_S3 },
  {
    role: 'registry',
    sid: 'WriteLogs',
    action: 'logs:PutLogEvents',
    shows: 'no failure',
    aws: 'the function runs, and its log is missing',
    wording: 'none',
    source: 'Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs"',
  },
  {
    role: 'model',
    sid: 'ListDataset',
    action: 's3:ListBucket',
    shows: 'when run',
    text: /No S3 objects found under S3 URL .* has \\*"s3:ListBucket\\*" permissions on bucket/,
    aws: 'CreateTransformJob is refused as for an empty prefix, and the comparison fails with its words',
    wording: 'AWS',
    source: 'model-life.md, "Registry"; control-plane-errors.json, training.noS3Objects',
  },
  { role: 'model', sid: 'ReadValidationImages', ...refused('s3:GetObject'), ...NOT_PREDICTED },
  { role: 'model', sid: 'ReadManifest', ...refused('s3:GetObject'), ...NOT_PREDICTED },
  { role: 'model', sid: 'WritePredictions', ...refused('s3:PutObject'), ...NOT_PREDICTED },
  { role: 'workflow', sid: 'RunTransformJobs', ...refused('sagemaker:CreateTransformJob'), ...BY_SAGEMAKER },
  { role: 'workflow', sid: 'TagTransformJobs', ...refused('sagemaker:AddTags'), ...BY_SAGEMAKER },
  {
    role: 'workflow',
    sid: 'WatchTransformEvents',
    action: 'events:PutTargets',
    shows: 'when deployed',
    text: /^'arn:aws:iam::000000000000:role\/retraining-workflow-\w+' is not authorized to create managed-rule\.$/,
    aws: 'the state machine is refused',
    wording: 'AWS',
    source: 'quoted in many issues; Step Functions Developer Guide, "IAM policies for integrated services"',
  },
  { role: 'workflow', sid: 'ListModelPackages', ...refused('sagemaker:ListModelPackages'), ...BY_SAGEMAKER },
  { role: 'workflow', sid: 'RegisterModels', ...refused('sagemaker:DescribeModelPackage'), ...BY_SAGEMAKER },
];
