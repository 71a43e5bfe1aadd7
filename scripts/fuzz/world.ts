import { PutDashboardCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRuleCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateFunctionCommand, PublishVersionCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateModelCommand } from '@aws-sdk/client-sagemaker';
import { CreateActivityCommand, CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { strToU8, zipSync } from 'fflate';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';

const SERVICES = ['lambda', 'states', 'sagemaker'].map((name) => `${name}.amazonaws.com`);
const trusted = (Principal: object) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const TRUST = {
  Version: '2012-10-17',
  Statement: [trusted({ Service: SERVICES }), trusted({ AWS: 'arn:aws:iam::000000000000:root' })],
};
const ALLOW = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
const CODE = 'export const handler = async (event) => ({ event });';
const DEFINITION = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
export const ROLE = 'arn:aws:iam::000000000000:role/present';

/** Makes one of everything, under the name `present`; what is there already stays. */
export async function makeWorld(clients: AwsClients): Promise<void> {
  const { iam, s3 } = clients;
  const AssumeRolePolicyDocument = JSON.stringify(TRUST);
  await unlessThere(iam.send(new CreateRoleCommand({ RoleName: 'present', AssumeRolePolicyDocument })));
  await unlessThere(
    iam.send(new PutRolePolicyCommand({ RoleName: 'present', PolicyName: 'present', PolicyDocument: ALLOW })),
  );
  await unlessThere(iam.send(new CreatePolicyCommand({ PolicyName: 'present', PolicyDocument: ALLOW })));
  await unlessThere(iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'present' })));
  const Bucket = 'present';
  await unlessThere(s3.send(new CreateBucketCommand({ Bucket })));
  await unlessThere(
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })),
  );
  for (const Key of ['present', 'present.csv', 'a/b', 'model.tar.gz']) {
    await unlessThere(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a,b\n1,2\n' })));
  }
  await makeComputing(clients);
  await makeTelling(clients);
}

async function makeComputing({ lambda, sfn, sagemaker }: AwsClients): Promise<void> {
  const FunctionName = 'present';
  const ZipFile = zipSync({ 'index.mjs': strToU8(CODE) });
  const functionOf = {
    FunctionName,
    Role: ROLE,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile },
  } as const;
  await unlessThere(lambda.send(new CreateFunctionCommand(functionOf)));
  await unlessThere(lambda.send(new PublishVersionCommand({ FunctionName })));
  await unlessThere(lambda.send(new CreateAliasCommand({ FunctionName, Name: 'present', FunctionVersion: '1' })));
  const definition = JSON.stringify(DEFINITION);
  await unlessThere(
    sfn.send(new CreateStateMachineCommand({ name: 'present', roleArn: ROLE, definition, publish: true })),
  );
  await unlessThere(
    sfn.send(new CreateStateMachineCommand({ name: 'express', roleArn: ROLE, definition, type: 'EXPRESS' })),
  );
  await unlessThere(sfn.send(new CreateActivityCommand({ name: 'present' })));
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:present';
  await unlessThere(sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'present' })));
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: 's3://present/model.tar.gz' };
  await unlessThere(
    sagemaker.send(new CreateModelCommand({ ModelName: 'present', PrimaryContainer, ExecutionRoleArn: ROLE })),
  );
}

async function makeTelling({ logs, cloudwatch, events, sns }: AwsClients): Promise<void> {
  const stream = { logGroupName: 'present', logStreamName: 'present' };
  await unlessThere(logs.send(new CreateLogGroupCommand({ logGroupName: 'present' })));
  await unlessThere(logs.send(new CreateLogStreamCommand(stream)));
  const logEvents = ['{"level": "error", "code": 500}', '10.0.0.1 - GET 404 1200', 'plain'].map((message) => ({
    message,
    timestamp: Date.now(),
  }));
  await unlessThere(logs.send(new PutLogEventsCommand({ ...stream, logEvents })));
  const MetricData = [{ MetricName: 'present', Value: 1, Dimensions: [{ Name: 'a', Value: 'b' }] }];
  await unlessThere(cloudwatch.send(new PutMetricDataCommand({ Namespace: 'present', MetricData })));
  await unlessThere(
    cloudwatch.send(new PutDashboardCommand({ DashboardName: 'present', DashboardBody: '{"widgets":[]}' })),
  );
  await unlessThere(events.send(new PutRuleCommand({ Name: 'present', EventPattern: '{"source": ["a"]}' })));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'present' }));
  await unlessThere(sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'somebody@example.com' })));
}

/** Access key ids of the account's root and of a session of the role. */
export async function accessKeysOf({ sts }: AwsClients): Promise<readonly string[]> {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'fuzz' }));
  return ['test', 'test', Credentials?.AccessKeyId ?? 'test'];
}

/** What another request has changed may refuse it; a server's fault is one that the fuzzing is to see. */
async function unlessThere(made: Promise<unknown>): Promise<void> {
  try {
    await made;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || status >= 500) throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
