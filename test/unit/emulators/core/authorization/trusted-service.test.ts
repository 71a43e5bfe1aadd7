import { expect } from 'chai';
import { allowsAssume } from '../../../../../emulators/core/authorization/trusted-service.ts';

const LAMBDA = /^lambda\.amazonaws\.com$/;
const policy = (...Statement: object[]) => encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement }));
const ALLOW = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

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
  });

  it('that cannot be read lets nobody take it', () => {
    expect(allowsAssume('%7B', LAMBDA)).to.equal(false);
    expect(allowsAssume('', LAMBDA)).to.equal(false);
  });
});
