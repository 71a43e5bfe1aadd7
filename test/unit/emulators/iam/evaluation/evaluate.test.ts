import { expect } from 'chai';
import type { JsonObject } from '../../../../../emulators/core/wire/wire-json.ts';
import { contextKeys } from '../../../../../emulators/iam/evaluation/access-request.ts';
import { evaluatePolicies } from '../../../../../emulators/iam/evaluation/evaluate.ts';
import { denyPlainHttp } from '../../../../../infra/grants/dataset-grants.ts';
import { rule } from '../../../../support/rule.ts';

const LOGIC = 'IAM User Guide, "Policy evaluation logic"';
const CALLER = {
  accountId: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/reader/session',
  roleArn: 'arn:aws:iam::123456789012:role/reader',
};
const OBJECT = 'arn:aws:s3:::photos/cats/1.jpg';

const allow = (members: JsonObject): JsonObject => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...members });
const deny = (members: JsonObject): JsonObject => ({ ...allow(members), Effect: 'Deny' });

function decide(
  identity: readonly JsonObject[],
  resource: readonly JsonObject[] = [],
  keys: Readonly<Record<string, string>> = {},
  request = { action: 's3:GetObject', resource: OBJECT },
): string {
  const decision = evaluatePolicies(
    CALLER,
    { ...request, keys: contextKeys(keys) },
    {
      identity: [{ name: 'inline', statements: identity }],
      resource: { name: 'bucket', statements: resource },
    },
  );
  return decision.isAllowed ? 'allowed' : decision.reason;
}

/** A policy variable. */
const variable = (content: string): string => `\${${content}}`;

