import { expect } from 'chai';
import type { AccessDecision } from '../../../../../emulators/iam/access-control.ts';
import { RecentDecisions } from '../../../../../emulators/iam/decisions/recent-decisions.ts';

const USE = { policyName: 'read', statement: 'Images', action: 's3:Get*' };

function decision(more: Partial<AccessDecision> = {}): AccessDecision {
  return {
    roleArn: 'arn:aws:iam::000000000000:role/train',
    callerArn: 'arn:aws:sts::000000000000:assumed-role/train/job-1',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::images/1',
    allowedBy: [USE],
    ...more,
  };
}

describe('what roles were allowed and denied lately', () => {
  it('is one entry for the thousands of objects that a job reads, with the first of them', () => {
    const recent = new RecentDecisions();
    for (let n = 0; n < 1_000; n += 1) recent.add(decision({ resource: `arn:aws:s3:::images/${n}` }), 10_000 + n);
    expect(recent.since(0)).to.deep.equal([
      {
        roleArn: 'arn:aws:iam::000000000000:role/train',
        callerArn: 'arn:aws:sts::000000000000:assumed-role/train/job-1',
        action: 's3:GetObject',
        resources: ['arn:aws:s3:::images/0', 'arn:aws:s3:::images/1', 'arn:aws:s3:::images/2'],
        allowedBy: [USE],
        count: 1_000,
        firstMs: 10_000,
        lastMs: 10_999,
      },
    ]);
  });

  it('is apart for each session, statement and outcome, and for calls half a second apart', () => {
    const recent = new RecentDecisions();
    recent.add(decision(), 1_000);
    recent.add(decision({ callerArn: 'another' }), 1_000);
    recent.add(decision({ allowedBy: [{ ...USE, statement: '2' }] }), 1_000);
    recent.add(decision({ allowedBy: [], denial: 'User: …' }), 1_000);
    recent.add(decision(), 1_499);
    recent.add(decision(), 2_000);
    expect(recent.since(0).map(({ count, firstMs, lastMs }) => [count, firstMs, lastMs])).to.deep.equal([
      [2, 1_000, 1_499],
      [1, 1_000, 1_000],
      [1, 1_000, 1_000],
      [1, 1_000, 1_000],
      [1, 2_000, 2_000],
    ]);
    expect(recent.since(1_499).map(({ lastMs }) => lastMs)).to.deep.equal([1_499, 2_000]);
  });

  it('has each denial of its own text, as that names what was asked for', () => {
    const recent = new RecentDecisions();
    const denied = (name: string) =>
      decision({ action: 's3:PutObject', resource: name, allowedBy: [], denial: `not authorized on ${name}` });
    recent.add(denied('train-data.lst'), 1_000);
    recent.add(denied('test-data.lst'), 1_100);
    recent.add(denied('train-data.lst'), 1_200);
    expect(recent.since(0).map(({ denial, count }) => [denial, count])).to.deep.equal([
      ['not authorized on train-data.lst', 2],
      ['not authorized on test-data.lst', 1],
    ]);
  });

  it('is bounded, and says how much is gone', () => {
    const recent = new RecentDecisions(10);
    for (let n = 0; n < 21; n += 1) recent.add(decision({ action: `s3:Get${n}` }), n * 1_000);
    expect(recent.since(0).map(({ action }) => action)).to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `s3:Get${index + 11}`),
    );
    expect(recent.forgotten).to.equal(11);
  });
});
