import { expect } from 'chai';
import type { AccessDecision } from '../../../../../console/model/permissions/access-decision.ts';
import { DecisionLedger } from '../../../../../console/model/permissions/decision-record.ts';

function decision(more: Partial<AccessDecision>): AccessDecision {
  const use = { policyName: 'own', statement: 'Images' };
  const caller = { roleArn: 'role', callerArn: 'session', action: 's3:GetObject', resources: ['a'], allowedBy: [use] };
  return { ...caller, count: 1, firstMs: 1_000, lastMs: 1_000, ...more };
}

describe('the decisions that a page knows', () => {
  it('are those of all answers, each asked for from the last one on', () => {
    const ledger = new DecisionLedger();
    expect(ledger.sinceMs).to.equal(0);
    const [one, other] = [decision({}), decision({ firstMs: 2_000, lastMs: 2_000 })];
    expect(ledger.take({ decisions: [one, other], forgotten: 0 })).to.deep.equal([one, other]);
    expect(ledger.sinceMs).to.equal(2_000);
    const grown = { ...other, count: 3, lastMs: 2_400 };
    const added = decision({ action: 's3:PutObject', firstMs: 2_300, lastMs: 2_300 });
    expect(ledger.take({ decisions: [grown, added], forgotten: 0 })).to.deep.equal([grown, added]);
    expect(ledger.record).to.deep.equal({ decisions: [one, grown, added], forgotten: 0 });
    expect(ledger.sinceMs).to.equal(2_400);
  });

  it('are the same object while nothing is new, so that nothing is counted again', () => {
    const ledger = new DecisionLedger();
    ledger.take({ decisions: [decision({})], forgotten: 0 });
    const { record } = ledger;
    expect(ledger.take({ decisions: [decision({})], forgotten: 0 })).to.deep.equal([]);
    expect(ledger.record).to.equal(record);
  });

  it('are apart where only the denial or the statement differs', () => {
    const ledger = new DecisionLedger();
    const denied = (denial: string) => decision({ allowedBy: [], denial });
    const all = [denied('on a'), denied('on b'), decision({}), decision({ allowedBy: [] })];
    ledger.take({ decisions: all, forgotten: 0 });
    expect(ledger.record.decisions).to.deep.equal(all);
  });

  it('are bounded, and it is said that older ones are gone', () => {
    const ledger = new DecisionLedger(2);
    const all = [1, 2, 3].map((firstMs) => decision({ firstMs, lastMs: firstMs }));
    ledger.take({ decisions: all, forgotten: 0 });
    expect(ledger.record).to.deep.equal({ decisions: all.slice(1), forgotten: 1 });
    ledger.take({ decisions: [], forgotten: 7 });
    expect(ledger.record.forgotten).to.equal(7);
  });
});