describe('the evaluation of policies', () => {
  rule(
    {
      table: 'iam',
      id: 'logic.implicitDeny',
      aws: 'what no policy allows is denied',
      here: 'same',
      wording: 'none',
      source: LOGIC,
    },
    () => {
      expect(decide([])).to.equal('implicit');
      expect(decide([allow({ Action: 's3:PutObject' })])).to.equal('implicit');
      expect(decide([allow({ Resource: 'arn:aws:s3:::photos/dogs/*' })])).to.equal('implicit');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'logic.explicitDeny',
      aws: 'an explicit deny wins over every allow',
      here: 'same',
      wording: 'none',
      source: LOGIC,
    },
    () => {
      expect(decide([allow({}), deny({ Action: 's3:Get*' })])).to.equal('identity-based policy');
      expect(decide([allow({})], [deny({ Principal: '*' })])).to.equal('resource-based policy');
      expect(decide([allow({}), deny({ Action: 's3:Put*' })])).to.equal('allowed');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'logic.resourcePolicy',
      aws: 'in one account a resource policy allows by itself when it names the role or the session; naming the account leaves it to the identity policy',
      here: 'same',
      wording: 'none',
      source: LOGIC,
    },
    () => {
      const named = (AWS: string) => [allow({ Principal: { AWS } })];
      expect(decide([], named(CALLER.roleArn))).to.equal('allowed');
      expect(decide([], named(CALLER.arn))).to.equal('allowed');
      expect(decide([], named('*'))).to.equal('allowed');
      expect(decide([], named('arn:aws:iam::123456789012:root'))).to.equal('implicit');
      expect(decide([], named('123456789012'))).to.equal('implicit');
      expect(decide([], named('arn:aws:iam::123456789012:role/other'))).to.equal('implicit');
      expect(decide([allow({})], [deny({ Principal: { AWS: ['123456789012'] } })])).to.equal('resource-based policy');
      expect(decide([allow({})], [deny({ NotPrincipal: { AWS: CALLER.roleArn } })])).to.equal('allowed');
      expect(decide([allow({})], [deny({ Principal: { Service: 'lambda.amazonaws.com' } })])).to.equal('allowed');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'elements.actions',
      aws: 'Action and NotAction match with * and ?, whatever the letter case',
      here: 'same',
      wording: 'none',
      source: 'IAM User Guide, "IAM JSON policy elements: Action"',
    },
    () => {
      for (const Action of ['s3:getobject', 'S3:Get*', '*', 's3:GetObjec?', ['s3:PutObject', 's3:*Object']]) {
        expect(decide([allow({ Action })]), String(Action)).to.equal('allowed');
      }
      expect(decide([allow({ Action: 's3:GetObject?' })])).to.equal('implicit');
      expect(decide([{ Effect: 'Allow', NotAction: 's3:Put*', Resource: '*' }])).to.equal('allowed');
      expect(decide([{ Effect: 'Allow', NotAction: ['s3:Get*'], Resource: '*' }])).to.equal('implicit');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'elements.resources',
      aws: 'Resource and NotResource match with * and ?, and letter case counts',
      here: 'same',
      wording: 'none',
      source: 'IAM User Guide, "IAM JSON policy elements: Resource"',
    },
    () => {
      for (const Resource of ['arn:aws:s3:::photos/*', 'arn:aws:s3:::*/1.jpg', 'arn:aws:s3:::photos/cats/?.jpg']) {
        expect(decide([allow({ Resource })]), Resource).to.equal('allowed');
      }
      expect(decide([allow({ Resource: 'arn:aws:s3:::Photos/*' })])).to.equal('implicit');
      expect(decide([allow({ Resource: 'arn:aws:s3:::photos' })])).to.equal('implicit');
      expect(decide([{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::photos/cats/*' }])).to.equal(
        'implicit',
      );
      expect(decide([{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs/*' }])).to.equal('allowed');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'elements.variables',
      aws: 'policy variables are filled in, with a default if there is one; without a value nothing matches; there are variables for the characters *, ? and $',
      here: 'same',
      wording: 'none',
      source: 'IAM User Guide, "IAM policy elements: Variables and tags"',
    },
    () => {
      const on = (Resource: string) => [allow({ Resource })];
      const keys = { 'aws:PrincipalTag/team': 'cats' };
      expect(decide(on(`arn:aws:s3:::photos/${variable('aws:PrincipalTag/team')}/*`), [], keys)).to.equal('allowed');
      expect(decide(on(`arn:aws:s3:::photos/${variable('aws:principaltag/TEAM')}/*`), [], keys)).to.equal('allowed');
      expect(decide(on(`arn:aws:s3:::photos/${variable('aws:PrincipalTag/team')}/*`))).to.equal('implicit');
      expect(decide(on(`arn:aws:s3:::photos/${variable("aws:PrincipalTag/team, 'cats'")}/*`))).to.equal('allowed');
      expect(
        decide(on(`arn:aws:s3:::photos/${variable('aws:PrincipalTag/team')}/*`), [], { 'aws:PrincipalTag/team': '*' }),
      ).to.equal('implicit');
      const literal = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/*?$' };
      expect(
        decide(on(`arn:aws:s3:::photos/${variable('*')}${variable('?')}${variable('$')}`), [], {}, literal),
      ).to.equal('allowed');
      expect(decide(on(`arn:aws:s3:::photos/${variable('*')}${variable('?')}${variable('$')}`))).to.equal('implicit');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'bucket.denyPlainHttp',
      aws: 'the bucket’s policy refuses requests without TLS',
      here: 'differs',
      note: 'the endpoint on loopback stands for AWS’s: every request counts as made over TLS, so this never happens',
      wording: 'none',
      source: 'S3 User Guide, "Security best practices": enforce encryption of data in transit',
    },
    () => {
      const policy = [{ ...denyPlainHttp('arn:aws:s3:::photos') }];
      expect(decide([allow({})], policy, { 'aws:SecureTransport': 'false' })).to.equal('resource-based policy');
      expect(decide([allow({})], policy, { 'aws:SecureTransport': 'true' })).to.equal('allowed');
    },
  );

  it('names the statements that allow, by Sid or by their place, and the action that fitted', () => {
    const request = { action: 's3:GetObject', resource: OBJECT, keys: contextKeys({}) };
    const by = (identity: readonly JsonObject[], resource: readonly JsonObject[] = []) => {
      const resourcePolicy = { name: 'bucket', statements: resource };
      const decision = evaluatePolicies(CALLER, request, {
        identity: [{ name: 'inline', statements: identity }],
        resource: resourcePolicy,
      });
      return decision.isAllowed ? decision.by : [];
    };
    const used = (policyName: string, statement: string, action: string) => ({ policyName, statement, action });
    expect(by([allow({ Action: 's3:Put*' }), allow({ Action: ['s3:List*', 'S3:get*'] })])).to.deep.equal([
      used('inline', '2', 'S3:get*'),
    ]);
    expect(by([allow({ Sid: 'Read' }), allow({ Sid: '' })])).to.deep.equal([
      used('inline', 'Read', 's3:*'),
      used('inline', '2', 's3:*'),
    ]);
    expect(by([{ Effect: 'Allow', NotAction: 's3:Put*', Resource: '*' }])).to.deep.equal([
      used('inline', '1', 's3:GetObject'),
    ]);
    const named = [allow({ Principal: { AWS: CALLER.roleArn } }), allow({ Principal: { AWS: CALLER.accountId } })];
    expect(by([], named)).to.deep.equal([used('bucket', '1', 's3:*')]);
  });

  it('looks at a statement’s condition', () => {
    const own = { Condition: { StringEquals: { 'aws:PrincipalAccount': CALLER.accountId } } };
    const keys = { 'aws:PrincipalAccount': CALLER.accountId };
    expect(decide([allow(own)], [], keys)).to.equal('allowed');
    expect(decide([allow(own)])).to.equal('implicit');
    expect(decide([allow({}), deny(own)], [], keys)).to.equal('identity-based policy');
    expect(decide([allow({}), deny(own)])).to.equal('allowed');
    expect(decide([allow({ Condition: 'none' })])).to.equal('implicit');
  });

  it('takes nothing for a variable that is a name of two keys, or of a key with several values', () => {
    const keys = contextKeys({ 'aws:userid': 'cats', 'aws:TagKeys': ['cats', 'dogs'] });
    const on = (content: string) => {
      const statements = [allow({ Resource: `arn:aws:s3:::photos/${variable(content)}/1.jpg` })];
      const request = { action: 's3:GetObject', resource: OBJECT, keys };
      return evaluatePolicies(CALLER, request, { identity: [{ name: 'inline', statements }] }).isAllowed;
    };
    expect(on(' aws:userid ')).to.equal(true);
    const nothing = [allow({ Resource: `arn:aws:s3:::photos/cats${variable('aws:none')}/1.jpg` })];
    expect(decide(nothing)).to.equal('implicit');
    expect(on("aws:userid, 'dogs'")).to.equal(true);
    expect(on("aws:none ,  'cats' ")).to.equal(true);
    for (const content of ['x,aws:userid', 'aws:TagKeys', 'aws:none', "aws:none, 'dogs'", 'aws:none, cats', '']) {
      expect(on(content), content).to.equal(false);
    }
  });

  it('takes no long time for a pattern that is made to take long', () => {
    const Resource = `arn:${'*a'.repeat(2_000)}b`;
    const request = { action: 's3:GetObject', resource: `arn:${'a'.repeat(4_000)}` };
    expect(decide([allow({ Resource })], [], {}, request)).to.equal('implicit');
  });
});
