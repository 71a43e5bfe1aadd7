import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { IamFixture, refusal, trusting } from './iam-fixture.ts';

const LAMBDA_TRUST = trusting({ Service: 'lambda.amazonaws.com' });
const POLICY = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } };

describe('IAM roles', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  it('shows a created role with its ARN, defaults and percent-encoded trust policy', async () => {
    const { iam } = fixture.clients;
    const { Role: created } = await iam.send(
      new CreateRoleCommand({
        RoleName: 'Reader',
        Path: '/team/',
        AssumeRolePolicyDocument: JSON.stringify(LAMBDA_TRUST),
        Description: 'reads & "writes" <all>',
        Tags: [{ Key: 'project', Value: 'retraining' }],
      }),
    );
    expect(created?.RoleName).to.equal('Reader');
    expect(created?.MaxSessionDuration).to.equal(undefined);
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: 'Reader' }));
    expect(role?.Arn).to.equal('arn:aws:iam::000000000000:role/team/Reader');
    expect(role?.RoleId).to.match(/^AROA[A-Z2-7]{17}$/);
    expect(role?.MaxSessionDuration).to.equal(3600);
    expect(role?.Description).to.equal('reads & "writes" <all>');
    expect(role?.Tags).to.deep.equal([{ Key: 'project', Value: 'retraining' }]);
    expect(role?.AssumeRolePolicyDocument).to.match(/^%7B%22Version%22%3A%222012-10-17%22/);
    expect(JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''))).to.deep.equal(LAMBDA_TRUST);
  });

  it('keeps roles, policies and tags over a restart', async () => {
    await fixture.createRole('Kept');
    const put = { RoleName: 'Kept', PolicyName: 'inline', PolicyDocument: JSON.stringify(POLICY) };
    await fixture.clients.iam.send(new PutRolePolicyCommand(put));
    await fixture.clients.iam.send(new TagRoleCommand({ RoleName: 'Kept', Tags: [{ Key: 'a', Value: '1' }] }));
    await fixture.restart();
    const { iam } = fixture.clients;
    const policy = await iam.send(new GetRolePolicyCommand({ RoleName: 'Kept', PolicyName: 'inline' }));
    expect(JSON.parse(decodeURIComponent(policy.PolicyDocument ?? ''))).to.deep.equal(POLICY);
    const { Tags: tags } = await iam.send(new ListRoleTagsCommand({ RoleName: 'Kept' }));
    expect(tags).to.deep.equal([{ Key: 'a', Value: '1' }]);
  });

  it('changes description, session duration, trust policy and tags', async () => {
    await fixture.createRole('Changed');
    const { iam } = fixture.clients;
    await iam.send(new UpdateRoleCommand({ RoleName: 'Changed', Description: 'new', MaxSessionDuration: 7200 }));
    const trust = trusting({ Service: 'states.amazonaws.com' });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'Changed', PolicyDocument: JSON.stringify(trust) }));
    const tags = ['a', 'b'].map((key) => ({ Key: key, Value: 'x' }));
    await iam.send(new TagRoleCommand({ RoleName: 'Changed', Tags: tags }));
    await iam.send(new UntagRoleCommand({ RoleName: 'Changed', TagKeys: ['a'] }));
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: 'Changed' }));
    expect(role).to.include({ Description: 'new', MaxSessionDuration: 7200 });
    expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).to.equal(JSON.stringify(trust));
    expect(role?.Tags).to.deep.equal([{ Key: 'b', Value: 'x' }]);
  });

  it('lists roles by name in pages', async () => {
    for (const name of ['c', 'a', 'b']) await fixture.createRole(name);
    const { iam } = fixture.clients;
    const first = await iam.send(new ListRolesCommand({ MaxItems: 2 }));
    expect(first.Roles?.map((role) => role.RoleName)).to.deep.equal(['a', 'b']);
    expect(first.IsTruncated).to.equal(true);
    const second = await iam.send(
      new ListRolesCommand({ MaxItems: 2, ...(first.Marker ? { Marker: first.Marker } : {}) }),
    );
    expect(second.Roles?.map((role) => role.RoleName)).to.deep.equal(['c']);
    expect(second.IsTruncated).to.equal(false);
  });

  it('answers empty lists where nothing can be attached', async () => {
    await fixture.createRole('Bare');
    const { iam } = fixture.clients;
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'Bare' }));
    const profiles = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'Bare' }));
    const inline = await iam.send(new ListRolePoliciesCommand({ RoleName: 'Bare' }));
    expect([attached.AttachedPolicies, profiles.InstanceProfiles, inline.PolicyNames]).to.deep.equal([[], [], []]);
  });

  it('deletes a role only after its inline policies', async () => {
    await fixture.createRole('Doomed');
    const { iam } = fixture.clients;
    const inline = { RoleName: 'Doomed', PolicyName: 'p' };
    await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: JSON.stringify(POLICY) }));
    expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: 'Doomed' })))).to.equal(
      'DeleteConflictException: Cannot delete entity, must delete policies first. (409)',
    );
    await iam.send(new DeleteRolePolicyCommand(inline));
    await iam.send(new DeleteRoleCommand({ RoleName: 'Doomed' }));
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: 'Doomed' })))).to.equal(
      'NoSuchEntityException: The role with name Doomed cannot be found. (404)',
    );
  });

  it('refuses a name that is taken, also in other letter case', async () => {
    await fixture.createRole('Taken');
    expect(await refusal(fixture.createRole('Taken'))).to.equal(
      'EntityAlreadyExistsException: Role with name Taken already exists. (409)',
    );
    expect(await refusal(fixture.createRole('taken'))).to.match(/^EntityAlreadyExistsException/);
  });

  it('refuses bad names, paths and durations', async () => {
    const create = (members: object) =>
      refusal(
        fixture.clients.iam.send(
          new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(LAMBDA_TRUST), ...members }),
        ),
      );
    expect(await create({ RoleName: 'a b' })).to.equal(
      'ValidationError: The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_- (400)',
    );
    expect(await create({ RoleName: 'x'.repeat(65) })).to.equal(
      `ValidationError: 1 validation error detected: Value '${'x'.repeat(65)}' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64 (400)`,
    );
    // API_CreateRole, Path: a slash by itself, or a string that begins and ends with slashes.
    for (const Path of ['nope', 'a/b/', '/a', '/a b/']) {
      expect(await create({ Path }), Path).to.match(/^ValidationError: The specified value for path is invalid\./);
    }
    expect(await refusal(fixture.clients.iam.send(new GetRoleCommand({ RoleName: 'r' })))).to.match(/^NoSuchEntity/);
    expect(await create({ MaxSessionDuration: 60 })).to.equal(
      "ValidationError: 1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600 (400)",
    );
    expect(await create({ Tags: ['k', 'K'].map((Key) => ({ Key, Value: '' })) })).to.match(
      /^InvalidInputException: Duplicate tag keys found\./,
    );
  });

  // IAM User Guide, "IAM and AWS STS quotas": a trust policy has at most 2,048 characters, white space not counted.
  it('takes a trust policy of 2,048 characters and none of more', async () => {
    const sized = (characters: number) => {
      const policy = (sid: string) => JSON.stringify({ ...LAMBDA_TRUST, Id: sid });
      return `  ${policy('x'.repeat(characters - policy('').length))}\n`;
    };
    const create = (RoleName: string, characters: number) =>
      fixture.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: sized(characters) }));
    await create('largest', 2048);
    expect(await refusal(create('larger', 2049))).to.equal(
      'LimitExceededException: Cannot exceed quota for ACLSizePerRole: 2048 (409)',
    );
  });

  // IAM User Guide, "IAM and AWS STS quotas": 50 tags that can be attached to a role.
  it('takes 50 tags of a role and no more, whether they come at once or one by one', async () => {
    const tags = (count: number) => Array.from({ length: count }, (_, n) => ({ Key: `k${n}`, Value: '' }));
    const create = (RoleName: string, Tags: { Key: string; Value: string }[]) =>
      fixture.clients.iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(LAMBDA_TRUST), Tags }),
      );
    await create('full', tags(50));
    const exceeded = 'LimitExceededException: Cannot exceed quota for TagsPerRole: 50 (409)';
    // At once it is the API model that refuses: tagListType has at most 50 members.
    expect(await refusal(create('over', tags(51)))).to.match(
      /^ValidationError: 1 validation error detected: .* at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50 \(400\)$/,
    );
    const add = (Key: string) =>
      fixture.clients.iam.send(new TagRoleCommand({ RoleName: 'full', Tags: [{ Key, Value: 'new' }] }));
    expect(await refusal(add('k50'))).to.equal(exceeded);
    await add('k49');
    const { Tags: kept } = await fixture.clients.iam.send(new ListRoleTagsCommand({ RoleName: 'full' }));
    expect(kept?.filter(({ Value }) => Value === 'new')).to.deep.equal([{ Key: 'k49', Value: 'new' }]);
  });

  it('answers 501 naming what it has not, and refuses a boundary that is not there', async () => {
    expect(await refusal(fixture.clients.iam.send(new CreateUserCommand({ UserName: 'u' })))).to.match(
      /^NotImplemented: \[rehearsal\] iam:CreateUser is not emulated\..* \(501\)$/,
    );
    const bounded = new CreateRoleCommand({
      RoleName: 'B',
      AssumeRolePolicyDocument: JSON.stringify(LAMBDA_TRUST),
      PermissionsBoundary: 'arn:aws:iam::000000000000:policy/boundary',
    });
    expect(await refusal(fixture.clients.iam.send(bounded))).to.equal(
      'NoSuchEntityException: Scope ARN: arn:aws:iam::000000000000:policy/boundary does not exist or is not attachable. (404)',
    );
  });
});
