import type { Rule } from '../../support/rule.ts';

export type RoleKey = 'function' | 'training' | 'workflow';

/** A statement that a role of the program is left without, and what is seen then. */
export interface Lack {
  readonly role: RoleKey;
  readonly sid: string;
  /** The first action that is missed. */
  readonly action: string;
  /** Where it shows, and what it says there. `no failure`: the execution succeeds, and only the denial tells. */
  readonly shows: 'when deployed' | 'when run' | 'no failure';
  readonly text?: RegExp;
  /** What AWS does, and how it is known. */
  readonly aws: string;
  readonly wording: Rule['wording'];
  readonly source: string;
}

const TROUBLESHOOTING = 'IAM User Guide, "Troubleshoot access denied error messages"';
const SAGEMAKER_ROLES = 'SageMaker Developer Guide, "CreateTrainingJob API: Execution Role Permissions"';
export const USER = 'User: arn:aws:sts::000000000000:assumed-role/';

/** Every statement of every role of the program, with what AWS says without it: fact files and docs/fidelity.md. */
export const LACKS: readonly Lack[] = [
  {
    role: 'function',
    sid: 'ListDataset',
    action: 's3:ListBucket',
    shows: 'when run',
    text: denied('s3:ListBucket'),
    aws: "the function fails with S3's refusal",
    wording: 'AWS',
    source: TROUBLESHOOTING,
  },
  {
    role: 'function',
    sid: 'WriteLstFiles',
    action: 's3:PutObject',
    shows: 'when run',
    text: denied('s3:PutObject'),
    aws: "the function fails with S3's refusal",
    wording: 'AWS',
    source: TROUBLESHOOTING,
  },
  {
    role: 'function',
    sid: 'WriteLogs',
    action: 'logs:PutLogEvents',
    shows: 'no failure',
    aws: 'the function runs, and its log is missing',
    wording: 'none',
    source: 'Lambda Developer Guide, "Sending Lambda function logs to CloudWatch Logs"',
  },
  {
    role: 'function',
    sid: 'SendTraces',
    action: 'xray:PutTraceSegments',
    shows: 'when deployed',
    text: /^The provided execution role does not have permissions to call PutTraceSegments on XRAY$/,
    aws: 'a function with active tracing is refused',
    wording: 'AWS',
    source: 'quoted in many issues; Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray"',
  },
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
    sid: 'ReadTrainingOutput',
    action: 's3:GetObject',
    shows: 'when run',
    text: /Could not access model data at s3:.* Also ensure that the role has \\?"s3:GetObject\\?" permissions/,
    aws: 'CreateModel is refused',
    wording: 'AWS',
    source: 'control-plane-errors.json, model.dataAccess',
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
    aws: 'the job fails after it was accepted',
    wording: 'AWS',
    source: 'aws/sagemaker-python-sdk#57 and aws/sagemaker-python-sdk#1968',
  },
  {
    role: 'training',
    sid: 'LogInToRegistry',
    action: 'ecr:GetAuthorizationToken',
    shows: 'when run',
    text: notPulled(),
    aws: 'the job fails after it was accepted',
    wording: 'AWS',
    source: 'aws/sagemaker-python-sdk#57 and aws/sagemaker-python-sdk#1968',
  },
  {
    role: 'workflow',
    sid: 'InvokeFunction',
    action: 'lambda:InvokeFunction',
    shows: 'when run',
    text: denied('lambda:InvokeFunction'),
    aws: 'the state fails with Lambda.AWSLambdaException',
    wording: 'partly AWS',
    source: TROUBLESHOOTING,
  },
  {
    role: 'workflow',
    sid: 'RunTrainingJobs',
    action: 'sagemaker:CreateTrainingJob',
    shows: 'when run',
    text: denied('sagemaker:CreateTrainingJob'),
    aws: 'the state fails with SageMaker.AmazonSageMakerException',
    wording: 'partly AWS',
    source: 'control-plane-errors.json, training.accessDenied; step-functions-sync.md',
  },
  {
    role: 'workflow',
    sid: 'CreateModels',
    action: 'sagemaker:CreateModel',
    shows: 'when run',
    text: denied('sagemaker:CreateModel'),
    aws: 'the state fails with SageMaker.AmazonSageMakerException',
    wording: 'partly AWS',
    source: 'control-plane-errors.json, training.accessDenied; step-functions-sync.md',
  },
  {
    role: 'workflow',
    sid: 'TagJobsAndModels',
    action: 'sagemaker:AddTags',
    shows: 'when run',
    text: denied('sagemaker:AddTags'),
    aws: 'the state fails with SageMaker.AmazonSageMakerException',
    wording: 'partly AWS',
    source: 'step-functions-sync.md, "IAM for the state machine"',
  },
  {
    role: 'workflow',
    sid: 'PassTrainingRole',
    action: 'iam:PassRole',
    shows: 'when run',
    text: denied('iam:PassRole'),
    aws: 'the state fails with SageMaker.AmazonSageMakerException',
    wording: 'partly AWS',
    source: 'control-plane-errors.json, training.passRole',
  },
  {
    role: 'workflow',
    sid: 'WatchTrainingEvents',
    action: 'events:PutTargets',
    shows: 'when deployed',
    text: /^'arn:aws:iam::000000000000:role\/retraining-workflow-\w+' is not authorized to create managed-rule\.$/,
    aws: 'the state machine is refused',
    wording: 'AWS',
    source: 'quoted in many issues; Step Functions Developer Guide, "IAM policies for integrated services"',
  },
  {
    role: 'workflow',
    sid: 'DeliverExecutionLogs',
    action: 'logs:CreateLogDelivery',
    shows: 'when deployed',
    text: /^The state machine IAM Role is not authorized to access the Log Destination$/,
    aws: 'the state machine is refused',
    wording: 'AWS',
    source: 'quoted in many issues; Step Functions Developer Guide, "Logging using CloudWatch Logs"',
  },
  {
    role: 'workflow',
    sid: 'SendTraces',
    action: 'xray:GetSamplingRules',
    shows: 'no failure',
    aws: 'executions run, and their traces are missing',
    wording: 'none',
    source: 'Step Functions Developer Guide, "Trace Step Functions request data in AWS X-Ray"',
  },
];

export function denied(action: string): RegExp {
  return new RegExp(
    `${USER}retraining-[\\w-]+/[\\w-]+ is not authorized to perform: ${action}( on resource: .*)? because no identity-based policy allows the ${action} action`,
  );
}

function forbidden(): RegExp {
  return /ClientError: Data download failed:failed to download data\. 403 Forbidden \(403\): Forbidden/;
}

function notPulled(): RegExp {
  return /ClientError: Cannot pull algorithm container\. Either the image does not exist or its permissions are incorrect\./;
}

export const ROLE_NAMES: Readonly<Record<RoleKey, string>> = {
  function: 'retraining-generate-dataset-',
  training: 'retraining-training-',
  workflow: 'retraining-workflow-',
};

export function factsOf({ role, sid, action, aws, shows, wording, source }: Lack): Rule {
  const id = `program.${role}.${sid}`;
  const facts = { table: 'iam', id, aws: `without ${action} ${aws}`, wording, source } as const;
  if (shows !== 'no failure') return { ...facts, here: 'same' };
  return { ...facts, here: 'differs', note: 'the same, but `npm start` ends red and names the denial' };
}
