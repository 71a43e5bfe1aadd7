import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { startCloud } from '../../localstack/index.ts';
import { refusal } from './support/calling-role.ts';

/** One harmless call of each service, with the code and status that AWS has for a signature of another region. */
const REGIONAL: Readonly<Record<string, [(clients: AwsClients) => Promise<unknown>, name: string, status: number]>> = {
  monitoring: [({ cloudwatch }) => cloudwatch.send(new ListMetricsCommand({})), 'SignatureDoesNotMatch', 403],
  logs: [({ logs }) => logs.send(new DescribeLogGroupsCommand({})), 'InvalidSignatureException', 400],
  events: [({ events }) => events.send(new ListRulesCommand({})), 'InvalidSignatureException', 400],
  lambda: [({ lambda }) => lambda.send(new ListFunctionsCommand({})), 'InvalidSignatureException', 403],
  sagemaker: [({ sagemaker }) => sagemaker.send(new ListTrainingJobsCommand({})), 'InvalidSignatureException', 400],
  states: [({ sfn }) => sfn.send(new ListStateMachinesCommand({})), 'InvalidSignatureException', 400],
  sns: [({ sns }) => sns.send(new ListTopicsCommand({})), 'SignatureDoesNotMatch', 403],
};
const GLOBAL: Readonly<Record<string, (clients: AwsClients) => Promise<unknown>>> = {
  iam: ({ iam }) => iam.send(new ListRolesCommand({})),
  sts: ({ sts }) => sts.send(new GetCallerIdentityCommand({})),
  s3: ({ s3 }) => s3.send(new ListBucketsCommand({})),
};

describe('the embedded cloud, whose account and region are one', () => {
  let cloud: StartedCloud;
  let irish: AwsClients;
  let stranger: AwsClients;

  before(async () => {
    cloud = await startCloud({ kind: 'embedded' });
    const { access } = cloud.clients;
    irish = new AwsClients({ ...access, region: 'eu-west-1' });
    stranger = new AwsClients({
      ...access,
      credentials: { accessKeyId: '111111111111', secretAccessKey: 'test' },
    });
  });

  after(async () => {
    irish.destroy();
    stranger.destroy();
    await cloud.close();
  });

  for (const [service, [call, name, status]] of Object.entries(REGIONAL)) {
    it(`refuses ${service} in another region, naming its own`, async () => {
      expect(await refusal(call(irish))).to.deep.equal({
        name,
        status,
        message:
          `[rehearsal] this cloud has one region, us-east-1, and the request is signed for ${service} in eu-west-1: ` +
          "set AWS_DEFAULT_REGION=us-east-1, or the client's region, or start the cloud in eu-west-1",
      });
    });
  }

  for (const [service, call] of Object.entries(GLOBAL)) {
    it(`serves ${service} to clients of every region`, async () => {
      expect(await call(irish)).to.have.nested.property('$metadata.httpStatusCode', 200);
    });
  }

  for (const [service, call] of Object.entries({ ...GLOBAL, lambda: REGIONAL['lambda']?.[0] ?? expect.fail() })) {
    it(`refuses ${service} to another account, naming its own`, async () => {
      expect((await refusal(call(stranger))).message).to.equal(
        '[rehearsal] this cloud has one account, 000000000000, and the access key id 111111111111 is of 111111111111: ' +
          'use any other key, such as test',
      );
    });
  }

  it('takes the next request after one that it refused with its body unread', async () => {
    const Body = Buffer.alloc(3_000_000);
    const put = (clients: AwsClients) => clients.s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a', Body }));
    await irish.s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
    expect((await refusal(put(stranger))).status).to.equal(403);
    expect((await refusal(put(stranger))).status).to.equal(403);
    expect(await put(cloud.clients)).to.have.nested.property('$metadata.httpStatusCode', 200);
  });
});
