import { expect } from 'chai';
import type { AccessDecision } from '../../../../../console/model/permissions/access-decision.ts';
import type { RoleDetails } from '../../../../../console/model/permissions/role-statements.ts';
import { FollowedPermissions } from '../../../../../console/pages/permissions/followed-permissions.ts';

const { signal } = new AbortController();

function role(arn: string): RoleDetails {
  const document = JSON.stringify({ Statement: [{ Sid: 'Images', Effect: 'Allow', Action: '*', Resource: '*' }] });
  return { name: arn, arn, trust: '{}', policies: [{ name: 'own', kind: 'inline', document }] };
}

function decision(roleArn: string, timeMs: number, statement = 'Images'): AccessDecision {
  const allowedBy = [{ policyName: 'own', statement }];
  const asked = { callerArn: `${roleArn}/session`, action: 's3:GetObject', resources: ['a'] };
  return { roleArn, ...asked, allowedBy, count: 1, firstMs: timeMs, lastMs: timeMs };
}

/** An IAM that notes what it is asked, with decisions answered in turn. */
function iam(...answers: readonly (readonly AccessDecision[] | undefined)[]) {
  const asked: string[] = [];
  let turn = 0;
  const listRoleDetails = async () => {
    asked.push('roles');
    return [role('a')];
  };
  const readDecisions = async (sinceMs: number) => {
    asked.push(`since ${sinceMs}`);
    const decisions = answers[turn];
    turn += 1;
    return decisions === undefined ? undefined : { decisions, forgotten: 0 };
  };
  return { asked, listRoleDetails, readDecisions };
}

describe('what the permissions page asks for', () => {
  it('is what was decided since the last answer, and the roles once a minute', async () => {
    const asks = iam([decision('a', 1_000)], [decision('a', 1_000)], [decision('a', 9_000)], []);
    const followed = new FollowedPermissions(asks);
    for (const nowMs of [0, 5_000, 59_999]) await followed.ask(signal, nowMs);
    expect(asks.asked).to.deep.equal(['since 0', 'roles', 'since 1000', 'since 1000']);
    const { roles, record } = await followed.ask(signal, 60_000);
    expect(asks.asked.slice(4)).to.deep.equal(['since 9000', 'roles']);
    expect(roles).to.deep.equal([role('a')]);
    expect(record?.decisions).to.deep.equal([decision('a', 1_000), decision('a', 9_000)]);
  });

  it('is the roles at once, and once, where a decision is of a role or a statement that is not known', async () => {
    const [of, other] = [decision('new', 2_000), decision('a', 3_000, 'Added')];
    const asks = iam([], [of], [of], [of, other], [other]);
    const followed = new FollowedPermissions(asks);
    for (const nowMs of [0, 1, 2, 3, 4]) await followed.ask(signal, nowMs);
    expect(asks.asked).to.deep.equal([
      ...['since 0', 'roles'],
      ...['since 0', 'roles'],
      'since 2000',
      ...['since 2000', 'roles'],
      'since 3000',
    ]);
  });

  it('is the roles again after their question has failed', async () => {
    const asks = iam([], [decision('new', 2_000)], []);
    let isBroken = false;
    const listRoleDetails = async () => {
      if (isBroken) throw new Error('no answer');
      return asks.listRoleDetails();
    };
    const followed = new FollowedPermissions({ ...asks, listRoleDetails });
    await followed.ask(signal, 0);
    isBroken = true;
    const failure = await followed.ask(signal, 1).catch((error: unknown) => error);
    expect(failure).to.be.an('error').with.property('message', 'no answer');
    isBroken = false;
    await followed.ask(signal, 2);
    expect(asks.asked.filter((one) => one === 'roles')).to.have.length(2);
  });

  it('has no record where nobody decides', async () => {
    const asks = iam(undefined);
    expect(await new FollowedPermissions(asks).ask(signal, 0)).to.deep.equal({ roles: [role('a')], record: undefined });
  });
});
