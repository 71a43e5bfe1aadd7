import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { IamFixture, refusal, trusting } from './iam-fixture.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };

describe('policy documents', () => {
  let fixture: IamFixture;
  before(async () => {
    fixture = await IamFixture.start();
    await fixture.createRole('R');
  });
  after(() => fixture.stop());

  const putText = (document: string) =>
    fixture.clients.iam.send(new PutRolePolicyCommand({ RoleName: 'R', PolicyName: 'p', PolicyDocument: document }));
  const put = (statement: unknown, version: unknown = '2012-10-17') =>
    refusal(putText(JSON.stringify({ Version: version, Statement: statement })));

  const identityFaults: [string, unknown, string][] = [
    ['no action', { Effect: 'Allow', Resource: '*' }, 'Policy statement must contain actions.'],
    ['no resource', { Effect: 'Allow', Action: 's3:*' }, 'Policy statement must contain resources.'],
    ['a principal', { ...ALLOW, Principal: '*' }, 'Policy document should not specify a principal.'],
    ['a resource that is no ARN', { ...ALLOW, Resource: 'bucket' }, 'Resource bucket must be in ARN format or "*".'],
    [
      'an action without its service',
      { ...ALLOW, Action: 'GetObject' },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    [
      'a repeated Sid',
      [
        { ...ALLOW, Sid: 'A' },
        { ...ALLOW, Sid: 'A' },
      ],
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a wrong Effect',
      { ...ALLOW, Effect: 'allow' },
      'Syntax errors in policy. [rehearsal] Statement 1: Effect must be Allow or Deny.',
    ],
    ['no statement', [], 'Syntax errors in policy. [rehearsal] Statement is missing or empty.'],
    [
      'an unknown member',
      { ...ALLOW, Resources: '*' },
      'Syntax errors in policy. [rehearsal] Statement 1: unknown member Resources.',
    ],
    [
      'Action beside NotAction',
      { ...ALLOW, NotAction: 's3:*' },
      'Syntax errors in policy. [rehearsal] Statement 1: Action and NotAction exclude each other.',
    ],
  ];
  for (const [name, statement, message] of identityFaults) {
    it(`refuses an inline policy with ${name}`, async () => {
      expect(await put(statement)).to.equal(`MalformedPolicyDocumentException: ${message} (400)`);
    });
  }

  it('refuses text that is not JSON and an old version', async () => {
    expect(await refusal(putText('{'))).to.equal(
      'MalformedPolicyDocumentException: This policy contains invalid Json (400)',
    );
    expect(await put(ALLOW, '2008-10-17')).to.equal(
      'MalformedPolicyDocumentException: Policy document must be version 2012-10-17 or greater. (400)',
    );
  });

  it('accepts 10,240 characters of inline policies, white space not counted, and no more', async () => {
    const frame = JSON.stringify({ Version: '2012-10-17', Statement: { ...ALLOW, Resource: 'arn:aws:s3:::' } }).length;
    const document = (length: number) => {
      const Resource = `arn:aws:s3:::${'k'.repeat(length - frame)}`;
      return JSON.stringify({ Version: '2012-10-17', Statement: { ...ALLOW, Resource } }, null, 4);
    };
    await putText(document(10_240));
    // The SDK takes LimitExceeded for throttling and would try again.
    const { endpointUrl, region, credentials } = fixture.clients.access;
    const once = new IAMClient({ endpoint: endpointUrl, region, credentials, maxAttempts: 1 });
    const tooLong = { RoleName: 'R', PolicyName: 'p', PolicyDocument: document(10_241) };
    expect(await refusal(once.send(new PutRolePolicyCommand(tooLong)))).to.equal(
      'LimitExceededException: Maximum policy size of 10240 bytes exceeded for role R (409)',
    );
    once.destroy();
  });

  const trustFaults: [string, object, string][] = [
    ['no principal', { Effect: 'Allow', Action: 'sts:AssumeRole' }, 'Missing required field Principal'],
    [
      'a resource',
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole', Resource: '*' },
      'Has prohibited field Resource',
    ],
    [
      'another action',
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 's3:GetObject' },
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
  ];
  for (const [name, statement, message] of trustFaults) {
    it(`refuses a trust policy with ${name}`, async () => {
      const trust = { Version: '2012-10-17', Statement: [statement] };
      expect(await refusal(fixture.createRole('T', trust))).to.equal(
        `MalformedPolicyDocumentException: ${message} (400)`,
      );
    });
  }

  it('refuses principals that cannot be: a misspelt service, a role that does not exist', async () => {
    expect(await refusal(fixture.createRole('T', trusting({ Service: 'lambda.amazon.com' })))).to.equal(
      'MalformedPolicyDocumentException: Invalid principal in policy: "SERVICE":"lambda.amazon.com" (400)',
    );
    const missing = 'arn:aws:iam::000000000000:role/none';
    expect(await refusal(fixture.createRole('T', trusting({ AWS: missing })))).to.equal(
      `MalformedPolicyDocumentException: Invalid principal in policy: "AWS":"${missing}" (400)`,
    );
  });
});
