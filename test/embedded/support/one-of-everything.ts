import { PutDashboardCommand, PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { CreateActivityCommand, CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { startCloud } from '../../../localstack/index.ts';
import { patternDataset } from '../../support/dataset-factory.ts';
import { pollUntil } from '../../support/poll-until.ts';
import { StartedTarget } from '../../support/start-target.ts';
import { executionStatus } from './data-folder-cloud.ts';
import { makePackageAndTransform } from './sagemaker-records.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 6, testPerClass: 2, width: 32, height: 32 };

/** Runs the workflow once in the data folder, then adds whatever kind of record the workflow does not make. */
export async function makeOneOfEverything(dataFolder: string): Promise<void> {
  const target = await StartedTarget.start({ dataFolder });
  await target.putDataset(await patternDataset(DATASET));
  await target.ended(await target.startExecution('small'));
  await target.close();
  const cloud = await startCloud({ kind: 'embedded', dataFolder });
  try {
    await addTheRest(cloud, target.outputs.bucketName);
  } finally {
    await cloud.close();
  }
}

async function addTheRest({ clients }: StartedCloud, Bucket: string): Promise<void> {
  const { cloudwatch, events, sns, sfn, s3 } = clients;
  await cloudwatch.send(
    new PutMetricDataCommand({ Namespace: 'Test', MetricData: [1, 2, 3].map((Value) => ({ MetricName: 'M', Value })) }),
  );
  const alarm = { MetricName: 'M', Namespace: 'Test', Period: 60, Statistic: 'Sum', EvaluationPeriods: 1 } as const;
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'alarm',
      ...alarm,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  );
  await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'board', DashboardBody: '{"widgets":[]}' }));
  await events.send(new PutRuleCommand({ Name: 'rule', ScheduleExpression: 'rate(1 day)' }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'topic' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'somebody@example.com' }));
  await sfn.send(new CreateActivityCommand({ name: 'activity' }));
  const upload = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'large' }));
  const part = { Bucket, Key: 'large', UploadId: upload.UploadId, PartNumber: 1, Body: 'part' };
  await s3.send(new UploadPartCommand(part));
  await runMap(clients);
  await makePackageAndTransform(clients, Bucket);
}

async function runMap({ iam, sfn }: StartedCloud['clients']): Promise<void> {
  const trust = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'map',
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: trust }),
    }),
  );
  const allow = { Effect: 'Allow', Action: 'states:StartExecution', Resource: '*' };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'map',
      PolicyName: 'start',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: allow }),
    }),
  );
  const each = {
    Type: 'Map',
    End: true,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'One',
      States: { One: { Type: 'Pass', End: true } },
    },
  };
  const definition = JSON.stringify({ StartAt: 'Each', States: { Each: each } });
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name: 'map', roleArn: Role?.Arn, definition }),
  );
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '[1,2]' }));
  await pollUntil(
    'the map run has ended',
    async () => (await executionStatus(sfn, executionArn)) !== 'RUNNING' || undefined,
  );
}
