import { DescribeLogGroupsCommand, ListTagsForResourceCommand as ListLogTags } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRuleCommand, ListTagsForResourceCommand as ListRuleTags } from '@aws-sdk/client-eventbridge';
import { GetPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import { ListTagsForResourceCommand as ListMachineTags } from '@aws-sdk/client-sfn';
import { GetTopicAttributesCommand, ListTagsForResourceCommand as ListTopicTags } from '@aws-sdk/client-sns';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { expect } from 'chai';
import { startEmulatedCloud } from '../../../../emulators/cloud/emulated-cloud.ts';
import type { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import { deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1' } };
const PLACE = { accountId: '000000000000', region: 'us-east-1' };
const ARN = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    },
  ],
});
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const definition = JSON.stringify({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });
const code = new pulumi.asset.AssetArchive({
  'index.mjs': new pulumi.asset.StringAsset('export const handler = async () => "done";'),
});

/** Every resource with what may be left out of it, or without. */
function program(more: boolean) {
  const given = <T extends object>(values: T): Partial<T> => (more ? values : {});
  const tags = { kept: 'a', ...(more ? { gone: 'b' } : {}) };
  const role = new aws.iam.Role('r', {
    name: 'r',
    assumeRolePolicy: trust,
    tags,
    ...given({ description: 'of a function', maxSessionDuration: 7200 }),
  });
  new aws.iam.Policy('p', { name: 'p', policy: document, tags });
  new aws.cloudwatch.LogGroup('g', { name: 'g', tags, ...given({ retentionInDays: 7 }) });
  new aws.sns.Topic('t', { name: 't', tags, ...given({ displayName: 'Retraining' }) });
  new aws.cloudwatch.EventRule('e', {
    name: 'e',
    scheduleExpression: 'rate(1 day)',
    tags,
    ...given({ description: 'daily' }),
  });
  new aws.s3.Bucket('b', { bucket: 'values-taken-out', ...given({ tags }) });
  const { arn: roleArn } = role;
  new aws.sfn.StateMachine('m', { name: 'm', roleArn, definition, tags });
  const settings = { name: 'f', role: roleArn, runtime: 'nodejs24.x', handler: 'index.handler', code, tags };
  new aws.lambda.Function('f', {
    ...settings,
    ...given({ memorySize: 512, timeout: 60, description: 'does nothing' }),
  });
  return {};
}

async function found({ iam, logs, sns, events, s3, sfn, lambda }: AwsClients): Promise<Record<string, unknown>> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }));
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::000000000000:policy/p' }));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'g' }));
  const group = await logs.send(new ListLogTags({ resourceArn: ARN('logs', 'log-group:g') }));
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: ARN('sns', 't') }));
  const topic = await sns.send(new ListTopicTags({ ResourceArn: ARN('sns', 't') }));
  const rule = await events.send(new DescribeRuleCommand({ Name: 'e' }));
  const ruleTags = await events.send(new ListRuleTags({ ResourceARN: ARN('events', 'rule/e') }));
  const asked = s3.send(new GetBucketTaggingCommand({ Bucket: 'values-taken-out' }));
  const bucket = await asked.then(
    ({ TagSet }) => TagSet,
    ({ name }: Error) => name,
  );
  const machine = await sfn.send(new ListMachineTags({ resourceArn: ARN('states', 'stateMachine:m') }));
  const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: 'f' }));
  return {
    role: [Role?.Description, Role?.MaxSessionDuration, Role?.Tags],
    policy: Policy?.Tags,
    group: [logGroups?.[0]?.retentionInDays, group.tags],
    topic: [Attributes?.['DisplayName'], topic.Tags],
    rule: [rule.Description, ruleTags.Tags],
    bucket,
    machine: machine.tags,
    function: [Configuration?.MemorySize, Configuration?.Timeout, Configuration?.Description, Tags],
  };
}

describe('deploying a program again', () => {
  const folder = useTemporaryFolder();

  it('takes away what the program no longer says of a resource, and gives it the provider’s default', async () => {
    const cloud = await startEmulatedCloud({ dataFolder: folder(), region: 'us-east-1', port: 0 });
    try {
      const target = { clients: cloud.clients, ...PLACE, project: 'p', stack: 'dev' };
      const deploy = (more: boolean) => deployProgram(async () => program(more), CONFIG, target);
      await deploy(true);
      const both = [
        { Key: 'gone', Value: 'b' },
        { Key: 'kept', Value: 'a' },
      ];
      expect(await found(cloud.clients)).to.deep.equal({
        role: ['of a function', 7200, both],
        policy: both,
        group: [7, { kept: 'a', gone: 'b' }],
        topic: ['Retraining', both],
        rule: ['daily', both],
        bucket: both,
        machine: both.map(({ Key: key, Value: value }) => ({ key, value })),
        function: [512, 60, 'does nothing', { kept: 'a', gone: 'b' }],
      });
      await deploy(false);
      const kept = both.slice(1);
      expect(await found(cloud.clients)).to.deep.equal({
        role: ['', 3600, kept],
        policy: kept,
        group: [undefined, { kept: 'a' }],
        topic: ['', kept],
        rule: [undefined, kept],
        bucket: 'NoSuchTagSet',
        machine: [{ key: 'kept', value: 'a' }],
        function: [128, 3, '', { kept: 'a' }],
      });
    } finally {
      await cloud.close();
    }
  });
});
