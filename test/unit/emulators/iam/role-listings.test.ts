import {
  CreateRoleCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { markerPage } from '../../../../emulators/iam/marker-page.ts';
import { IamFixture, refusal, trusting } from './iam-fixture.ts';

const LAMBDA_TRUST = JSON.stringify(trusting({ Service: 'lambda.amazonaws.com' }));
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Sid: 'A' },
});

// IAM API Reference: ListRoles, ListRoleTags, ListRolePolicies (MaxItems is 100 by default), GetRole, CreateRole.
describe('what IAM lists and shows', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  const create = (RoleName: string, members: object = {}) =>
    fixture.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: LAMBDA_TRUST, ...members }));
  const marker = (text: string) => Buffer.from(text).toString('base64url');

  it('is a role with all that ListRoles shows of it, which are not its tags', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    await create('Reader', { Path: '/team/', Description: "reads (it's!) *", Tags: [{ Key: 'k', Value: 'v' }] });
    const { Roles: roles } = await fixture.clients.iam.send(new ListRolesCommand({}));
    const [listed] = roles ?? [];
    expect(listed?.RoleId).to.match(/^AROA[A-Z2-7]{17}$/);
    expect(listed?.CreateDate?.getTime()).to.be.within(before, Date.now());
    expect(roles).to.deep.equal([
      {
        Path: '/team/',
        RoleName: 'Reader',
        RoleId: listed?.RoleId,
        Arn: 'arn:aws:iam::000000000000:role/team/Reader',
        CreateDate: listed?.CreateDate,
        AssumeRolePolicyDocument: encodeURIComponent(LAMBDA_TRUST),
        Description: "reads (it's!) *",
        MaxSessionDuration: 3600,
      },
    ]);
    const { Role: shown } = await fixture.clients.iam.send(new GetRoleCommand({ RoleName: 'Reader' }));
    expect(shown).to.deep.equal({ ...listed, Tags: [{ Key: 'k', Value: 'v' }], RoleLastUsed: {} });
  });

  it('is no description and no tags where there are none', async () => {
    const { Role: created } = await create('Bare');
    const { Role: shown } = await fixture.clients.iam.send(new GetRoleCommand({ RoleName: 'Bare' }));
    expect(created?.Path).to.equal('/');
    expect([created, shown].map((role) => [role?.Description, role?.Tags])).to.deep.equal([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('is the roles of a path', async () => {
    await create('a', { Path: '/team/' });
    await create('b', { Path: '/other/team/' });
    await create('c', { Path: '/team/cats/' });
    const { Roles: roles } = await fixture.clients.iam.send(new ListRolesCommand({ PathPrefix: '/team/' }));
    expect(roles?.map((role) => role.RoleName)).to.deep.equal(['a', 'c']);
  });

  it('is 100 at once where nothing is said, and pages that meet', async () => {
    await create('many');
    const Tags = Array.from({ length: 50 }, (_, n) => ({ Key: `k${String(n).padStart(2, '0')}`, Value: String(n) }));
    await fixture.clients.iam.send(new TagRoleCommand({ RoleName: 'many', Tags }));
    const list = (members: object) =>
      fixture.clients.iam.send(new ListRoleTagsCommand({ RoleName: 'many', ...members }));
    const all = await list({});
    expect([all.Tags, all.IsTruncated, all.Marker]).to.deep.equal([Tags, false, undefined]);
    const first = await list({ MaxItems: 30 });
    expect([first.Tags, first.IsTruncated]).to.deep.equal([Tags.slice(0, 30), true]);
    const second = await list({ MaxItems: 20, Marker: first.Marker });
    expect([second.Tags, second.IsTruncated, second.Marker]).to.deep.equal([Tags.slice(30), false, undefined]);
    for (const wrong of ['x5', '5x', '-1', '', '1234567890']) {
      expect(await refusal(list({ Marker: marker(wrong) || '=' })), wrong).to.equal(
        `ValidationError: [rehearsal] Invalid Marker: ${marker(wrong) || '='} (400)`,
      );
    }
    expect((await list({ Marker: marker('999999999') })).Tags).to.deep.equal([]);
  });

  it('is the names of a role’s policies in order', async () => {
    await create('many');
    for (const PolicyName of ['b', 'c', 'a']) {
      await fixture.clients.iam.send(
        new PutRolePolicyCommand({ RoleName: 'many', PolicyName, PolicyDocument: POLICY }),
      );
    }
    const { PolicyNames } = await fixture.clients.iam.send(new ListRolePoliciesCommand({ RoleName: 'many' }));
    expect(PolicyNames).to.deep.equal(['a', 'b', 'c']);
  });

  it('is a hundred of a page, and then the others', () => {
    const items = Array.from({ length: 101 }, (_, n) => String(n));
    const page = (params: Record<string, string>) =>
      markerPage(new URLSearchParams(params), 'Names', items, (name) => name);
    const first = page({});
    expect(first).to.deep.equal({
      Names: { member: items.slice(0, 100) },
      IsTruncated: true,
      Marker: marker('100'),
    });
    expect(page({ Marker: marker('100') })).to.deep.equal({ Names: { member: ['100'] }, IsTruncated: false });
    expect(page({ MaxItems: '101' })).to.deep.equal({ Names: { member: items }, IsTruncated: false });
  });

  it('is one tag for keys that differ only in letter case, and removes it by either', async () => {
    await create('tagged', { Tags: [{ Key: 'Team', Value: 'cats' }] });
    const tag = (Key: string, Value: string) =>
      fixture.clients.iam.send(new TagRoleCommand({ RoleName: 'tagged', Tags: [{ Key, Value }] }));
    const tags = async () => (await fixture.clients.iam.send(new ListRoleTagsCommand({ RoleName: 'tagged' }))).Tags;
    await tag('TEAM', 'dogs');
    await tag('stage', '');
    expect(await tags()).to.deep.equal([
      { Key: 'TEAM', Value: 'dogs' },
      { Key: 'stage', Value: '' },
    ]);
    await fixture.clients.iam.send(new UntagRoleCommand({ RoleName: 'tagged', TagKeys: ['team', 'none'] }));
    expect(await tags()).to.deep.equal([{ Key: 'stage', Value: '' }]);
  });
});
