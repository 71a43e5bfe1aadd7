import { IAMClient } from '@aws-sdk/client-iam';
import { expect } from 'chai';
import { allowsAssume, roleTrusts } from '../../../../../emulators/core/authorization/trusted-service.ts';
import { errorOf } from '../../../../support/error-of.ts';

const LAMBDA = /^lambda\.amazonaws\.com$/;
const policy = (...Statement: object[]) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
const ALLOW = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

/** IAM with one role, `r`, or with an answer of another kind. */
function iam(answer: (input: object) => object): IAMClient {
  const client = new IAMClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  client.middlewareStack.add(
    () =>
      async ({ input }) => ({ response: {}, output: { $metadata: {}, ...answer(input) } }),
    {
      step: 'initialize',
      priority: 'high',
    },
  );
  return client;
}

describe('a role that a service is given', () => {
  const ARN = 'arn:aws:iam::123456789012:role/team/r';
  const role = { Arn: ARN, AssumeRolePolicyDocument: policy(ALLOW) };

  it('is one that exists under that ARN and trusts the service', async () => {
    expect(
      await roleTrusts(
        iam(() => ({ Role: role })),
        ARN,
        LAMBDA,
      ),
    ).to.equal(true);
    expect(
      await roleTrusts(
        iam(() => ({ Role: role })),
        ARN.replace('team/', ''),
        LAMBDA,
      ),
    ).to.equal(false);
    expect(
      await roleTrusts(
        iam(() => ({ Role: role })),
        ARN,
        /^states/,
      ),
    ).to.equal(false);
    expect(
      await roleTrusts(
        iam(() => ({ Role: { Arn: ARN } })),
        ARN,
        LAMBDA,
      ),
    ).to.equal(false);
    expect(
      await roleTrusts(
        iam(() => ({})),
        ARN,
        LAMBDA,
      ),
    ).to.equal(false);
  });

  it('is asked for by its name, without its path', async () => {
    const names: unknown[] = [];
    const client = iam((input) => {
      names.push(input);
      return { Role: role };
    });
    await roleTrusts(client, ARN, LAMBDA);
    expect(names).to.deep.equal([{ RoleName: 'r' }]);
  });

  it('is none where IAM knows no such role; other errors of IAM stay errors', async () => {
    const failing = (name: string) =>
      iam(() => {
        throw Object.assign(new Error('why'), { name });
      });
    for (const name of ['NoSuchEntityException', 'ValidationError'])
      expect(await roleTrusts(failing(name), ARN, LAMBDA), name).to.equal(false);
    expect((await errorOf(roleTrusts(failing('xNoSuchEntity'), ARN, LAMBDA))).name).to.equal('xNoSuchEntity');
    expect((await errorOf(roleTrusts(failing('AccessDenied'), ARN, LAMBDA))).name).to.equal('AccessDenied');
  });
});

describe('a trust policy', () => {
  it('lets a service take the role by its principal and sts:AssumeRole, alone or among others', () => {
    expect(allowsAssume(policy(ALLOW), LAMBDA)).to.equal(true);
    const among = { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] };
    const actions = ['sts:TagSession', 'sts:AssumeRole'];
    expect(allowsAssume(policy({ ...ALLOW, Principal: among, Action: actions }), LAMBDA)).to.equal(true);
  });

  it('may be one statement without a list', () => {
    const document = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: ALLOW }));
    expect(allowsAssume(document, LAMBDA)).to.equal(true);
  });

  it('does not let a service take it by another service, an account, a Deny or another action', () => {
    expect(allowsAssume(policy({ ...ALLOW, Principal: { Service: 'xlambda.amazonaws.com' } }), LAMBDA)).to.equal(false);
    expect(allowsAssume(policy({ ...ALLOW, Principal: { AWS: '*' } }), LAMBDA)).to.equal(false);
    expect(allowsAssume(policy({ ...ALLOW, Effect: 'Deny' }), LAMBDA)).to.equal(false);
    expect(allowsAssume(policy({ ...ALLOW, Action: 'sts:TagSession' }), LAMBDA)).to.equal(false);
    for (const members of [{ Principal: '*' }, { Principal: {} }, { Action: [1] }, { Action: undefined }])
      expect(allowsAssume(policy({ ...ALLOW, ...members }), LAMBDA)).to.equal(false);
    expect(allowsAssume(policy({ ...ALLOW, Action: 'sts:TagSession' }, ALLOW), LAMBDA)).to.equal(true);
  });

  it('lets a service take it by a star for the action, in any letter case', () => {
    for (const Action of ['*', 'sts:*', 'STS:assumerole'])
      expect(allowsAssume(policy({ ...ALLOW, Action }), LAMBDA), Action).to.equal(true);
  });

  it('that cannot be read lets nobody take it', () => {
    expect(allowsAssume('%7B', LAMBDA)).to.equal(false);
    for (const document of ['', '[]', 'null', '{}', '%', encodeURIComponent('{"Statement":[null,"text"]}')])
      expect(allowsAssume(document, LAMBDA), document).to.equal(false);
  });
});
