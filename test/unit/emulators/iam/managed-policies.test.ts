import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  type CreatePolicyCommandInput,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { type Rule, rule } from '../../../support/rule.ts';
import { IamFixture, refusal } from './iam-fixture.ts';

const RECORDING =
  'https://github.com/localstack/localstack/blob/main/tests/aws/services/iam/test_iam_policies.snapshot.json';
const ARN = 'arn:aws:iam::000000000000:policy/p';
const S3_READ = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const documentOf = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const same = (id: string, aws: string, wording: Rule['wording'] = 'none', source = RECORDING): Rule => ({
  table: 'iam',
  id,
  aws,
  here: 'same',
  wording,
  source,
});

describe('managed policies', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  const create = async (more: Partial<CreatePolicyCommandInput> = {}) => {
    const input = { PolicyName: 'p', PolicyDocument: documentOf('s3:GetObject'), ...more };
    return (await fixture.clients.iam.send(new CreatePolicyCommand(input))).Policy;
  };
  const addVersion = (SetAsDefault = false) => {
    const input = { PolicyArn: ARN, PolicyDocument: documentOf('s3:PutObject'), SetAsDefault };
    return fixture.clients.iam.send(new CreatePolicyVersionCommand(input));
  };
  const versions = async () => {
    const { Versions = [] } = await fixture.clients.iam.send(new ListPolicyVersionsCommand({ PolicyArn: ARN }));
    return Versions.map(({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' default' : ''}`);
  };
  const attach = (PolicyArn: string, RoleName = 'r') =>
    fixture.clients.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

  rule(same('policies.create', 'a policy has an id, a first version and counts of who uses it'), async () => {
    const created = await create({ Path: '/team/', Description: 'reads' });
    expect(created).to.deep.include({
      Arn: 'arn:aws:iam::000000000000:policy/team/p',
      Path: '/team/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
    });
    expect(created?.PolicyId).to.match(/^ANPA[A-Z2-7]{17}$/);
    expect([created?.Tags, created?.Description]).to.deep.equal([undefined, undefined]);
    await fixture.restart();
    const { Policy } = await fixture.clients.iam.send(new GetPolicyCommand({ PolicyArn: created?.Arn }));
    expect(Policy).to.deep.include({ ...created, Description: 'reads', Tags: [] });
  });

  rule(
    same(
      'policies.versions',
      'has up to five versions, whose numbers are not given twice, and one of them is the default',
      'AWS',
    ),
    async () => {
      await create();
      await addVersion();
      expect((await addVersion(true)).PolicyVersion).to.deep.include({ VersionId: 'v3', IsDefaultVersion: true });
      expect(await versions()).to.deep.equal(['v3 default', 'v2', 'v1']);
      await fixture.clients.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' }));
      for (let count = 3; count < 5; count += 1) await addVersion();
      expect(await refusal(addVersion())).to.equal(
        'LimitExceededException: A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version. (409)',
      );
      const drop = (VersionId: string) =>
        fixture.clients.iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId }));
      expect(await refusal(drop('v1'))).to.equal(
        'DeleteConflictException: Cannot delete the default version of a policy. (409)',
      );
      await drop('v5');
      expect((await addVersion()).PolicyVersion?.VersionId).to.equal('v6');
      const get = fixture.clients.iam.send(new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v9' }));
      expect(await refusal(get)).to.equal(
        `NoSuchEntityException: Policy ${ARN} version v9 does not exist or is not attachable. (404)`,
      );
      const { PolicyVersion } = await fixture.clients.iam.send(
        new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v2' }),
      );
      expect(decodeURIComponent(PolicyVersion?.Document ?? '')).to.equal(documentOf('s3:PutObject'));
    },
  );

  rule(same('policies.taken', 'a name is taken once', 'AWS'), async () => {
    await create();
    expect(await refusal(create())).to.equal(
      'EntityAlreadyExistsException: A policy called p already exists. Duplicate names are not allowed. (409)',
    );
  });

  rule(
    same('policies.deleteConflict', 'what is in use is not deleted: a policy of a role, a role with a policy', 'AWS'),
    async () => {
      await create();
      await fixture.createRole('r');
      await attach(ARN);
      await attach(ARN);
      const { iam } = fixture.clients;
      const drop = () => iam.send(new DeletePolicyCommand({ PolicyArn: ARN }));
      expect(await refusal(drop())).to.equal(
        'DeleteConflictException: Cannot delete a policy attached to entities. (409)',
      );
      expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: 'r' })))).to.equal(
        'DeleteConflictException: Cannot delete entity, must detach all policies first. (409)',
      );
      await iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn: ARN }));
      expect(await refusal(iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn: ARN })))).to.equal(
        `NoSuchEntityException: Policy ${ARN} was not found. (404)`,
      );
      await addVersion();
      expect(await refusal(drop())).to.match(
        /^DeleteConflictException: This policy has more than one version\. .* \(409\)$/,
      );
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v2' }));
      await drop();
      expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn: ARN })))).to.equal(
        `NoSuchEntityException: Policy ${ARN} was not found. (404)`,
      );
    },
  );

  rule(
    same(
      'policies.attach',
      'a role shows what it has attached, and a policy who has it',
      'AWS',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html',
    ),
    async () => {
      await create();
      await fixture.createRole('r');
      for (const arn of [ARN, S3_READ]) await attach(arn);
      await fixture.restart();
      const { iam } = fixture.clients;
      const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'r' }));
      expect(AttachedPolicies).to.deep.equal([
        { PolicyName: 'p', PolicyArn: ARN },
        { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: S3_READ },
      ]);
      const { PolicyRoles = [] } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: S3_READ }));
      expect(PolicyRoles.map(({ RoleName }) => RoleName)).to.deep.equal(['r']);
      const { Policies: used = [] } = await iam.send(new ListPoliciesCommand({ OnlyAttached: true }));
      expect(used.map(({ PolicyName, AttachmentCount }) => [PolicyName, AttachmentCount])).to.deep.equal([
        ['AmazonS3ReadOnlyAccess', 1],
        ['p', 1],
      ]);
      expect(await refusal(attach('arn:aws:iam::000000000000:policy/none'))).to.equal(
        'NoSuchEntityException: Policy arn:aws:iam::000000000000:policy/none does not exist or is not attachable. (404)',
      );
      expect(await refusal(attach('arn:aws:iam:none:none:none'))).to.equal(
        'InvalidInputException: ARN arn:aws:iam:none:none:none is not valid. (400)',
      );
    },
  );

  rule(
    {
      ...same(
        'policies.aws',
        'AWS’s own policies have their documents',
        'none',
        'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonS3ReadOnlyAccess.html',
      ),
      here: 'differs',
      note: '25 of them, by their default versions of September 2026; any other is refused by name',
    },
    async () => {
      const { iam } = fixture.clients;
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: S3_READ }));
      expect(Policy?.DefaultVersionId).to.equal('v3');
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: S3_READ, VersionId: 'v3' }));
      expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).to.deep.equal({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
            Resource: '*',
          },
        ],
      });
      const other = iam.send(new GetPolicyCommand({ PolicyArn: 'arn:aws:iam::aws:policy/AmazonMSKFullAccess' }));
      expect(await refusal(other)).to.match(
        /^NotImplemented: \[rehearsal\] iam:the AWS managed policy .*AmazonMSKFullAccess .* \(501\)$/,
      );
      const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }));
      expect(Policies.length).to.equal(25);
      const change = iam.send(new DeletePolicyCommand({ PolicyArn: S3_READ }));
      expect(await refusal(change)).to.match(/^AccessDenied: \[rehearsal\] .* can be attached, not changed \(403\)$/);
    },
  );

  it('carry tags', async () => {
    await create({ Tags: [{ Key: 'a', Value: '1' }] });
    const { iam } = fixture.clients;
    await iam.send(new TagPolicyCommand({ PolicyArn: ARN, Tags: [{ Key: 'b', Value: '2' }] }));
    await iam.send(new UntagPolicyCommand({ PolicyArn: ARN, TagKeys: ['a'] }));
    const { Tags } = await iam.send(new ListPolicyTagsCommand({ PolicyArn: ARN }));
    expect(Tags).to.deep.equal([{ Key: 'b', Value: '2' }]);
  });
});
