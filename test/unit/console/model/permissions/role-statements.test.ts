import { expect } from 'chai';
import {
  type AccessDecision,
  actionCounts,
  decisionsIn,
  decisionsWithin,
  denialsIn,
  newestDenials,
} from '../../../../../console/model/permissions/access-decision.ts';
import { roleStatements, trustedBy } from '../../../../../console/model/permissions/role-statements.ts';
import { StatementUses } from '../../../../../console/model/permissions/statement-uses.ts';

const ROLE = 'arn:aws:iam::000000000000:role/train';

function document(...Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

describe('the statements of a role', () => {
  it('are those of all its policies, by Sid, or by place where they have none', () => {
    const images = { Sid: 'Images', Effect: 'Allow', Action: 's3:GetObject', Resource: ['a', 'b'] };
    const rest = { Effect: 'Deny', NotAction: ['s3:*'], NotResource: 'c', Condition: { Bool: {} } };
    const single = JSON.stringify({ Statement: images });
    const policies = [
      { name: 'own', kind: 'inline' as const, document: document(images, rest) },
      { name: 'Shared', kind: 'managed' as const, document: single },
      { name: 'lost', kind: 'managed' as const, document: 'no JSON' },
    ];
    const found = roleStatements({ name: 'train', arn: ROLE, trust: '{}', policies });
    expect(found.map(({ text, ...one }) => one)).to.deep.equal([
      {
        policyName: 'own',
        kind: 'inline',
        key: 'Images',
        isDeny: false,
        actions: ['s3:GetObject'],
        resources: ['a', 'b'],
        hasCondition: false,
      },
      {
        policyName: 'own',
        kind: 'inline',
        key: '2',
        isDeny: true,
        actions: ['not s3:*'],
        resources: ['not c'],
        hasCondition: true,
      },
      {
        policyName: 'Shared',
        kind: 'managed',
        key: 'Images',
        isDeny: false,
        actions: ['s3:GetObject'],
        resources: ['a', 'b'],
        hasCondition: false,
      },
    ]);
  });

  it('say who may take it', () => {
    const service = { Effect: 'Allow', Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] } };
    const anybody = { Effect: 'Allow', Principal: '*' };
    expect(trustedBy(document(service, anybody, service))).to.deep.equal(['a.amazonaws.com', 'b.amazonaws.com', '*']);
  });
});

describe('what was decided', () => {
  const use = { policyName: 'own', statement: 'Images' };
  const decision = (more: Partial<AccessDecision>): AccessDecision => ({
    roleArn: ROLE,
    callerArn: 'arn:aws:sts::000000000000:assumed-role/train/job',
    action: 's3:GetObject',
    resources: ['a'],
    allowedBy: [use],
    count: 1,
    firstMs: 1_000,
    lastMs: 1_000,
    ...more,
  });

  it('is read from the answer', () => {
    const one = decision({ denial: 'User: …', count: 3 });
    expect(decisionsIn({ decisions: [one] })).to.deep.equal([one]);
  });

  it('belongs to the time that it reaches into', () => {
    const all = [
      decision({}),
      decision({ firstMs: 1_500, lastMs: 2_500 }),
      decision({ firstMs: 4_000, lastMs: 4_000 }),
    ];
    expect(decisionsWithin(all, 2_000, 3_999)).to.deep.equal([all[1]]);
  });

  it('uses a statement of its own role alone', () => {
    const all = [decision({}), decision({ roleArn: 'another' }), decision({ allowedBy: [{ ...use, statement: '1' }] })];
    const uses = new StatementUses(all);
    expect(uses.of(ROLE, { policyName: 'own', key: 'Images' })).to.deep.equal([all[0]]);
    expect(uses.of(ROLE, { policyName: 'Shared', key: 'Images' })).to.deep.equal([]);
    expect([ROLE, 'another', 'a third'].map((arn) => uses.isCalled(arn))).to.deep.equal([true, true, false]);
  });

  it('uses a statement once, whichever of its patterns allowed it', () => {
    const twice = decision({ allowedBy: [use, use] });
    expect(new StatementUses([twice]).of(ROLE, { policyName: 'own', key: 'Images' })).to.deep.equal([twice]);
  });

  it('is counted by action, the most frequent first', () => {
    const list = decision({ action: 's3:ListBucket', count: 7 });
    expect(actionCounts([decision({}), list, decision({ count: 2 })])).to.deep.equal([
      ['s3:ListBucket', 7],
      ['s3:GetObject', 3],
    ]);
  });

  it('has each denial once, the newest first', () => {
    const denied = (denial: string, lastMs: number) => decision({ denial, lastMs, allowedBy: [] });
    const all = [denied('one', 1), denied('two', 2), denied('one', 3), decision({})];
    expect(denialsIn(all).map(({ denial, count, lastMs }) => [denial, count, lastMs])).to.deep.equal([
      ['one', 2, 3],
      ['two', 1, 2],
    ]);
  });

  it('has the newest of many denials, and the number of all calls that were denied', () => {
    const denied = Array.from({ length: 1_200 }, (_, index) =>
      decision({ denial: `on ${index}`, lastMs: index, allowedBy: [], count: 2 }),
    );
    const { shown, calls, words } = newestDenials([...denied, decision({})], 50);
    expect(shown.map(({ denial }) => denial)).to.deep.equal(
      Array.from({ length: 50 }, (_, index) => `on ${1_199 - index}`),
    );
    expect([calls, words]).to.deep.equal([2_400, 'The newest 50 of 1,200.']);
    // Calls are counted, not texts.
    expect(newestDenials(denied.slice(0, 2), 50)).to.deep.equal({ shown: denied.slice(0, 2).reverse(), calls: 4 });
  });
});
