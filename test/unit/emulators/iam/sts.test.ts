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
    for (const arn of [
      'arn:aws:iam::000000000000:',
      'xarn:aws:iam::000000000000:role/none',
      'arn:aws:iam::role/worker',
      'a'.repeat(20),
    ]) {
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

  it('issues credentials of the lengths of AWS’s, for an hour where nothing is said', async () => {
    const { Credentials: issued, AssumedRoleUser: user } = await assume(await fixture.createRole('R'));
    expect(issued?.SecretAccessKey).to.match(/^[A-Za-z0-9+/]{40}$/);
    expect(issued?.SessionToken).to.match(/^[A-Za-z0-9+/]{128}$/);
    expect(((issued?.Expiration?.getTime() ?? 0) - Date.now()) / 1000).to.be.within(3580, 3600);
    expect(issued?.Expiration?.getMilliseconds()).to.equal(0);
    expect(user?.AssumedRoleId).to.match(/^AROA[A-Z2-7]{17}:session$/);
  });

  // AssumeRole: DurationSeconds is at most the role's maximum, and an hour where a role assumes a role.
  it('lets a session be as long as the role allows, and one that a role opens an hour', async () => {
    const first = await fixture.createRole('First');
    const long = await fixture.createRole('Long', trusting({ AWS: first }));
    expect(await refusal(assume(first, { DurationSeconds: 3601 }))).to.equal(
      'ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role. (400)',
    );
    await assume(first, { DurationSeconds: 3600 });
    await fixture.clients.iam.send(new UpdateRoleCommand({ RoleName: 'Long', MaxSessionDuration: 7200 }));
    const caller = await fixture.clients.assume(first, 'chain');
    const chain = (DurationSeconds: number) =>
      caller.sts.send(new AssumeRoleCommand({ RoleArn: long, RoleSessionName: 'second', DurationSeconds }));
    expect(await refusal(chain(3601))).to.equal(
      'ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining (400)',
    );
    expect((await chain(3600)).AssumedRoleUser?.Arn).to.equal('arn:aws:sts::000000000000:assumed-role/Long/second');
    caller.destroy();
  });

  it('refuses keys that name another account', () => {
    expect(() => fixture.identityOf('111111111111')).to.throw(
      '[rehearsal] this cloud has one account, 000000000000, and the access key id 111111111111 is of 111111111111: use any other key, such as test',
    );
    expect(fixture.identityOf(ACCOUNT_ID).arn).to.equal('arn:aws:iam::000000000000:root');
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
    const unsupported: Record<string, unknown> = {
      Policy: '{}',
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      Tags: [{ Key: 'team', Value: 'cats' }],
      SerialNumber: 'arn:aws:iam::000000000000:mfa/me',
      ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/IdentityCenter', ContextAssertion: 'abcd' }],
    };
    for (const [member, value] of Object.entries(unsupported)) {
      expect(await refusal(assume(roleArn, { [member]: value }))).to.match(
        new RegExp(`^NotImplemented: \\[rehearsal\\] sts:AssumeRole with ${member} is not emulated`),
      );
    }
    expect(await refusal(assume(roleArn, { Policy: '{}', SerialNumber: unsupported['SerialNumber'] }))).to.match(
      /AssumeRole with Policy, SerialNumber is not/,
    );
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
