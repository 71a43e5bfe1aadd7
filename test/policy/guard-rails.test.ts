import { fileURLToPath } from 'node:url';
import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { RetrainingWorkflow } from '../../infra/components/retraining-workflow.ts';
import { parseConfig } from '../../infra/config/config.ts';
import { argsOfConfig } from '../../infra/config/workflow-args.ts';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { guardRailBreaches } from '../../policy/check-snapshot.ts';
import { GUARD_RAILS } from '../../policy/guard-rails.ts';
import { physicalName } from '../../preview/physical-name.ts';
import { recordProgram } from '../../preview/program-recording.ts';
import { snapshotOfRecording } from '../../preview/snapshot-of-recording.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const TAGS = { project: 'p', stack: 's', 'managed-by': 'pulumi' };
const ROLE = 'arn:aws:iam::123456789012:role/training';

/** Breaches of our own workflow with more resources beside it, as `rule: resource: text`. */
async function breachesWith(more: () => void, stack = 'prod'): Promise<string[]> {
  const config = await readStackConfig(PROJECT_FOLDER, stack);
  const recording = await recordProgram(
    async () => {
      new RetrainingWorkflow('retraining', argsOfConfig(parseConfig(config.values, config.project, config.stack)));
      more();
      return {};
    },
    config,
    [],
    { physicalName },
  );
  const program = await snapshotOfRecording(recording, config);
  return guardRailBreaches(program).map(({ rule, resource, text }) => `${rule}: ${resource}: ${text}`);
}

const policy = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

function rolePolicy(statement: object): void {
  new aws.iam.RolePolicy('bad', { role: 'r', policy: policy(statement) });
}

/** A state machine with a training job of that cost. */
function trainingMachine(parameters: object): void {
  const train = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
    Parameters: parameters,
    End: true,
  };
  const branch = { StartAt: 'Train', States: { Train: train } };
  const definition = JSON.stringify({
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: [branch], End: true } },
  });
  new aws.sfn.StateMachine('bad', { roleArn: ROLE, definition, tags: TAGS });
}

/** A state machine whose training jobs take one of several instance types. */
function machineOfSeveralTypes(instanceTypes: unknown): void {
  const train = {
    Type: 'Task',
    Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
    Parameters: {
      AlgorithmSpecification: { TrainingImage: IMAGE },
      ResourceConfig: { 'InstanceType.$': 'States.ArrayGetItem($types, $at)', InstanceCount: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 7200 },
    },
    End: true,
  };
  const start = { Type: 'Pass', Assign: { types: instanceTypes, at: 0 }, Next: 'Train' };
  const definition = JSON.stringify({ StartAt: 'Start', States: { Start: start, Train: train } });
  new aws.sfn.StateMachine('bad', { roleArn: ROLE, definition, tags: TAGS });
}

const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const ROLE_POLICY = 'aws:iam/rolePolicy:RolePolicy bad';
const BUCKET = 'aws:s3/bucket:Bucket bad';
const MACHINE = 'aws:sfn/stateMachine:StateMachine bad';

