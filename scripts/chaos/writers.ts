import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, type CreateTrainingJobCommandInput } from '@aws-sdk/client-sagemaker';
import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import type { Acknowledged } from './acknowledged.ts';
import { makeVersionedBucket, writeVersion } from './versions.ts';

export const BUCKET = 'chaos';
export const OVERWRITTEN = 'overwritten';
export const LOG = { logGroupName: 'chaos', logStreamName: 'stream' };
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const SERVICES = ['states.amazonaws.com', 'sagemaker.amazonaws.com'];
const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: SERVICES }, Action: 'sts:AssumeRole' },
};

/** What the writers write to. */
export interface Workplace {
  readonly roleArn: string;
  readonly stateMachineArn: string;
}

export async function makeWorkplace(clients: AwsClients): Promise<Workplace> {
  const { s3, logs, iam, sfn } = clients;
  await makeVersionedBucket(clients);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'train/a.jpg', Body: 'no image' }));
  await logs.send(new CreateLogGroupCommand(LOG));
  await logs.send(new CreateLogStreamCommand(LOG));
  const AssumeRolePolicyDocument = JSON.stringify(TRUST);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument }));
  const all = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const policy = { RoleName: 'worker', PolicyName: 'all', PolicyDocument: JSON.stringify(all) };
  await iam.send(new PutRolePolicyCommand(policy));
  const roleArn = Role?.Arn ?? '';
  const states = { Some: { Type: 'Pass', Next: 'More' }, More: { Type: 'Pass', End: true } };
  const definition = JSON.stringify({ StartAt: 'Some', States: states });
  const { stateMachineArn = '' } = await sfn.send(
    new CreateStateMachineCommand({ name: 'chaos', roleArn, definition }),
  );
  return { roleArn, stateMachineArn };
}

/** Each writes one thing of that number, and notes it when it was answered. */
export function writersOf(
  clients: AwsClients,
  { roleArn, stateMachineArn }: Workplace,
  acknowledged: Acknowledged,
): readonly ((number: string, version: number) => Promise<unknown>)[] {
  const { s3, logs, iam, sfn, sagemaker, events } = clients;
  return [
    (number) => writeVersion(clients, acknowledged.versions, number),
    async (number) => {
      const Body = number.repeat(1 + (number.length % 7) * 1_000);
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: number, Body }));
      acknowledged.objects.set(number, Body);
    },
    async (_, version) => {
      acknowledged.overwritten.sent = version;
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: OVERWRITTEN, Body: `${version}` }));
      acknowledged.overwritten.answered = version;
    },
    async (number) => {
      await logs.send(new PutLogEventsCommand({ ...LOG, logEvents: [{ timestamp: Date.now(), message: number }] }));
      acknowledged.logEvents.add(number);
    },
    async (number) => {
      await iam.send(new CreateRoleCommand({ RoleName: number, AssumeRolePolicyDocument: JSON.stringify(TRUST) }));
      acknowledged.roles.add(number);
    },
    async (number) => {
      await events.send(new PutRuleCommand({ Name: number, ScheduleExpression: 'rate(1 day)' }));
      acknowledged.rules.add(number);
    },
    async (number) => {
      const { executionArn = '' } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: number }));
      acknowledged.executions.add(executionArn);
    },
    async (number) => {
      await sagemaker.send(new CreateTrainingJobCommand(trainingRequest(number, roleArn)));
      acknowledged.jobs.add(number);
    },
  ];
}

function trainingRequest(TrainingJobName: string, RoleArn: string): CreateTrainingJobCommandInput {
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/train/` } as const;
  return {
    TrainingJobName,
    RoleArn,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource }, ContentType: 'application/x-image' }],
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/models/` },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}
