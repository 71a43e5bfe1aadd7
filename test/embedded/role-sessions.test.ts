import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { rule } from '../support/rule.ts';
import { ACCOUNT, CALLER, CallingRole, OTHER, refusal, USER } from './support/calling-role.ts';

describe('a session of a role', () => {
  let role: CallingRole;

  before(async () => {
    role = await CallingRole.start();
  });

  after(() => role.close());

  rule(
    {
      table: 'iam',
      id: 'sts.assumeRole',
      aws: 'a role session may assume a role whose trust policy names it; where that names the account, it needs sts:AssumeRole as well; a deny of its own counts in both cases',
      here: 'same',
      wording: 'partly AWS',
      source: 'IAM User Guide, "Methods to assume a role"; "Policy evaluation logic"',
    },
    async () => {
      const assume = () => role.clients.sts.send(new AssumeRoleCommand({ RoleArn: OTHER, RoleSessionName: 'chained' }));
      await role.grant();
      expect(await refusal(assume())).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: `${USER} is not authorized to perform: sts:AssumeRole on resource: ${OTHER}`,
      });
      expect((await role.clients.sts.send(new GetCallerIdentityCommand({}))).Account).to.equal(ACCOUNT);
      await role.grant({ Action: 'sts:AssumeRole' });
      expect((await assume()).AssumedRoleUser?.Arn).to.equal(`arn:aws:sts::${ACCOUNT}:assumed-role/other/chained`);

      const Statement = [{ Effect: 'Allow', Principal: { AWS: CALLER }, Action: 'sts:AssumeRole' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await role.cloud.clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'other', PolicyDocument }));
      await role.grant();
      expect((await assume()).AssumedRoleUser?.Arn).to.equal(`arn:aws:sts::${ACCOUNT}:assumed-role/other/chained`);
      await role.grant({ Effect: 'Deny', Action: 'sts:AssumeRole' });
      expect((await refusal(assume())).name).to.equal('AccessDenied');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'condition.requestedRegion',
      aws: 'every request has aws:RequestedRegion, the region of the endpoint that it was made to',
      here: 'same',
      note: 'the region of its signature',
      wording: 'none',
      source: 'IAM User Guide, "AWS global condition context keys"',
    },
    async () => {
      const Condition = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } };
      await role.grant({ Action: '*' }, { Effect: 'Deny', Action: '*', Condition });
      const { sagemaker } = role.clients;
      expect((await sagemaker.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries).to.deep.equal([]);
      const elsewhere = new AwsClients({ ...role.clients.access, region: 'eu-west-1' });
      const refused = await refusal(elsewhere.sagemaker.send(new ListTrainingJobsCommand({})));
      expect(refused.name).to.equal('AccessDeniedException');
      elsewhere.destroy();
    },
  );

  rule(
    {
      table: 'iam',
      id: 'session.gone',
      aws: 'a session whose role was deleted is refused by every service, also when a role of that name is there again',
      here: 'same',
      wording: 'AWS',
      source: 'S3 API Reference, "Error responses"; common errors of each service',
    },
    async () => {
      const { iam } = role.cloud.clients;
      const Statement = [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }];
      const trust = {
        RoleName: 'short',
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      };
      await iam.send(new CreateRoleCommand(trust));
      const gone = await role.cloud.clients.assume(`arn:aws:iam::${ACCOUNT}:role/short`, 'session');
      await iam.send(new DeleteRoleCommand({ RoleName: 'short' }));
      await iam.send(new CreateRoleCommand(trust));
      const message = 'The security token included in the request is invalid.';
      expect(await refusal(gone.s3.send(new ListBucketsCommand({})))).to.deep.equal({
        name: 'InvalidAccessKeyId',
        status: 403,
        message: 'The AWS Access Key Id you provided does not exist in our records.',
      });
      const name = 'UnrecognizedClientException';
      expect(await refusal(gone.logs.send(new DescribeLogGroupsCommand({})))).to.deep.equal({
        name,
        status: 400,
        message,
      });
      expect(await refusal(gone.lambda.send(new ListFunctionsCommand({})))).to.deep.equal({
        name,
        status: 403,
        message,
      });
      expect(await refusal(gone.iam.send(new ListRolesCommand({})))).to.deep.equal({
        name: 'InvalidClientTokenId',
        status: 403,
        message,
      });
      gone.destroy();
    },
  );
});
