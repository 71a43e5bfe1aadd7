import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack, recorded, statements } from './recorded-program.ts';

const BUCKET = 'arn:aws:s3:::retraining-dataset-0000000';
const JOBS = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/retraining-dev-*';
const MODELS = 'arn:aws:sagemaker:us-east-1:123456789012:model/retraining-dev-*';

describe('the permissions', () => {
  let recording: Recording;

  before(async () => {
    recording = await recordDevStack();
  });

  it('let the function list the images, read some and what an earlier run wrote, and write .lst files, report and log', () => {
    expect(statements(recording, 'retraining-generate-dataset')).to.deep.equal([
      {
        Sid: 'ListDataset',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: {
          StringLike: {
            's3:prefix': [
              'dataset/train/*',
              'dataset/test/*',
              'dataset/images/*',
              'dataset/labels.json',
              'dataset/dataset-report.json',
              'dataset/runs/*',
              'dataset/',
            ],
          },
        },
      },
      {
        Sid: 'ReadEarlierRuns',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: ['labels.json', 'dataset-report.json', 'runs/*'].map((name) => `${BUCKET}/dataset/${name}`),
      },
      {
        Sid: 'ReadImages',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [`${BUCKET}/dataset/train/*`, `${BUCKET}/dataset/test/*`],
      },
      {
        Sid: 'WriteRunFiles',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
        Resource: `${BUCKET}/dataset/runs/*`,
      },
      {
        Sid: 'WriteNewest',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: [
          `${BUCKET}/dataset/train-data.lst`,
          `${BUCKET}/dataset/test-data.lst`,
          `${BUCKET}/dataset/dataset-report.json`,
          `${BUCKET}/dataset/labels.json`,
        ],
      },
      {
        Sid: 'WriteLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: 'arn:aws:logs:us-east-1:123456789012:log-group:/logs/retraining-generate-dataset-0000000:*',
      },
    ]);
  });

  it('let function and training job read the folder of images alone with an automatic split', async () => {
    const automatic = await recordDevStack({ split: 'automatic' });
    for (const name of ['retraining-generate-dataset', 'retraining-training']) {
      const read = statements(automatic, name).find(({ Sid }) => Sid === 'ReadImages');
      expect(read?.Resource, name).to.deep.equal([`${BUCKET}/dataset/images/*`]);
    }
  });

  it('let the function read no image where none is to be looked into', async () => {
    const without = await recordDevStack({ samplePerClass: '0' });
    const sids = statements(without, 'retraining-generate-dataset').map(({ Sid }) => Sid);
    expect(sids).to.include('ListDataset').and.not.to.include('ReadImages');
  });

  it('let the state machine run this function and jobs and models of this workflow, and no others', () => {
    expect(statements(recording, 'retraining-workflow')).to.deep.equal([
      {
        Sid: 'InvokeFunction',
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:retraining-generate-dataset-0000000',
      },
      {
        Sid: 'RunTrainingJobs',
        Effect: 'Allow',
        Action: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
        Resource: JOBS,
      },
      { Sid: 'CreateModels', Effect: 'Allow', Action: 'sagemaker:CreateModel', Resource: MODELS },
      {
        Sid: 'TagJobsAndModels',
        Effect: 'Allow',
        Action: ['sagemaker:AddTags', 'sagemaker:ListTags'],
        Resource: [JOBS, MODELS],
      },
      {
        Sid: 'PassSageMakerRoles',
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: [
          'arn:aws:iam::123456789012:role/retraining-training-0000000',
          'arn:aws:iam::123456789012:role/retraining-model-0000000',
        ],
        Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
      },
      {
        Sid: 'WatchTrainingEvents',
        Effect: 'Allow',
        Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        Resource: 'arn:aws:events:us-east-1:123456789012:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule',
      },
      {
        Sid: 'DeliverExecutionLogs',
        Effect: 'Allow',
        Action: [
          'logs:CreateLogDelivery',
          'logs:GetLogDelivery',
          'logs:UpdateLogDelivery',
          'logs:DeleteLogDelivery',
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:DescribeResourcePolicies',
          'logs:DescribeLogGroups',
        ],
        Resource: '*',
      },
    ]);
  });

  it('let several functions list the data set only where that is asked for', async () => {
    const several = await recordDevStack({ fanOut: 'auto' });
    const [before, after] = [recording, several].map((one) => statements(one, 'retraining-generate-dataset'));
    const prefixes = (list: typeof before) => JSON.stringify(list?.find(({ Sid }) => Sid === 'ListDataset'));
    expect(prefixes(after)).to.equal(prefixes(before)?.replace('"dataset/"]}}', '"dataset/fan-out/*","dataset/"]}}'));
    const added = (name: string) => {
      const known = new Set(statements(recording, name).map(({ Sid }) => Sid));
      return statements(several, name).filter(({ Sid }) => !known.has(Sid));
    };
    expect(added('retraining-generate-dataset')).to.deep.equal([
      {
        Sid: 'ShareListing',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        Resource: `${BUCKET}/dataset/fan-out/*`,
      },
    ]);
    // Step Functions Developer Guide, "IAM policies for using Distributed Map states".
    expect(added('retraining-workflow')).to.deep.equal([
      {
        Sid: 'StartMapRuns',
        Effect: 'Allow',
        Action: 'states:StartExecution',
        Resource: 'arn:aws:states:us-east-1:123456789012:stateMachine:retraining-workflow-*',
      },
      {
        Sid: 'WatchMapRuns',
        Effect: 'Allow',
        Action: ['states:DescribeExecution', 'states:StopExecution', 'states:RedriveExecution'],
        Resource: 'arn:aws:states:us-east-1:123456789012:execution:retraining-workflow-*',
      },
    ]);
  });

  it('let each role be taken by one service, for this account alone', async () => {
    const prod = await recordDevStack({ schedule: 'rate(7 days)' });
    const taken = (name: string) =>
      JSON.parse(String(recorded(prod, 'aws:iam/role:Role', name).inputs['assumeRolePolicy']));
    const trust = (Service: string, source?: string) => ({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AssumedByService',
          Effect: 'Allow',
          Principal: { Service },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ...(source === undefined ? {} : { ArnLike: { 'aws:SourceArn': source } }),
          },
        },
      ],
    });
    const lambda = trust('lambda.amazonaws.com');
    // SageMaker Developer Guide, "Cross-service confused deputy prevention".
    const sageMaker = trust('sagemaker.amazonaws.com', 'arn:aws:sagemaker:us-east-1:123456789012:*');
    // Step Functions Developer Guide, "Prevent cross-service confused deputy issue".
    const states = trust('states.amazonaws.com', 'arn:aws:states:us-east-1:123456789012:stateMachine:*');
    const events = trust('events.amazonaws.com', 'arn:aws:events:us-east-1:123456789012:rule/*');
    expect(taken('retraining-generate-dataset')).to.deep.equal(lambda);
    expect(taken('retraining-training')).to.deep.equal(sageMaker);
    expect(taken('retraining-model')).to.deep.equal(sageMaker);
    expect(taken('retraining-workflow')).to.deep.equal(states);
    expect(taken('retraining-schedule')).to.deep.equal(events);
  });

  it('refuse every request to the bucket that is not made over TLS', () => {
    const { policy } = recorded(recording, 'aws:s3/bucketPolicy:BucketPolicy', 'retraining-dataset').inputs;
    expect(JSON.parse(String(policy))).to.deep.equal({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'DenyPlainHttp',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [BUCKET, `${BUCKET}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    });
  });

  it('let the function and the state machine send traces only where tracing is on', async () => {
    const traced = await recordDevStack({ tracing: 'true' });
    const traces = (...Action: string[]) => ({ Sid: 'SendTraces', Effect: 'Allow', Action, Resource: '*' });
    const sending = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
    const sampling = ['xray:GetSamplingRules', 'xray:GetSamplingTargets'];
    const added = {
      // Lambda Developer Guide, "Visualize Lambda function invocations using AWS X-Ray", execution role permissions.
      'retraining-generate-dataset': traces(...sending),
      // Step Functions Developer Guide, "Trace Step Functions request data in AWS X-Ray", IAM policies.
      'retraining-workflow': traces(...sending, ...sampling),
    };
    for (const [name, statement] of Object.entries(added)) {
      expect(statements(traced, name)).to.deep.equal([...statements(recording, name), statement]);
    }
  });

  it('allow no action by wildcard', () => {
    const names = ['retraining-generate-dataset', 'retraining-training', 'retraining-model', 'retraining-workflow'];
    const actions = names.flatMap((name) => statements(recording, name)).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).to.deep.equal([]);
  });
});