/** A program that breaks one rule, and what the pack says of it; a bare bucket breaks three at once. */
const BROKEN: readonly (readonly [title: string, more: () => void, expected: readonly string[]])[] = [
  [
    'a statement that allows all actions of a service',
    () => rolePolicy({ Sid: 'All', Effect: 'Allow', Action: ['s3:GetObject', 's3:*'], Resource: 'arn:aws:s3:::b' }),
    [`no-wildcard-actions: ${ROLE_POLICY}: statement All allows "s3:*": name the actions that are needed`],
  ],
  [
    'a statement that allows all but some actions',
    () => rolePolicy({ Effect: 'Allow', NotAction: 's3:DeleteBucket', Resource: 'arn:aws:s3:::b' }),
    [
      `no-wildcard-actions: ${ROLE_POLICY}: statement without a Sid allows all but some (NotAction, NotResource or NotPrincipal): name what is needed`,
    ],
  ],
  [
    'a managed policy of full access',
    () => {
      new aws.iam.RolePolicyAttachment('bad', {
        role: 'r',
        policyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess',
      });
    },
    [
      'no-managed-full-access: aws:iam/rolePolicyAttachment:RolePolicyAttachment bad: arn:aws:iam::aws:policy/AmazonSageMakerFullAccess allows far more than this workflow needs: write a policy of its own',
    ],
  ],
  [
    'a bucket and nothing around it',
    () => {
      new aws.s3.Bucket('bad', { tags: TAGS });
    },
    [
      `encryption-at-rest: ${BUCKET}: has no BucketServerSideEncryptionConfiguration: add one`,
      `no-public-bucket: ${BUCKET}: nothing blocks public access: add a BucketPublicAccessBlock with all four settings true`,
      `tls-only: ${BUCKET}: takes plain HTTP: add a bucket policy that denies s3:* to everybody where aws:SecureTransport is false`,
    ],
  ],
  [
    'a bucket that everybody may read',
    () => {
      const { id: bucket } = new aws.s3.Bucket('bad', { tags: TAGS });
      new aws.s3.BucketServerSideEncryptionConfiguration('bad', {
        bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      });
      new aws.s3.BucketPublicAccessBlock('bad', {
        bucket,
        blockPublicAcls: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      const deny = {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      };
      const read = { Sid: 'Open', Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*' };
      new aws.s3.BucketPolicy('bad', { bucket, policy: policy(deny, read) });
    },
    [
      'no-public-bucket: aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock bad: blockPublicPolicy must be true',
      'no-public-bucket: aws:s3/bucketPolicy:BucketPolicy bad: statement Open allows everybody: name the principals',
    ],
  ],
  [
    'a log group that keeps its events for ever',
    () => {
      new aws.cloudwatch.LogGroup('bad', { tags: TAGS });
    },
    ['log-retention: aws:cloudwatch/logGroup:LogGroup bad: keeps its events for ever: set retentionInDays'],
  ],
  [
    'a topic without tags',
    () => {
      new aws.sns.Topic('bad', { tags: { project: 'p' } });
    },
    ['required-tags: aws:sns/topic:Topic bad: lacks the tags stack, managed-by'],
  ],
  [
    'a role that may be passed to any service',
    () => rolePolicy({ Sid: 'Pass', Effect: 'Allow', Action: 'iam:PassRole', Resource: ROLE }),
    [
      `role-passed-to-sagemaker-only: ${ROLE_POLICY}: statement Pass passes the role to other services: add StringEquals iam:PassedToService sagemaker.amazonaws.com`,
    ],
  ],
  [
    'any role that may be passed to SageMaker',
    () =>
      rolePolicy({
        Sid: 'Pass',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: 'arn:aws:iam::123456789012:role/*',
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      }),
    [`role-passed-to-sagemaker-only: ${ROLE_POLICY}: statement Pass passes any role: name the role`],
  ],
  [
    'a training job that costs more than the pack allows, inside a Parallel',
    () =>
      trainingMachine({
        AlgorithmSpecification: { TrainingImage: IMAGE },
        ResourceConfig: { InstanceType: 'ml.p3.16xlarge', InstanceCount: 1 },
        StoppingCondition: { MaxRuntimeInSeconds: 7200 },
      }),
    // 28.152 USD an hour, for two hours.
    [`job-cost-limit: ${MACHINE}: state "Train" can cost 56.30 USD (1 x ml.p3.16xlarge, 7200 s), more than 25.00 USD`],
  ],
  [
    'a training job that costs more on one of its instance types',
    () => machineOfSeveralTypes(['ml.g5.xlarge', 'ml.p3.16xlarge']),
    [`job-cost-limit: ${MACHINE}: state "Train" can cost 56.30 USD (1 x ml.p3.16xlarge, 7200 s), more than 25.00 USD`],
  ],
  [
    'a training job whose instance types are worked out when it runs',
    () => machineOfSeveralTypes(['{% $states.input.type %}']),
    [
      `job-cost-limit: ${MACHINE}: state "Train" leaves instances or longest run time to its input: set both, so that its cost has a limit`,
    ],
  ],
  [
    'a training job whose run time is left to the input',
    () => trainingMachine({ ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1 } }),
    [
      `job-cost-limit: ${MACHINE}: state "Train" leaves instances or longest run time to its input: set both, so that its cost has a limit`,
    ],
  ],
];

describe('the guard rails', () => {
  for (const stack of ['dev', 'prod']) {
    it(`let our own ${stack} stack pass`, async () => {
      expect(await breachesWith(() => undefined, stack)).to.deep.equal([]);
    });
  }

  it('let a training job pass that is cheap on all of its instance types', async () => {
    expect(await breachesWith(() => machineOfSeveralTypes(['ml.g5.xlarge', 'ml.g4dn.xlarge']))).to.deep.equal([]);
  });

  for (const [title, more, expected] of BROKEN) {
    it(`stop ${title}`, async () => {
      expect(await breachesWith(more)).to.deep.equal(expected);
    });
  }

  it('are each broken by one of these programs', () => {
    const broken = new Set(BROKEN.flatMap(([, , expected]) => expected.map((line) => line.split(':')[0])));
    expect([...broken].sort()).to.deep.equal(GUARD_RAILS.map(({ name }) => name).sort());
  });
});
