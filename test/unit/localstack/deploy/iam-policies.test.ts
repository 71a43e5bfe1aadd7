import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import * as aws from '@pulumi/aws';
import { expect } from 'chai';
import { deployProgram } from '../../../../localstack/deploy/deploy-program.ts';
import { IamFixture, trusting } from '../../emulators/iam/iam-fixture.ts';

const CONFIG = { project: 'p', stack: 'dev', values: { 'aws:region': 'us-east-1' } };
const S3_READ = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

describe('deploying roles and managed policies', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  const documentOf = (Action: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const deployRole = (inputs: aws.iam.RoleArgs) =>
    deployProgram(
      async () => {
        new aws.iam.Role('r', inputs);
        return {};
      },
      CONFIG,
      { clients: fixture.clients, accountId: '000000000000', region: 'us-east-1', project: 'p', stack: 'dev' },
    );
  const deploy = (action: string) => {
    const target = {
      clients: fixture.clients,
      accountId: '000000000000',
      region: 'us-east-1',
      project: 'p',
      stack: 'dev',
    };
    const program = async () => {
      const policy = new aws.iam.Policy('reader', { name: 'reader', path: '/team/', policy: documentOf(action) });
      const role = new aws.iam.Role('r', {
        name: 'r',
        path: '/team/',
        assumeRolePolicy: JSON.stringify(trusting({ Service: 'lambda.amazonaws.com' })),
        managedPolicyArns: [S3_READ],
        permissionsBoundary: S3_READ,
      });
      new aws.iam.RolePolicyAttachment('reads', { role: role.name, policyArn: policy.arn });
      return { role: role.arn, policy: policy.arn };
    };
    return deployProgram(program, CONFIG, target);
  };

  it('makes them, and doubles nothing the second time', async () => {
    const ARN = 'arn:aws:iam::000000000000:policy/team/reader';
    const outputs = { role: 'arn:aws:iam::000000000000:role/team/r', policy: ARN };
    for (let time = 0; time < 2; time += 1) expect(await deploy('s3:Get*')).to.deep.equal(outputs);
    const { iam } = fixture.clients;
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'r' }));
    expect(AttachedPolicies.map(({ PolicyArn }) => PolicyArn).sort()).to.deep.equal([ARN, S3_READ]);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'r' }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).to.equal(S3_READ);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: ARN }))).Policy?.DefaultVersionId).to.equal('v1');
  });

  it('takes away the managed policies and the boundary that the program no longer names', async () => {
    const { iam } = fixture.clients;
    const again = (inputs: Partial<aws.iam.RoleArgs>) =>
      deployRole({
        name: 'r',
        assumeRolePolicy: JSON.stringify(trusting({ Service: 'lambda.amazonaws.com' })),
        ...inputs,
      });
    const attached = async () =>
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'r' }))).AttachedPolicies?.length;
    await again({ managedPolicyArns: [S3_READ], permissionsBoundary: S3_READ });
    expect(await attached()).to.equal(1);
    // Without the list, attachments are left to others, as with the provider.
    await again({});
    expect(await attached()).to.equal(1);
    expect((await iam.send(new GetRoleCommand({ RoleName: 'r' }))).Role?.PermissionsBoundary).to.equal(undefined);
    await again({ managedPolicyArns: [] });
    expect(await attached()).to.equal(0);
  });

  it('makes a changed document the default version of the policy', async () => {
    for (const action of ['s3:Get*', 's3:Put*', 's3:List*']) await deploy(action);
    const PolicyArn = 'arn:aws:iam::000000000000:policy/team/reader';
    const { Policy } = await fixture.clients.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy?.DefaultVersionId).to.equal('v3');
    const { PolicyVersion } = await fixture.clients.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v3' }),
    );
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).to.equal(documentOf('s3:List*'));
  });
});
