import { join } from 'node:path';
import { expect } from 'chai';
import { AccessControl, type AccessDecision } from '../../../../emulators/iam/access-control.ts';
import { PolicyStore } from '../../../../emulators/iam/managed-policies/policy-store.ts';
import type { Role } from '../../../../emulators/iam/role.ts';
import { RoleStore } from '../../../../emulators/iam/role-store.ts';
import { useFrozenClock } from '../../../support/frozen-clock.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const ACCOUNT = '123456789012';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/team/reader`;
const CALLER = {
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`,
  userId: 'AROAEXAMPLE:session',
  roleArn: ROLE_ARN,
  region: 'eu-west-1',
};
const LIST = { action: 's3:ListBucket', resource: 'arn:aws:s3:::b' };

describe('what a role may do', () => {
  const folder = useTemporaryFolder();
  let decisions: AccessDecision[];

  /** Of a role with these inline policies, by name. */
  function access(policies: Readonly<Record<string, object>>, more: Partial<Role> = {}): AccessControl {
    const roles = new RoleStore(join(folder(), 'roles'));
    const documents = Object.entries(policies).map(([name, statement]) => [
      name,
      JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    ]);
    roles.put({
      roleName: 'reader',
      roleId: 'AROAEXAMPLE',
      path: '/team/',
      arn: ROLE_ARN,
      createDate: '2026-01-01T00:00:00Z',
      trustPolicy: '{}',
      maxSessionDuration: 3600,
      tags: [{ key: 'team', value: 'cats' }],
      policies: Object.fromEntries(documents),
      ...more,
    });
    decisions = [];
    const managed = new PolicyStore(join(folder(), 'policies'));
    return new AccessControl(roles, managed, { accountId: ACCOUNT, region: 'us-east-1' }, (one) => decisions.push(one));
  }

  const allow = (members: object = {}) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...members });

  it('is nothing while a policy that it has attached, or its boundary, cannot be read', () => {
    const lost = `arn:aws:iam::${ACCOUNT}:policy/guard`;
    for (const [more, how] of [
      [{ attachedPolicies: [lost] }, 'has attached'],
      [{ permissionsBoundary: lost }, 'is bounded by'],
    ] as const) {
      expect(access({ one: allow() }, more).check(CALLER, LIST)).to.equal(
        `[rehearsal] the record of the policy ${lost}, which role reader ${how}, is damaged or gone: nothing is allowed, since what it denies is not known; create the policy again, or take it off the role`,
      );
      expect(decisions.at(-1)?.allowedBy).to.deep.equal([]);
    }
  });

  it('is told to who watches: the statements that allow it, or the denial', () => {
    const control = access({ one: allow({ Sid: 'All' }), two: [allow({ Action: 's3:Get*' }), allow()] });
    expect(control.check(CALLER, LIST)).to.equal(undefined);
    const denial = control.check(CALLER, { action: 'sns:Publish', resource: 'arn:aws:sns:::t' });
    expect(denial).to.equal(
      `User: ${CALLER.arn} is not authorized to perform: sns:Publish on resource: arn:aws:sns:::t because no identity-based policy allows the sns:Publish action`,
    );
    expect(decisions).to.deep.equal([
      {
        roleArn: ROLE_ARN,
        callerArn: CALLER.arn,
        ...LIST,
        allowedBy: [
          { policyName: 'one', statement: 'All', action: 's3:*' },
          { policyName: 'two', statement: '2', action: 's3:*' },
        ],
      },
      {
        roleArn: ROLE_ARN,
        callerArn: CALLER.arn,
        action: 'sns:Publish',
        resource: 'arn:aws:sns:::t',
        allowedBy: [],
        denial,
      },
    ]);
  });

  it('is allowed by the resource’s policy, too', () => {
    const control = access({});
    const naming = JSON.stringify({ Version: '2012-10-17', Statement: [allow({ Principal: { AWS: ROLE_ARN } })] });
    expect(control.check(CALLER, LIST, naming)).to.equal(undefined);
    expect(decisions[0]?.allowedBy).to.deep.equal([{ policyName: 'resource policy', statement: '1', action: 's3:*' }]);
    expect(control.check(CALLER, LIST)).to.match(/because no identity-based policy allows the s3:ListBucket action$/);
  });

  describe('is decided with the keys of its request', () => {
    useFrozenClock(Date.parse('2026-03-04T05:06:07.890Z'));

    // IAM User Guide, "AWS global condition context keys".
    const keys: readonly [key: string, value: string][] = [
      ['aws:SecureTransport', 'true'],
      ['aws:RequestedRegion', 'eu-west-1'],
      ['aws:SourceIp', '127.0.0.1'],
      ['aws:EpochTime', '1772600767'],
      ['aws:PrincipalArn', ROLE_ARN],
      ['aws:PrincipalAccount', ACCOUNT],
      ['aws:PrincipalType', 'AssumedRole'],
      ['aws:userid', 'AROAEXAMPLE:session'],
      ['aws:ViaAWSService', 'false'],
      ['aws:PrincipalIsAWSService', 'false'],
      ['aws:ResourceAccount', ACCOUNT],
      ['aws:PrincipalTag/team', 'cats'],
      ['s3:prefix', 'train/'],
    ];
    for (const [key, value] of keys) {
      it(`${key} is ${value}`, () => {
        const control = access({ p: allow({ Condition: { StringEquals: { [key]: value } } }) });
        expect(control.check(CALLER, { ...LIST, keys: { 's3:prefix': 'train/' } })).to.equal(undefined);
        const other = access({ p: allow({ Condition: { StringNotEquals: { [key]: value } } }) });
        expect(other.check(CALLER, { ...LIST, keys: { 's3:prefix': 'train/' } })).to.be.a('string');
      });
    }

    it('aws:CurrentTime is the time', () => {
      const DateEquals = { 'aws:CurrentTime': '2026-03-04T05:06:07.890Z' };
      expect(access({ p: allow({ Condition: { DateEquals } }) }).check(CALLER, LIST)).to.equal(undefined);
    });
  });

  it('is asked for a role at work: the first permission that it lacks', () => {
    const control = access({ p: allow() });
    const worker = { roleArn: ROLE_ARN, sessionName: 'SageMaker' };
    const [pull, publish] = [
      { action: 'ecr:BatchGetImage', resource: 'arn:aws:ecr:::repository/r' },
      { action: 'sns:Publish', resource: 'arn:aws:sns:::t' },
    ];
    expect(control.denial(worker, [LIST])).to.equal(undefined);
    expect(control.denial(worker, [])).to.equal(undefined);
    expect(control.denial(worker, [LIST, pull, publish])).to.equal(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/reader/SageMaker is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:::repository/r because no identity-based policy allows the ecr:BatchGetImage action`,
    );
    expect(decisions.map(({ action }) => action)).to.deep.equal([
      's3:ListBucket',
      's3:ListBucket',
      'ecr:BatchGetImage',
    ]);
    const keyed = { StringEquals: { 'aws:userid': 'AROAEXAMPLE:SageMaker', 'aws:RequestedRegion': 'us-east-1' } };
    expect(access({ p: allow({ Condition: keyed }) }).denial(worker, [LIST])).to.equal(undefined);
  });

  it('is nothing when there is no such role', () => {
    const worker = { roleArn: `arn:aws:iam::${ACCOUNT}:role/team/gone`, sessionName: 'SageMaker' };
    expect(access({ p: allow() }).denial(worker, [LIST])).to.equal(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/gone/SageMaker is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b" because no identity-based policy allows the s3:ListBucket action`,
    );
    const caller = { ...CALLER, roleArn: worker.roleArn };
    const naming = JSON.stringify({ Statement: allow({ Principal: '*' }) });
    expect(access({}).check(caller, LIST, naming)).to.equal(undefined);
  });
});
