import { expect } from 'chai';
import type { JsonObject } from '../../../../../emulators/core/wire/wire-json.ts';
import { contextKeys } from '../../../../../emulators/iam/evaluation/access-request.ts';
import { evaluatePolicies } from '../../../../../emulators/iam/evaluation/evaluate.ts';
import { rule } from '../../../../support/rule.ts';

const CALLER = {
  accountId: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/reader/session',
  roleArn: 'arn:aws:iam::123456789012:role/reader',
};
const REQUEST = { action: 's3:GetObject', resource: 'arn:aws:s3:::photos/cats/1.jpg', keys: contextKeys() };

const allow = (Action: string, more: object = {}): JsonObject => ({ Effect: 'Allow', Action, Resource: '*', ...more });

/** Of a role that its own policies allow these statements. */
function decide(boundary: JsonObject[], resource: JsonObject[] = [], identity = [allow('s3:*')]): string {
  const decision = evaluatePolicies(CALLER, REQUEST, {
    identity: [{ name: 'inline', statements: identity }],
    resource: { name: 'bucket', statements: resource },
    boundary: { name: 'boundary', statements: boundary },
  });
  return decision.isAllowed ? 'allowed' : decision.reason;
}

describe('a permissions boundary', () => {
  rule(
    {
      table: 'iam',
      id: 'logic.permissionsBoundary',
      aws: 'limits what a role’s policies and a resource policy that names the role allow, not what one allows the session by its ARN',
      here: 'same',
      wording: 'none',
      source: 'IAM User Guide, "Policy evaluation logic"',
    },
    () => {
      const named = (AWS: string) => [allow('s3:*', { Principal: { AWS } })];
      expect(decide([allow('s3:Get*')])).to.equal('allowed');
      expect(decide([allow('s3:Put*')])).to.equal('unbounded');
      expect(decide([])).to.equal('unbounded');
      expect(decide([allow('*'), { ...allow('s3:GetObject'), Effect: 'Deny' }])).to.equal('permissions boundary');
      expect(decide([], named(CALLER.roleArn))).to.equal('unbounded');
      expect(decide([], named(CALLER.arn))).to.equal('allowed');
      expect(decide([allow('*')], [], [])).to.equal('implicit');
    },
  );
});
