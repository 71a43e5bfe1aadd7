import { expect } from 'chai';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { iamAuthorization } from '../../../../emulators/iam/iam-authorization.ts';
import { wireRequest } from '../cloud/wire-requests.ts';

const ACCOUNT = 'arn:aws:iam::123456789012';
const authorization = iamAuthorization({
  accountId: '123456789012',
  roleArnOf: (name) => `${ACCOUNT}:role/team/${name}`,
  boundaryOf: (name) => (name === 'bounded' ? 'stored' : undefined),
  profileArnOf: (name) => `${ACCOUNT}:instance-profile/team/${name}`,
});

async function needs(form: string, target = '/') {
  return (await authorization.needs(wireRequest({ target, body: form }))).permissions;
}

// Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access Management".
describe('what a call of IAM needs', () => {
  const rows: readonly [form: string, resource: string, shown?: string][] = [
    ['Action=ListRoles', `${ACCOUNT}:role/`],
    ['Action=ListRoles&PathPrefix=/team/', `${ACCOUNT}:role/team/`],
    ['Action=CreateRole&RoleName=r', `${ACCOUNT}:role/r`],
    ['Action=CreateRole&RoleName=r&Path=/other/', `${ACCOUNT}:role/other/r`],
    ['Action=GetRole&RoleName=r', `${ACCOUNT}:role/team/r`, 'role r'],
    ['Action=PutRolePolicy&RoleName=r&PolicyName=p', `${ACCOUNT}:role/team/r`, 'role r'],
    ['Action=DeleteRole', `${ACCOUNT}:role/team/`, 'role '],
  ];
  for (const [form, resource, shown] of rows) {
    it(`is the action on ${resource} for ${form}`, async () => {
      const action = `iam:${new URLSearchParams(form).get('Action')}`;
      const expected = { action, resource, keys: {}, ...(shown === undefined ? {} : { shown }) };
      expect(await needs(form)).to.deep.equal([expected]);
    });
  }

  const POLICY = `${ACCOUNT}:policy/mine/p`;
  const others: readonly [form: string, resource: string][] = [
    [`Action=GetPolicy&PolicyArn=${POLICY}`, POLICY],
    ['Action=CreatePolicy&PolicyName=p&Path=/mine/', POLICY],
    ['Action=CreateInstanceProfile&InstanceProfileName=i&Path=/mine/', `${ACCOUNT}:instance-profile/mine/i`],
    ['Action=GetInstanceProfile&InstanceProfileName=i&Path=/mine/', `${ACCOUNT}:instance-profile/team/i`],
    ['Action=DeleteInstanceProfile&InstanceProfileName=i', `${ACCOUNT}:instance-profile/team/i`],
    // Members that an action does not have decide nothing.
    [`Action=DeleteRole&RoleName=r&PolicyArn=${POLICY}`, `${ACCOUNT}:role/team/r`],
    ['Action=UpdateAssumeRolePolicy&RoleName=r&InstanceProfileName=i&Path=/mine/', `${ACCOUNT}:role/team/r`],
    [`Action=GetPolicy&PolicyArn=${POLICY}&InstanceProfileName=i`, POLICY],
  ];
  for (const [form, resource] of others) {
    it(`is on ${resource} for ${form}`, async () => {
      expect((await needs(form)).map((permission) => permission.resource)).to.deep.equal([resource]);
    });
  }

  it('has the policy that is attached, and the boundary that is set, and neither of another action', async () => {
    const keysOf = async (form: string) =>
      (await needs(`${form}&RoleName=r&PolicyArn=p&PermissionsBoundary=b`))[0]?.keys;
    expect(await keysOf('Action=AttachRolePolicy')).to.deep.equal({ 'iam:PolicyARN': 'p' });
    expect(await keysOf('Action=DetachRolePolicy')).to.deep.equal({ 'iam:PolicyARN': 'p' });
    expect(await keysOf('Action=CreateRole')).to.deep.equal({ 'iam:PermissionsBoundary': 'b' });
    expect(await keysOf('Action=PutRolePermissionsBoundary')).to.deep.equal({ 'iam:PermissionsBoundary': 'b' });
    expect(await keysOf('Action=PutRolePolicy')).to.deep.equal({});
  });

  // The actions that have the key iam:PermissionsBoundary, in the Service Authorization Reference.
  it('has the boundary of the role as it is, of calls that change or show it', async () => {
    const keyOf = async (action: string, role: string) =>
      (await needs(`Action=${action}&RoleName=${role}&PermissionsBoundary=asked`))[0]?.keys?.[
        'iam:PermissionsBoundary'
      ];
    for (const action of [
      ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'DeleteRolePermissionsBoundary'],
      ...['UpdateAssumeRolePolicy', 'UpdateRole', 'DeleteRole', 'GetRole'],
    ]) {
      expect([action, await keyOf(action, 'bounded')]).to.deep.equal([action, 'stored']);
      expect([action, await keyOf(action, 'free')]).to.deep.equal([action, undefined]);
    }
    expect(await keyOf('PutRolePermissionsBoundary', 'bounded')).to.equal('asked');
    expect(await keyOf('CreateRole', 'bounded')).to.equal('asked');
    expect(await keyOf('TagRole', 'bounded')).to.equal(undefined);
  });

  it('has the tags of the request for condition keys', async () => {
    const tags = 'Tags.member.1.Key=team&Tags.member.1.Value=cats&Tags.member.2.Key=stage&Tags.member.2.Value=';
    const [permission] = await needs(`Action=TagRole&RoleName=r&${tags}`);
    expect(permission?.keys).to.deep.equal({
      'aws:RequestTag/team': 'cats',
      'aws:RequestTag/stage': '',
      'aws:TagKeys': ['team', 'stage'],
    });
  });

  it('is read from the query as well, and the service still gets the body', async () => {
    const request = wireRequest({ target: '/?Action=GetRole', body: 'RoleName=r' });
    const { permissions, request: again } = await authorization.needs(request);
    expect(permissions).to.deep.equal([
      { action: 'iam:GetRole', resource: `${ACCOUNT}:role/team/r`, keys: {}, shown: 'role r' },
    ]);
    expect(Buffer.concat(await again.body.toArray()).toString()).to.equal('RoleName=r');
  });

  it('is refused in the XML of IAM', async () => {
    const refused = await authorization.refuse(new AwsError('AccessDenied', 403, 'no'), wireRequest({}));
    expect(refused.status).to.equal(403);
    expect(refused.body).to.match(
      /<ErrorResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><Error><Type>Sender<\/Type><Code>AccessDenied<\/Code><Message>no<\/Message><\/Error>/,
    );
  });
});
