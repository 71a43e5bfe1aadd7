import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateLogStreamCommand, DescribeLogGroupsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, GetRoleCommand, ListRolesCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateModelCommand, CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import type { AwsClients } from '../../localstack/aws-clients.ts';
import { startEmbeddedCloud } from '../../localstack/embedded/embedded-cloud.ts';
import type { StartedCloud } from '../../localstack/local-cloud.ts';
import { errorOf } from '../support/error-of.ts';
import { rule } from '../support/rule.ts';

const ACCOUNT = '000000000000';
const USER = `User: arn:aws:sts::${ACCOUNT}:assumed-role/caller/session`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/other`;
const TROUBLESHOOTING = 'IAM User Guide, "Troubleshoot access denied error messages"';
const S3_ACTIONS = 'S3 User Guide, "Required permissions for Amazon S3 API operations"';
const SERVICE_REFERENCE = 'Service Authorization Reference';
const Bucket = 'photos';

interface Grant {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Condition?: object;
}

const missing = (action: string, resource: string): string =>
  `${USER} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

describe('a call that a role is denied', () => {
  let folder: string;
  let cloud: StartedCloud;
  let role: AwsClients;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'access-denied-'));
    cloud = await startEmbeddedCloud({ dataFolder: folder, region: 'us-east-1', port: 0 });
    const { iam, s3 } = cloud.clients;
    for (const RoleName of ['caller', 'other']) {
      const principal = { AWS: `arn:aws:iam::${ACCOUNT}:root`, Service: 'sagemaker.amazonaws.com' };
      const Statement = [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }];
      const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    }
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'cats/1.jpg', Body: 'cat' }));
    role = await cloud.clients.assume(`arn:aws:iam::${ACCOUNT}:role/caller`, 'session');
  });

  after(async () => {
    role.destroy();
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** From now on the caller has these statements and no others. */
  const grant = async (...statements: readonly Grant[]): Promise<void> => {
    const none = { Action: 'none:None' };
    const Statement = [none, ...statements].map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement }));
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const put = new PutRolePolicyCommand({ RoleName: 'caller', PolicyName: 'inline', PolicyDocument });
    await cloud.clients.iam.send(put);
  };

  const refusal = async (call: Promise<unknown>) => {
    const error = await errorOf(call);
    const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
    return { name: error.name, status: $metadata?.httpStatusCode, message: error.message };
  };

  rule(
    {
      table: 'iam',
      id: 's3.denied',
      aws: 'AccessDenied with 403, naming caller, action and the resource in quotes',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      await grant();
      expect(await refusal(role.s3.send(new GetObjectCommand({ Bucket, Key: 'cats/1.jpg' })))).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: missing('s3:GetObject', '"arn:aws:s3:::photos/cats/1.jpg"'),
      });
      const head = await refusal(role.s3.send(new HeadBucketCommand({ Bucket })));
      expect(head.status).to.equal(403);
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.actions',
      aws: 'HeadObject needs GetObject, CopyObject GetObject on its source and PutObject, CreateMultipartUpload PutObject, tags PutObjectTagging',
      here: 'same',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      const Key = 'dogs/1.jpg';
      const CopySource = `${Bucket}/cats/1.jpg`;
      const denied = async (call: Promise<unknown>) => /perform: (\S+)/.exec((await refusal(call)).message)?.[1];
      await grant();
      expect(await denied(role.s3.send(new PutObjectCommand({ Bucket, Key, Body: '' })))).to.equal('s3:PutObject');
      expect(await denied(role.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource })))).to.equal('s3:GetObject');
      expect(await denied(role.s3.send(new CreateMultipartUploadCommand({ Bucket, Key })))).to.equal('s3:PutObject');
      await grant({ Action: ['s3:GetObject', 's3:PutObject'] });
      await role.s3.send(new HeadObjectCommand({ Bucket, Key: 'cats/1.jpg' }));
      await role.s3.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
      const tagged = new PutObjectCommand({ Bucket, Key, Body: '', Tagging: 'a=b' });
      expect(await denied(role.s3.send(tagged))).to.equal('s3:PutObjectTagging');
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.listPrefix',
      aws: 'ListObjectsV2 needs ListBucket on the bucket, narrowed by s3:prefix',
      here: 'same',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      await grant({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': 'cats/*' } } });
      const { KeyCount } = await role.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'cats/' }));
      expect(KeyCount).to.equal(1);
      const others = await refusal(role.s3.send(new ListObjectsV2Command({ Bucket })));
      expect(others.message).to.equal(missing('s3:ListBucket', '"arn:aws:s3:::photos"'));
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.hiddenKey',
      aws: 'who may read and not list is told 403 of a key that does not exist; with ListBucket 404',
      here: 'same',
      wording: 'AWS',
      source: 'S3 API Reference, GetObject and HeadObject, "Permissions"',
    },
    async () => {
      const get = () => role.s3.send(new GetObjectCommand({ Bucket, Key: 'none' }));
      await grant({ Action: 's3:GetObject' });
      expect(await refusal(get())).to.include({
        status: 403,
        message: missing('s3:ListBucket', '"arn:aws:s3:::photos"'),
      });
      const head = await refusal(role.s3.send(new HeadObjectCommand({ Bucket, Key: 'none' })));
      expect(head.status).to.equal(403);
      await grant({ Action: ['s3:GetObject', 's3:ListBucket'] });
      expect((await refusal(get())).name).to.equal('NoSuchKey');
      expect(
        (await refusal(role.s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'none' })))).name,
      ).to.equal('NoSuchBucket');
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.deleteObjects',
      aws: 'DeleteObjects needs DeleteObject on each key, and answers AccessDenied for those that lack it',
      here: 'differs',
      note: 'one key that lacks it refuses the whole request',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      await grant({ Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::photos/dogs/*' });
      const deletion = (...keys: string[]) =>
        role.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
      await deletion('dogs/2.jpg', 'dogs/3.jpg');
      const denied = await refusal(deletion('dogs/2.jpg', 'cats/1.jpg'));
      expect(denied.message).to.equal(missing('s3:DeleteObject', '"arn:aws:s3:::photos/cats/1.jpg"'));
      await cloud.clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'cats/1.jpg' }));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'explicitDeny',
      aws: 'an explicit deny says of which kind of policy it is; a bucket policy may allow by itself',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      const putPolicy = async (Effect: string) => {
        const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:role/caller` };
        const Statement = { Effect, Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
        await cloud.clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      };
      const get = () => role.s3.send(new GetObjectCommand({ Bucket, Key: 'cats/1.jpg' }));
      const text = `${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::photos/cats/1.jpg" with an explicit deny in`;
      await grant({ Action: '*' });
      await putPolicy('Deny');
      expect((await refusal(get())).message).to.equal(`${text} a resource-based policy`);
      await grant();
      await putPolicy('Allow');
      expect(await (await get()).Body?.transformToString()).to.equal('cat');
      await grant({ Effect: 'Deny', Action: 's3:*' });
      expect((await refusal(get())).message).to.equal(`${text} an identity-based policy`);
    },
  );

  rule(
    {
      table: 'iam',
      id: 'sagemaker.denied',
      aws: 'CreateTrainingJob and CreateModel need their action on the job or model, PassRole on the role, and AddTags when there are tags',
      here: 'same',
      wording: 'AWS',
      source: `training.accessDenied, training.passRole; ${SERVICE_REFERENCE}`,
    },
    async () => {
      const create = () =>
        role.sagemaker.send(
          new CreateTrainingJobCommand({
            TrainingJobName: 'job-1',
            RoleArn: ROLE,
            OutputDataConfig: { S3OutputPath: 's3://photos/out' },
            Tags: [{ Key: 'team', Value: 'cats' }],
          } as ConstructorParameters<typeof CreateTrainingJobCommand>[0]),
        );
      const job = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:training-job/job-1`;
      const denied = (message: string) => ({ name: 'AccessDeniedException', status: 400, message });
      const actions = ['sagemaker:CreateTrainingJob'];
      await grant();
      expect(await refusal(create())).to.deep.equal(denied(missing('sagemaker:CreateTrainingJob', job)));
      await grant({ Action: actions });
      expect(await refusal(create())).to.deep.equal(denied(missing('iam:PassRole', ROLE)));
      const passed = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
      await grant({ Action: actions }, { Action: 'iam:PassRole', Condition: passed });
      expect(await refusal(create())).to.deep.equal(denied(missing('iam:PassRole', ROLE)));
      await grant({ Action: [...actions, 'iam:PassRole'] });
      expect(await refusal(create())).to.deep.equal(denied(missing('sagemaker:AddTags', job)));
      await grant({ Action: [...actions, 'iam:PassRole', 'sagemaker:AddTags'] });
      expect((await refusal(create())).name).to.equal('ValidationException');
      const model = new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: ROLE });
      const onModel = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:model/m`;
      expect((await refusal(role.sagemaker.send(model))).message).to.equal(missing('sagemaker:CreateModel', onModel));
      const list = await refusal(role.sagemaker.send(new ListTrainingJobsCommand({})));
      expect(list.message).to.equal(missing('sagemaker:ListTrainingJobs', '*'));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'other.denied',
      aws: 'Lambda answers AccessDeniedException with 403, Step Functions and CloudWatch Logs with 400, IAM AccessDenied with 403',
      here: 'same',
      wording: 'AWS',
      source: `${TROUBLESHOOTING}; ${SERVICE_REFERENCE}`,
    },
    async () => {
      await grant();
      const functionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
      for (const FunctionName of ['f', functionArn, `${functionArn}:$LATEST`]) {
        expect(await refusal(role.lambda.send(new InvokeCommand({ FunctionName })))).to.deep.equal({
          name: 'AccessDeniedException',
          status: 403,
          message: missing('lambda:InvokeFunction', functionArn),
        });
      }
      const stateMachineArn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:m`;
      expect(await refusal(role.sfn.send(new StartExecutionCommand({ stateMachineArn })))).to.deep.equal({
        name: 'AccessDeniedException',
        status: 400,
        message: missing('states:StartExecution', stateMachineArn),
      });
      expect(await refusal(role.iam.send(new GetRoleCommand({ RoleName: 'other' })))).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: missing('iam:GetRole', ROLE),
      });
      const roles = await refusal(role.iam.send(new ListRolesCommand({})));
      expect(roles.message).to.equal(missing('iam:ListRoles', `arn:aws:iam::${ACCOUNT}:role/`));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'logs.resources',
      aws: 'calls of CloudWatch Logs are asked for by log-group:<name>:log-stream:<name>, the stream’s name empty for a group',
      here: 'same',
      wording: 'AWS',
      source: `refusals of logs:DescribeLogGroups on log-group::log-stream:, quoted in many issues; ${SERVICE_REFERENCE}`,
    },
    async () => {
      await grant();
      const stream = { logGroupName: '/g', logStreamName: 's' };
      const arn = (text: string) => `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${text}`;
      const denied = async (call: Promise<unknown>) => await refusal(call);
      expect(await denied(role.logs.send(new CreateLogStreamCommand(stream)))).to.deep.equal({
        name: 'AccessDeniedException',
        status: 400,
        message: missing('logs:CreateLogStream', arn('/g:log-stream:s')),
      });
      const put = new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: 1, message: 'm' }] });
      expect((await denied(role.logs.send(put))).message).to.equal(
        missing('logs:PutLogEvents', arn('/g:log-stream:s')),
      );
      const groups = await denied(role.logs.send(new DescribeLogGroupsCommand({})));
      expect(groups.message).to.equal(missing('logs:DescribeLogGroups', arn(':log-stream:')));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'root',
      aws: 'the account’s root needs no identity policy, yet a bucket policy may deny it',
      here: 'differs',
      note: 'root, which is every key that STS did not issue, may do everything: it stands for whoever deploys, and for AWS’s own services',
      wording: 'none',
      source: 'IAM User Guide, "AWS account root user"',
    },
    async () => {
      const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' }];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      await cloud.clients.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      await cloud.clients.s3.send(new GetObjectCommand({ Bucket, Key: 'cats/1.jpg' }));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'sts.assumeRole',
      aws: 'a role session may assume a role whose trust policy names it; where that names the account, it needs sts:AssumeRole as well',
      here: 'same',
      wording: 'partly AWS',
      source: 'IAM User Guide, "Methods to assume a role"; "Policy evaluation logic"',
    },
    async () => {
      const assume = () => role.sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'chained' }));
      await grant();
      expect(await refusal(assume())).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: `${USER} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
      });
      expect((await role.sts.send(new GetCallerIdentityCommand({}))).Account).to.equal(ACCOUNT);
      await grant({ Action: 'sts:AssumeRole' });
      expect((await assume()).AssumedRoleUser?.Arn).to.equal(`arn:aws:sts::${ACCOUNT}:assumed-role/other/chained`);
    },
  );
});
