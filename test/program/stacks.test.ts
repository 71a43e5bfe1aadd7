import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { type Recording, recordProgram } from '../../preview/program-recording.ts';
import { recordDevStack, recorded } from './recorded-program.ts';

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = new URL('../../index.ts', import.meta.url).href;
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:retraining-workflow-0000000';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:retraining-alerts-0000000';
const TAGS = { project: 'sagemaker-retraining-workflow', stack: 'prod', 'managed-by': 'pulumi' };

interface State {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly TimeoutSeconds: number;
}

function trainState(recording: Recording): State {
  const { definition } = recorded(recording, 'aws:sfn/stateMachine:StateMachine', 'retraining-workflow').inputs;
  return JSON.parse(String(definition)).States['Train model (image-classification)'];
}

describe('the prod stack', () => {
  let recording: Recording;
  const inputs = (type: string, name: string) => recorded(recording, type, name).inputs;

  before(async () => {
    const config = await readStackConfig(PROJECT_FOLDER, 'prod');
    recording = await recordProgram(async () => (await import(`${PROGRAM}?stack=prod`)) as object, config);
  });

  it('keeps its data: the bucket, its settings and the logs are protected and outlive the stack', () => {
    const kept = [...recording.options].filter(([, options]) => options.protect === true);
    for (const [label, options] of kept) expect(options, label).to.include({ retainOnDelete: true });
    expect(kept.map(([label]) => label).sort()).to.deep.equal([
      'aws:cloudwatch/logGroup:LogGroup retraining-generate-dataset',
      'aws:cloudwatch/logGroup:LogGroup retraining-registry',
      'aws:cloudwatch/logGroup:LogGroup retraining-workflow',
      'aws:s3/bucket:Bucket retraining-dataset',
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration retraining-dataset',
      'aws:s3/bucketOwnershipControls:BucketOwnershipControls retraining-dataset',
      'aws:s3/bucketPolicy:BucketPolicy retraining-dataset',
      'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock retraining-dataset',
      'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration retraining-dataset',
      'aws:s3/bucketVersioning:BucketVersioning retraining-dataset',
      'aws:sagemaker/modelPackageGroup:ModelPackageGroup retraining-registry',
    ]);
    expect(inputs('aws:s3/bucket:Bucket', 'retraining-dataset')).to.include({ forceDestroy: false });
    const groups = recording.resources.filter(({ type }) => type === 'aws:cloudwatch/logGroup:LogGroup');
    expect(groups.map((group) => group.inputs['retentionInDays'])).to.deep.equal([365, 365, 365]);
  });

  it('raises an alarm for what no message tells: a message that fails, and a schedule that cannot start', () => {
    const alarms = recording.resources.filter(({ type }) => type === 'aws:cloudwatch/metricAlarm:MetricAlarm');
    const common = {
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      statistic: 'Sum',
      period: 300,
      evaluationPeriods: 1,
      threshold: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [TOPIC],
      tags: TAGS,
    };
    expect(alarms.map(({ name, inputs: found }) => [name, found])).to.have.deep.members([
      [
        'retraining-alerts-undelivered',
        {
          ...common,
          dimensions: { RuleName: 'retraining-alerts-0000000' },
          alarmDescription:
            'A message about a failed execution of the retraining workflow retraining in stack prod could not be sent',
        },
      ],
      [
        'retraining-alerts-not-started',
        {
          ...common,
          dimensions: { RuleName: 'retraining-schedule-0000000' },
          alarmDescription: 'A scheduled run of the retraining workflow retraining in stack prod could not be started',
        },
      ],
    ]);
  });

  it('sends one message for every failed execution: one rule, one target, and no alarm on executions', () => {
    const rule = inputs('aws:cloudwatch/eventRule:EventRule', 'retraining-alerts');
    expect(JSON.parse(String(rule['eventPattern']))).to.deep.equal({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [MACHINE], status: ['FAILED', 'TIMED_OUT'] },
    });
    const targets = recording.resources.filter(({ inputs: found }) => found['arn'] === TOPIC);
    expect(targets.map(({ type }) => type.split(':').at(-1)).sort()).to.deep.equal(['EventTarget', 'TopicPolicy']);
  });

  it('lets only its own alarms and its rule publish, over TLS', () => {
    const { policy } = inputs('aws:sns/topicPolicy:TopicPolicy', 'retraining-alerts');
    expect(JSON.parse(String(policy)).Statement).to.deep.equal([
      {
        Sid: 'PublishAlarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: TOPIC,
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
      {
        Sid: 'PublishEvents',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: TOPIC,
        Condition: {
          ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/retraining-alerts-0000000' },
        },
      },
      {
        Sid: 'DenyPlainHttp',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: TOPIC,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('shows executions, their duration and the accuracy of one run after the other on a dashboard', () => {
    const { dashboardName, dashboardBody } = inputs('aws:cloudwatch/dashboard:Dashboard', 'retraining-alerts');
    expect(dashboardName).to.equal('retraining-workflow-0000000');
    const { widgets } = JSON.parse(String(dashboardBody)) as {
      readonly widgets: readonly {
        readonly x: number;
        readonly y: number;
        readonly properties: Readonly<Record<string, unknown>>;
      }[];
    };
    expect(widgets.map(({ x, y, properties }) => [x, y, properties['title']])).to.deep.equal([
      [0, 0, 'Executions a day'],
      [12, 0, 'Duration of an execution (ms)'],
      [0, 6, 'Validation accuracy, run after run'],
      [12, 6, 'Errors of the function'],
    ]);
    expect(widgets[2]?.properties['metrics']).to.deep.equal([
      [
        {
          expression: `SEARCH('{/aws/sagemaker/TrainingJobs,TrainingJobName} MetricName="validation:accuracy" retraining-prod', 'Maximum', 300)`,
          id: 'accuracy',
        },
      ],
    ]);
  });

  it('retrains by the clock, with a role that may only start this state machine', () => {
    expect(inputs('aws:cloudwatch/eventRule:EventRule', 'retraining-schedule')).to.include({
      scheduleExpression: 'cron(0 3 ? * MON *)',
    });
    expect(inputs('aws:cloudwatch/eventTarget:EventTarget', 'retraining-schedule')).to.include({
      arn: MACHINE,
      roleArn: 'arn:aws:iam::123456789012:role/retraining-schedule-0000000',
      input: '{}',
    });
    const { policy } = inputs('aws:iam/rolePolicy:RolePolicy', 'retraining-schedule');
    expect(JSON.parse(String(policy)).Statement).to.deep.equal([
      { Sid: 'StartExecutions', Effect: 'Allow', Action: 'states:StartExecution', Resource: MACHINE },
    ]);
    // 1.408 x 2 h, and 2 x 0.736 x 1 h to judge: 4.288; 4.348125 weeks a month.
    expect(recording.outputs['runCost']).to.deep.include({ maximumPerRun: 4.29, maximumPerMonth: 18.66 });
  });
});

describe('a stack that trains on Spot', () => {
  it('waits for capacity, keeps checkpoints of each attempt and may use them', async () => {
    const recording = await recordDevStack({ useSpot: 'true', maxRuntimeSeconds: '3600', maxWaitSeconds: '7200' });
    const { Parameters, TimeoutSeconds } = trainState(recording);
    expect(Parameters).to.deep.include({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
      CheckpointConfig: {
        'S3Uri.$':
          "States.Format('s3://retraining-dataset-0000000/dataset/checkpoints/{}', States.Format('{}-{}-{}', $.dataset.trainingJobBaseName, $$.Execution.RedriveCount, $$.State.RetryCount))",
      },
    });
    expect(TimeoutSeconds).to.equal(7200 + 2 * 3600);
    const { policy } = recorded(recording, 'aws:iam/rolePolicy:RolePolicy', 'retraining-training').inputs;
    const statements = JSON.parse(String(policy)).Statement as readonly { readonly Sid: string }[];
    expect(statements.find(({ Sid }) => Sid === 'KeepCheckpoints')).to.deep.equal({
      Sid: 'KeepCheckpoints',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      Resource: 'arn:aws:s3:::retraining-dataset-0000000/dataset/checkpoints/*',
    });
    expect(statements.find(({ Sid }) => Sid === 'ListDataset')).to.deep.include({
      Condition: {
        StringLike: {
          's3:prefix': [
            'dataset/train/*',
            'dataset/test/*',
            'dataset/runs/*',
            'dataset/train-data.lst',
            'dataset/test-data.lst',
            'dataset/checkpoints/*',
          ],
        },
      },
    });
  });

  it('is asked for by nothing but useSpot', async () => {
    const { Parameters, TimeoutSeconds } = trainState(await recordDevStack({ useSpot: 'false' }));
    expect(Parameters).to.not.have.any.keys('EnableManagedSpotTraining', 'CheckpointConfig');
    expect(TimeoutSeconds).to.equal(7200 + 2 * 3600);
  });
});

describe('a run that may cost more than its stack allows', () => {
  it('fails before anything is registered, saying the figures', async () => {
    const registered: [] = [];
    const error: unknown = await recordDevStack({ maximumRunCost: '1' }, 'us-east-1', registered).catch(
      (e: unknown) => e,
    );
    expect(registered).to.deep.equal([]);
    expect(error)
      .to.have.property('message')
      .that.matches(
        /has a problem:\n - maximumRunCost is "1": At most 1\.48 USD a run \(1 x ml\.g4dn\.xlarge at 0\.736 USD/,
      );
  });
});
