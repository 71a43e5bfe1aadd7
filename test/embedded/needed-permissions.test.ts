import { expect } from 'chai';
import { type DeployedPolicy, EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { errorOf } from '../support/error-of.ts';

type RoleKey = 'function' | 'training' | 'workflow';

interface Lack {
  readonly role: RoleKey;
  readonly sid: string;
  /** The first action that is missed. */
  readonly action: string;
  /** Where it shows, and what it says there. `no failure`: the execution succeeds, and only the denial tells. */
  readonly shows: 'when deployed' | 'when run' | 'no failure';
  readonly text?: RegExp;
}

const USER = 'User: arn:aws:sts::000000000000:assumed-role/';

/** Every statement of every role of the program, with what AWS says without it: fact files and docs/fidelity.md. */
const LACKS: readonly Lack[] = [
  { role: 'function', sid: 'ListDataset', action: 's3:ListBucket', shows: 'when run', text: denied('s3:ListBucket') },
  { role: 'function', sid: 'WriteLstFiles', action: 's3:PutObject', shows: 'when run', text: denied('s3:PutObject') },
  { role: 'function', sid: 'WriteLogs', action: 'logs:PutLogEvents', shows: 'no failure' },
  {
    role: 'function',
    sid: 'SendTraces',
    action: 'xray:PutTraceSegments',
    shows: 'when deployed',
    text: /^The provided execution role does not have permissions to call PutTraceSegments on XRAY$/,
  },
  {
    role: 'training',
    sid: 'ListDataset',
    action: 's3:ListBucket',
    shows: 'when run',
    text: /No S3 objects found under S3 URL .* has \\?"s3:ListBucket\\?" permissions on bucket/,
  },
  { role: 'training', sid: 'ReadImages', action: 's3:GetObject', shows: 'when run', text: forbidden() },
  { role: 'training', sid: 'ReadLstFiles', action: 's3:GetObject', shows: 'when run', text: forbidden() },
  {
    role: 'training',
    sid: 'WriteTrainingOutput',
    action: 's3:PutObject',
    shows: 'when run',
    text: /ClientError: Artifact upload failed:Error 7: AccessDenied \(403\): Access Denied/,
  },
  {
    role: 'training',
    sid: 'ReadTrainingOutput',
    action: 's3:GetObject',
    shows: 'when run',
    text: /Could not access model data at s3:.* Also ensure that the role has \\?"s3:GetObject\\?" permissions/,
  },
  { role: 'training', sid: 'OpenTrainingLogGroup', action: 'logs:CreateLogGroup', shows: 'no failure' },
  { role: 'training', sid: 'WriteTrainingLogs', action: 'logs:CreateLogStream', shows: 'no failure' },
  { role: 'training', sid: 'PublishTrainingMetrics', action: 'cloudwatch:PutMetricData', shows: 'no failure' },
  {
    role: 'training',
    sid: 'PullTrainingImage',
    action: 'ecr:BatchCheckLayerAvailability',
    shows: 'when run',
    text: notPulled(),
  },
  {
    role: 'training',
    sid: 'LogInToRegistry',
    action: 'ecr:GetAuthorizationToken',
    shows: 'when run',
    text: notPulled(),
  },
  {
    role: 'workflow',
    sid: 'InvokeFunction',
    action: 'lambda:InvokeFunction',
    shows: 'when run',
    text: denied('lambda:InvokeFunction'),
  },
  {
    role: 'workflow',
    sid: 'RunTrainingJobs',
    action: 'sagemaker:CreateTrainingJob',
    shows: 'when run',
    text: denied('sagemaker:CreateTrainingJob'),
  },
  {
    role: 'workflow',
    sid: 'CreateModels',
    action: 'sagemaker:CreateModel',
    shows: 'when run',
    text: denied('sagemaker:CreateModel'),
  },
  {
    role: 'workflow',
    sid: 'TagJobsAndModels',
    action: 'sagemaker:AddTags',
    shows: 'when run',
    text: denied('sagemaker:AddTags'),
  },
  {
    role: 'workflow',
    sid: 'PassTrainingRole',
    action: 'iam:PassRole',
    shows: 'when run',
    text: denied('iam:PassRole'),
  },
  {
    role: 'workflow',
    sid: 'WatchTrainingEvents',
    action: 'events:PutTargets',
    shows: 'when deployed',
    text: /^'arn:aws:iam::000000000000:role\/retraining-workflow-\w+' is not authorized to create managed-rule\.$/,
  },
  {
    role: 'workflow',
    sid: 'DeliverExecutionLogs',
    action: 'logs:CreateLogDelivery',
    shows: 'when deployed',
    text: /^The state machine IAM Role is not authorized to access the Log Destination$/,
  },
  { role: 'workflow', sid: 'SendTraces', action: 'xray:GetSamplingRules', shows: 'no failure' },
];

function denied(action: string): RegExp {
  return new RegExp(
    `${USER}retraining-[\\w-]+/[\\w-]+ is not authorized to perform: ${action} on resource: .* because no identity-based policy allows the ${action} action`,
  );
}

function forbidden(): RegExp {
  return /ClientError: Data download failed:failed to download data\. 403 Forbidden \(403\): Forbidden/;
}

function notPulled(): RegExp {
  return /ClientError: Cannot pull algorithm container\. Either the image does not exist or its permissions are incorrect\./;
}

const ROLE_NAMES: Readonly<Record<RoleKey, string>> = {
  function: 'retraining-generate-dataset-',
  training: 'retraining-training-',
  workflow: 'retraining-workflow-',
};

describe('a role of the program that lacks one statement', () => {
  let workflow: EnforcedWorkflow;
  let policies: readonly DeployedPolicy[];

  before(async () => {
    workflow = await EnforcedWorkflow.start();
    policies = await workflow.policies();
  });

  after(() => workflow.close());

  const policyOf = (role: RoleKey): DeployedPolicy => {
    const found = policies.filter(({ roleName }) => roleName.startsWith(ROLE_NAMES[role]));
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} policies of the ${role} role`);
    return only;
  };

  it('is one of these, each of which is tried', () => {
    const deployed = (['function', 'training', 'workflow'] as const).flatMap((role) =>
      policyOf(role).statements.map(({ Sid }) => `${role} ${Sid}`),
    );
    expect(LACKS.map(({ role, sid }) => `${role} ${sid}`)).to.deep.equal(deployed);
    expect(policies).to.have.length(3);
  });

  for (const lack of LACKS) {
    it(`${lack.role} without ${lack.sid}: ${lack.action} is denied, ${lack.shows}`, async () => {
      const policy = policyOf(lack.role);
      const decided = workflow.decisions.length;
      const denials = () => workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined);
      await workflow.putPolicy({ ...policy, statements: policy.statements.filter(({ Sid }) => Sid !== lack.sid) });
      try {
        if (lack.shows === 'when deployed') {
          expect((await errorOf(deployAgain(lack.role))).message).to.match(lack.text ?? /never/);
        } else {
          const { status, cause = '' } = await workflow.ended(await workflow.startExecution());
          expect(status, cause).to.equal(lack.shows === 'no failure' ? 'SUCCEEDED' : 'FAILED');
          expect(cause).to.match(lack.text ?? /^$/);
        }
        const first = await workflow.until('a call was denied', async () => denials()[0]);
        expect(first.action).to.equal(lack.action);
        expect(first.denial).to.match(denied(lack.action));
        const ofStatement = [policy.statements.find(({ Sid }) => Sid === lack.sid)?.Action ?? []].flat();
        expect(ofStatement).to.include.members(denials().map(({ action }) => action));
        expect(workflow.cloud.denials?.()).to.include(first.denial);
      } finally {
        await workflow.putPolicy(policy);
      }
    });
  }

  const deployAgain = (role: RoleKey): Promise<void> =>
    role === 'function' ? workflow.deployFunctionAgain() : workflow.deployStateMachineAgain();

  it('runs green again with all of them', async () => {
    const decided = workflow.decisions.length;
    const { status, cause } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    expect(workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined)).to.deep.equal([]);
  });
});
