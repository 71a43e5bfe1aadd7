import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack, recorded, statements } from './recorded-program.ts';

const BUCKET = 'arn:aws:s3:::retraining-dataset-0000000';
const SAGEMAKER = 'arn:aws:sagemaker:us-east-1:123456789012';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function';
const REGISTRY = 'sagemaker-retraining:index:ModelRegistry retraining-registry';

function statesOf(recording: Recording): Readonly<Record<string, unknown>> {
  const { inputs } = recorded(recording, 'aws:sfn/stateMachine:StateMachine', 'retraining-workflow');
  return JSON.parse(String(inputs['definition'])).States;
}

function named(recording: Recording, role: string, ...sids: readonly string[]) {
  return statements(recording, role).filter(({ Sid }) => sids.includes(Sid));
}

describe('a program that registers its models', () => {
  let saving: Recording;
  let recording: Recording;

  before(async () => {
    saving = await recordDevStack();
    recording = await recordDevStack({ lifecycle: 'register' });
  });

  it('has a group, a function and its role more than one that saves them', () => {
    const labels = ({ resources }: Recording) => resources.map(({ type, name }) => `${type} ${name}`);
    const before = labels(saving);
    expect(labels(recording).filter((label) => !before.includes(label))).to.have.members([
      REGISTRY,
      'aws:sagemaker/modelPackageGroup:ModelPackageGroup retraining-registry',
      'aws:cloudwatch/logGroup:LogGroup retraining-registry',
      'sagemaker-retraining:index:ServiceRole retraining-registry',
      'aws:iam/role:Role retraining-registry',
      'aws:iam/rolePolicy:RolePolicy retraining-registry',
      'aws:lambda/function:Function retraining-registry',
    ]);
    expect(recording.outputs).to.include({ modelPackageGroupName: 'retraining-dev' });
    expect(before.every((label) => labels(recording).includes(label))).to.equal(true);
  });

  it('adds these states behind the labels, and changes none of those before', async () => {
    const expected: unknown = JSON.parse(await readFile(new URL('expected-registry.json', import.meta.url), 'utf8'));
    const once = statesOf(saving);
    const changed = Object.entries(statesOf(recording)).filter(
      ([name, state]) => JSON.stringify(state) !== JSON.stringify(once[name]),
    );
    expect(Object.fromEntries(changed)).to.deep.equal(expected);
  });

  it('hands the function what a model must reach, where that is configured', async () => {
    const gate = { minimumAccuracy: '0.8', minimumRecall: '{"CCD":"0.9"}', guardedClasses: '["CCD"]', gitCommit: 'v1' };
    const states = statesOf(await recordDevStack({ lifecycle: 'register', autoApprove: 'true', ...gate }));
    const { Payload } = Object(states['Compare with champion']).Parameters;
    expect(Payload.gate).to.deep.include({
      minimumAccuracy: 0.8,
      minimumRecall: { CCD: 0.9 },
      guardedClasses: ['CCD'],
    });
    expect(Payload).to.deep.include({ autoApprove: true, gitCommit: 'v1' });
  });

  it('fails where a model is rejected, if that is asked for', async () => {
    const states = statesOf(await recordDevStack({ lifecycle: 'register', failWhenRejected: 'true' }));
    expect(states['Promoted']).to.deep.include({ Next: 'Was it promoted' });
    expect(states['Was it promoted']).to.deep.include({
      Choices: [{ Variable: '$.promoted', BooleanEquals: true, Next: 'Model passed' }],
      Default: 'Model rejected',
    });
    expect(states['Model rejected']).to.deep.equal({
      Type: 'Fail',
      Error: 'ModelRejectedError',
      CausePath: '$.judgement.reason',
    });
  });

  it('lets the function read what runs wrote and the validation images, and write evaluations and its log', () => {
    expect(statements(recording, 'retraining-registry')).to.deep.equal([
      {
        Sid: 'ListDataset',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': ['dataset/test/*', 'dataset/runs/*'] } },
      },
      { Sid: 'ReadRuns', Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/dataset/runs/*` },
      { Sid: 'ReadValidationImages', Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/dataset/test/*` },
      {
        Sid: 'WriteEvaluations',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: `${BUCKET}/dataset/runs/*/evaluation/*`,
      },
      {
        Sid: 'WriteLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:us-east-1:123456789012:log-group:/logs/retraining-registry-0000000:*',
      },
    ]);
  });

  it('lets a model predict the validation images, and a model that is only saved not', () => {
    expect(
      named(recording, 'retraining-model', 'ListDataset', 'ReadValidationImages', 'ReadManifest', 'WritePredictions'),
    ).to.deep.equal([
      {
        Sid: 'ListDataset',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: { StringLike: { 's3:prefix': ['dataset/test/*', 'dataset/runs/*'] } },
      },
      { Sid: 'ReadValidationImages', Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/dataset/test/*` },
      {
        Sid: 'ReadManifest',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `${BUCKET}/dataset/runs/*/evaluation/manifest.json`,
      },
      {
        Sid: 'WritePredictions',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
        Resource: `${BUCKET}/dataset/runs/*/evaluation/*`,
      },
    ]);
    expect(named(saving, 'retraining-model', 'ListDataset', 'ReadValidationImages')).to.deep.equal([]);
  });

  it('lets the state machine run transform jobs and make versions of its own group', () => {
    const added = [
      'RunTransformJobs',
      'TagTransformJobs',
      'WatchTransformEvents',
      'ListModelPackages',
      'RegisterModels',
    ];
    const jobs = `${SAGEMAKER}:transform-job/retraining-dev-*`;
    expect(named(recording, 'retraining-workflow', 'InvokeFunction', ...added)).to.deep.equal([
      {
        Sid: 'InvokeFunction',
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: ['retraining-generate-dataset', 'retraining-registry'].map((name) => `${FUNCTION}:${name}-0000000`),
      },
      {
        Sid: 'RunTransformJobs',
        Effect: 'Allow',
        Action: ['sagemaker:CreateTransformJob', 'sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'],
        Resource: jobs,
      },
      {
        Sid: 'TagTransformJobs',
        Effect: 'Allow',
        Action: ['sagemaker:AddTags', 'sagemaker:ListTags'],
        Resource: jobs,
      },
      {
        Sid: 'WatchTransformEvents',
        Effect: 'Allow',
        Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        Resource: 'arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForSageMakerTransformJobsRule',
      },
      { Sid: 'ListModelPackages', Effect: 'Allow', Action: 'sagemaker:ListModelPackages', Resource: '*' },
      {
        Sid: 'RegisterModels',
        Effect: 'Allow',
        Action: ['sagemaker:CreateModelPackage', 'sagemaker:DescribeModelPackage'],
        Resource: [`${SAGEMAKER}:model-package-group/retraining-dev`, `${SAGEMAKER}:model-package/retraining-dev/*`],
      },
    ]);
    const sids = statements(saving, 'retraining-workflow').map(({ Sid }) => Sid);
    expect(sids.filter((sid) => added.includes(sid))).to.deep.equal([]);
  });
});
