import { DeleteRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import fc from 'fast-check';
import { isTemporaryKeyOf, newAccessKeyId } from '../../../../emulators/iam/unique-id.ts';
import { ACCOUNT_ID, IamFixture, refusal, trusting } from './iam-fixture.ts';

describe('STS', () => {
  let fixture: IamFixture;
  beforeEach(async () => {
    fixture = await IamFixture.start();
  });
  afterEach(() => fixture.stop());

  const assume = (roleArn: string, members: object = {}) =>
    fixture.clients.sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'session', ...members }));

  it('takes any key it did not issue for the root of the account', async () => {
    const { Arn, UserId, Account } = await fixture.clients.sts.send(new GetCallerIdentityCommand({}));
    expect([Arn, UserId, Account]).to.deep.equal(['arn:aws:iam::000000000000:root', ACCOUNT_ID, ACCOUNT_ID]);
    expect(fixture.identityOf(undefined).arn).to.equal('arn:aws:iam::000000000000:root');
  });

  it('knows the session of an assumed role, also after a restart', async () => {
    const roleArn = await fixture.createRole('Worker');
    const { Credentials: issued, AssumedRoleUser: user } = await assume(roleArn, { DurationSeconds: 900 });
    expect(issued?.AccessKeyId).to.match(/^ASIAQAAAAAAA[A-Z2-7]{8}$/);
    expect(user?.Arn).to.equal('arn:aws:sts::000000000000:assumed-role/Worker/session');
    const secondsLeft = ((issued?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(secondsLeft).to.be.within(880, 900);
    await fixture.restart();
    const worker = await fixture.clients.assume(roleArn, 'other');
    const { Arn } = await worker.sts.send(new GetCallerIdentityCommand({}));
    worker.destroy();
    expect(Arn).to.equal('arn:aws:sts::000000000000:assumed-role/Worker/other');
    expect(fixture.identityOf(issued?.AccessKeyId)).to.deep.equal({
      arn: user?.Arn,
      userId: user?.AssumedRoleId,
      accountId: ACCOUNT_ID,
      roleArn,
    });
  });

  it('refuses a role that does not exist in the words of a missing permission', async () => {
    const none = 'arn:aws:iam::000000000000:role/none';
    expect(await refusal(assume(none))).to.equal(
      `AccessDenied: User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on resource: ${none} (403)`,
    );
  });

  it('refuses what has not the form of an ARN in other words', async () => {
    for (const arn of ['arn:aws:iam::000000000000:', 'arn:aws:iam::role/worker', 'a'.repeat(20)]) {
      expect(await refusal(assume(arn))).to.equal(`ValidationError: ${arn} is invalid (400)`);
    }
  });

  it('lets a role assume another one only if that one trusts it', async () => {
    const first = await fixture.createRole('First');
    const trusted = await fixture.createRole('Trusted', trusting({ AWS: first }));
    const closed = await fixture.createRole('Closed');
    const caller = await fixture.clients.assume(first, 'chain');
    await caller.sts.send(new AssumeRoleCommand({ RoleArn: trusted, RoleSessionName: 'second' }));
    expect(
      await refusal(caller.sts.send(new AssumeRoleCommand({ RoleArn: closed, RoleSessionName: 'second' }))),
    ).to.equal(
      `AccessDenied: User: arn:aws:sts::000000000000:assumed-role/First/chain is not authorized to perform: sts:AssumeRole on resource: ${closed} (403)`,
    );
    caller.destroy();
  });

  // IAM User Guide, "Policy evaluation logic": an explicit Deny in any statement overrides every Allow.
  it('refuses a role whose trust policy denies the caller beside allowing it, in either order', async () => {
    const first = await fixture.createRole('First');
    const other = await fixture.createRole('Other');
    const statement = (Effect: string, arn: string) => ({ Effect, Principal: { AWS: arn }, Action: 'sts:AssumeRole' });
    const trust = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
    const [allow, deny] = [statement('Allow', first), statement('Deny', first)];
    const closed = [
      await fixture.createRole('AllowThenDeny', trust(allow, deny)),
      await fixture.createRole('DenyThenAllow', trust(deny, allow)),
    ];
    const open = await fixture.createRole('DeniesAnother', trust(allow, statement('Deny', other)));
    const caller = await fixture.clients.assume(first, 'chain');
    for (const RoleArn of closed) {
      expect(await refusal(caller.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'second' })))).to.match(
        /^AccessDenied: .* is not authorized to perform: sts:AssumeRole on resource: /,
      );
    }
    const { AssumedRoleUser: user } = await caller.sts.send(
      new AssumeRoleCommand({ RoleArn: open, RoleSessionName: 'second' }),
    );
    expect(user?.Arn).to.equal('arn:aws:sts::000000000000:assumed-role/DeniesAnother/second');
    caller.destroy();
  });

  it('refuses bad session names and durations', async () => {
    const roleArn = await fixture.createRole('R');
    expect(await refusal(assume(roleArn, { RoleSessionName: 'a b' }))).to.equal(
      "ValidationError: 1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]* (400)",
    );
    expect(await refusal(assume(roleArn, { DurationSeconds: 60 }))).to.match(/'durationSeconds'.*equal to 900/);
    expect(await refusal(assume(roleArn, { DurationSeconds: 7200 }))).to.equal(
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role. (400)',
    );
    await fixture.clients.iam.send(new UpdateRoleCommand({ RoleName: 'R', MaxSessionDuration: 7200 }));
    await assume(roleArn, { DurationSeconds: 7200 });
  });

  it('does not take an ended session, nor one of a deleted role, for the root', async () => {
    const ended = newAccessKeyId(ACCOUNT_ID);
    expect(() => fixture.identityOf(ended)).to.throw('The security token included in the request is expired');
    const roleArn = await fixture.createRole('Gone');
    const caller = await fixture.clients.assume(roleArn, 'late');
    await fixture.clients.iam.send(new DeleteRoleCommand({ RoleName: 'Gone' }));
    expect(await refusal(caller.sts.send(new GetCallerIdentityCommand({})))).to.equal(
      'InvalidClientTokenId: The security token included in the request is invalid. (403)',
    );
    caller.destroy();
  });

  it('answers 501 to what it has not', async () => {
    expect(await refusal(fixture.clients.sts.send(new GetSessionTokenCommand({})))).to.match(
      /^NotImplemented: \[rehearsal\] sts:GetSessionToken is not emulated/,
    );
    const roleArn = await fixture.createRole('R');
    expect(await refusal(assume(roleArn, { Policy: '{}' }))).to.match(/^NotImplemented.*AssumeRole with Policy/);
  });

  it('writes the account into every access key id', () => {
    const accounts = fc.integer({ min: 0, max: 999_999_999_999 }).map((number) => String(number).padStart(12, '0'));
    fc.assert(
      fc.property(accounts, accounts, (account, other) => {
        const key = newAccessKeyId(account);
        expect(key).to.match(/^ASIA[A-Z2-7]{16}$/);
        expect(isTemporaryKeyOf(account, key)).to.equal(true);
        expect(isTemporaryKeyOf(other, key)).to.equal(account === other);
      }),
    );
  });
});
