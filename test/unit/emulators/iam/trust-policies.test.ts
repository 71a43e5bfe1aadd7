import { expect } from 'chai';
import { checkTrustPolicy, trustsPrincipal } from '../../../../emulators/iam/trust-policy.ts';
import { ACCOUNT_ID } from './iam-fixture.ts';

const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/trainer`;
const CALLER = {
  accountId: ACCOUNT_ID,
  arn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/trainer/session`,
  roleArn: ROLE,
};
const ROOT = `arn:aws:iam::${ACCOUNT_ID}:root`;
const ASSUME = 'sts:AssumeRole';
/** The requests of these tests have no external id. */
const EXTERNAL = { StringEquals: { 'sts:ExternalId': 'ours' } };

const allow = (members: object) => ({ Effect: 'Allow', Principal: { AWS: ROLE }, Action: ASSUME, ...members });
const deny = (members: object) => allow({ Effect: 'Deny', ...members });
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** What is wrong with a policy, as IAM says it; `taken` when nothing is. Only the role `trainer` exists. */
function fault(...statements: object[]): string {
  try {
    checkTrustPolicy(policy(...statements), ACCOUNT_ID, (arn) => arn === ROLE);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

// IAM User Guide, "AWS JSON policy elements: Principal", "NotPrincipal", "Policy evaluation logic".
describe('whom a trust policy lets in', () => {
  const rows: readonly [name: string, statements: readonly object[], trusted: 'directly' | 'account' | 'no'][] = [
    ['the role by its ARN', [allow({})], 'directly'],
    ['the session by its ARN', [allow({ Principal: { AWS: CALLER.arn } })], 'directly'],
    ['everybody, by a star', [allow({ Principal: '*' })], 'directly'],
    ['everybody, by AWS: *', [allow({ Principal: { AWS: ['*'] } })], 'directly'],
    ['the account by its number', [allow({ Principal: { AWS: ACCOUNT_ID } })], 'account'],
    ['the account by its root', [allow({ Principal: { AWS: ROOT } })], 'account'],
    ['another role', [allow({ Principal: { AWS: `${ROLE}2` } })], 'no'],
    ['another account', [allow({ Principal: { AWS: '111111111111' } })], 'no'],
    ['a service alone', [allow({ Principal: { Service: 'lambda.amazonaws.com' } })], 'no'],
    [
      'one of several',
      [allow({ Principal: { Service: 'ec2.amazonaws.com', AWS: ['111111111111', ROLE] } })],
      'directly',
    ],
    ['account and role in two statements', [allow({ Principal: { AWS: ROOT } }), allow({})], 'directly'],
    ['every action of STS', [allow({ Action: 'sts:*' })], 'directly'],
    [
      'one of several actions, in any letter case',
      [allow({ Action: ['sts:TagSession', 'STS:assumerole'] })],
      'directly',
    ],
    ['an action with wildcards', [allow({ Action: 'sts:Assume*' })], 'directly'],
    ['another action', [allow({ Action: 'sts:AssumeRoleWithSAML' })], 'no'],
    ['every action but this one', [allow({ Action: undefined, NotAction: ASSUME })], 'no'],
    ['every action but another one', [allow({ Action: undefined, NotAction: 'sts:TagSession' })], 'directly'],
    ['a deny behind the allow', [allow({}), deny({})], 'no'],
    ['a deny before the allow', [deny({}), allow({})], 'no'],
    ['a deny of the whole account', [allow({}), deny({ Principal: { AWS: ACCOUNT_ID } })], 'no'],
    ['a deny of everybody', [allow({}), deny({ Principal: '*' })], 'no'],
    ['a deny of every action', [allow({}), deny({ Action: 'sts:*' })], 'no'],
    ['a deny of another action', [allow({}), deny({ Action: 'sts:TagSession' })], 'directly'],
    ['a deny of another role', [allow({}), deny({ Principal: { AWS: `${ROLE}2` } })], 'directly'],
    ['a deny alone', [deny({})], 'no'],
    ['an allow whose condition does not hold', [allow({ Condition: EXTERNAL })], 'no'],
    ['a deny whose condition does not hold', [allow({}), deny({ Condition: EXTERNAL })], 'directly'],
    [
      'a deny of all but the caller',
      [allow({}), deny({ Principal: undefined, NotPrincipal: { AWS: ROLE } })],
      'directly',
    ],
    [
      'a deny of all but another role',
      [allow({}), deny({ Principal: undefined, NotPrincipal: { AWS: `${ROLE}2` } })],
      'no',
    ],
  ];
  for (const [name, statements, trusted] of rows) {
    it(`with ${name}: ${trusted}`, () => {
      expect(trustsPrincipal(policy(...statements), CALLER, new Map())).to.equal(trusted);
    });
  }
});

describe('what a trust policy may hold', () => {
  it('is a service, an account, a role that exists, anybody of another account, or a federation', () => {
    const others = ['111111111111', 'arn:aws:iam::111111111111:role/any', 'arn:aws:iam::111111111111:user/any'];
    const here = [ROLE, ROOT, ACCOUNT_ID, '*', `arn:aws:iam::${ACCOUNT_ID}:user/any`, CALLER.arn];
    expect(fault(allow({ Principal: { AWS: [...others, ...here] } }))).to.equal('taken');
    const services = ['states.amazonaws.com', 'states.us-east-1.amazonaws.com', 'ec2.amazonaws.com.cn'];
    expect(fault(allow({ Principal: { Service: services } }))).to.equal('taken');
    const federated = { Federated: 'cognito-identity.amazonaws.com', CanonicalUser: '79a59df900b949e5' };
    expect(fault(allow({ Principal: federated, Action: 'sts:AssumeRoleWithWebIdentity' }))).to.equal('taken');
    expect(fault(allow({ Principal: '*' }))).to.equal('taken');
  });

  it('is no principal of a wrong form, nor a role that does not exist', () => {
    const wrong: readonly [kind: string, shown: string, names: readonly string[]][] = [
      [
        'AWS',
        'AWS',
        [
          ...['trainer', '', '12345678901', '1234567890123', 'a123456789012', '123456789012a', 'x*'],
          ...[`x${ROLE}`, 'arn:aws:iam::1:role/trainer', 'arn:aws:iam::000000000000:group/g', `${ROOT}s`],
          ...[`${ROLE}2`, 'arn:aws:iam::111111111111:role/', 'arn:aws:s3::111111111111:role/r'],
        ],
      ],
      [
        'Service',
        'SERVICE',
        ['lambda', 'lambda.amazon.com', 'x y.amazonaws.com', 'a.amazonaws.com.de', '.amazonaws.com'],
      ],
      ['Federated', 'Federated', ['']],
      ['CanonicalUser', 'CanonicalUser', ['']],
      ['Group', 'Group', [ROLE]],
    ];
    for (const [kind, shown, names] of wrong) {
      for (const name of names) {
        expect(fault(allow({ Principal: { [kind]: name } })), name).to.equal(
          `Invalid principal in policy: "${shown}":"${name}"`,
        );
      }
    }
    expect(fault(allow({ Principal: undefined, NotPrincipal: { AWS: 'nobody' } }))).to.equal(
      'Invalid principal in policy: "AWS":"nobody"',
    );
  });

  it('is every statement’s principal, and no resource', () => {
    expect(fault(allow({}), allow({ Principal: undefined }))).to.equal('Missing required field Principal');
    for (const member of ['Resource', 'NotResource']) {
      expect(fault(allow({ [member]: '*' }))).to.equal('Has prohibited field Resource');
    }
    const principal =
      'Syntax errors in policy. [rehearsal] Principal must be "*" or an object such as {"Service": "lambda.amazonaws.com"}.';
    for (const Principal of ['**', {}, [ROLE], 1]) expect(fault(allow({ Principal }))).to.equal(principal);
  });

  it('is actions of STS only', () => {
    const only = 'AssumeRole policy may only specify STS AssumeRole actions.';
    for (const Action of ['xsts:AssumeRole', 's3:GetObject', '*', [ASSUME, 'iam:PassRole']]) {
      expect(fault(allow({ Action })), String(Action)).to.equal(only);
    }
    expect(fault(allow({ Action: undefined, NotAction: 's3:GetObject' }))).to.equal(only);
    for (const Action of ['STS:AssumeRole', 'sts:*', [ASSUME, 'sts:TagSession']]) {
      expect(fault(allow({ Action })), String(Action)).to.equal('taken');
    }
  });
});
