import { expect } from 'chai';
import { checkIdentityPolicy } from '../../../../emulators/iam/policy-document.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const OURS = 'Syntax errors in policy. [rehearsal]';
const NO_VENDOR = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const BAD_SID = '[rehearsal] Statement IDs (SID) must be letters and digits only';

/** What is wrong with a document; `taken` when nothing is. */
function faultOf(document: string): string {
  try {
    checkIdentityPolicy(document);
    return 'taken';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const fault = (members: object, policy: object = {}) =>
  faultOf(JSON.stringify({ Version: '2012-10-17', Statement: { ...ALLOW, ...members }, ...policy }));

// IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements: Sid".
describe('an inline policy', () => {
  it('is an object of Version, Id and one statement or more', () => {
    expect(fault({}, { Id: 'mine' })).to.equal('taken');
    expect(fault({}, { Statement: [ALLOW, { ...ALLOW, Effect: 'Deny' }] })).to.equal('taken');
    for (const document of ['[]', '"text"', 'null', '1'])
      expect(faultOf(document), document).to.equal(`${OURS} A policy is an object.`);
    for (const document of ['', '{"Version":', "{'a': 1}"])
      expect(faultOf(document), document).to.equal('This policy contains invalid Json');
    expect(fault({}, { Statements: [], id: '' })).to.equal(`${OURS} A policy has no member Statements, id.`);
    expect(fault({}, { Statement: undefined })).to.equal(`${OURS} Statement is missing or empty.`);
    expect(fault({}, { Statement: [ALLOW, 'text'] })).to.equal(`${OURS} Every statement must be an object.`);
    expect(fault({}, { Version: '2012-10-18' })).to.equal(`${OURS} Version must be 2012-10-17, not "2012-10-18".`);
    const old = 'Policy document must be version 2012-10-17 or greater.';
    for (const Version of ['2008-10-17', undefined]) expect(fault({}, { Version }), Version).to.equal(old);
  });

  it('has no other members in its statements; their place is counted from 1', () => {
    const Condition = { StringLike: { 's3:prefix': 'a*' } };
    expect(fault({ Sid: 'A1', Condition })).to.equal('taken');
    expect(fault({ Resources: '*', action: 'a' })).to.equal(`${OURS} Statement 1: unknown member Resources, action.`);
    const second = fault({}, { Statement: [ALLOW, { ...ALLOW, Effect: 'Maybe' }] });
    expect(second).to.equal(`${OURS} Statement 2: Effect must be Allow or Deny.`);
    expect(fault({ Effect: undefined })).to.equal(`${OURS} Statement 1: Effect must be Allow or Deny.`);
  });

  it('has either Action or NotAction, Resource or NotResource, and no principal', () => {
    expect(fault({ Action: undefined, NotAction: 's3:*' })).to.equal('taken');
    expect(fault({ Resource: undefined, NotResource: 'arn:aws:s3:::b' })).to.equal('taken');
    for (const member of ['Action', 'Resource'])
      expect(fault({ [`Not${member}`]: '*' })).to.equal(
        `${OURS} Statement 1: ${member} and Not${member} exclude each other.`,
      );
    expect(fault({ Principal: '*', NotPrincipal: '*' })).to.equal(
      `${OURS} Statement 1: Principal and NotPrincipal exclude each other.`,
    );
    for (const member of ['Principal', 'NotPrincipal'])
      expect(fault({ [member]: '*' })).to.equal('Policy document should not specify a principal.');
    expect(fault({ Action: undefined })).to.equal('Policy statement must contain actions.');
    expect(fault({ Resource: undefined })).to.equal('Policy statement must contain resources.');
  });

  it('has texts, or lists of texts, for actions and resources', () => {
    expect(fault({ Action: ['s3:GetObject', 'iam:*'], Resource: ['*', 'arn:aws:s3:::b'] })).to.equal('taken');
    const without = { Action: undefined, Resource: undefined, NotAction: 's3:*', NotResource: '*' };
    for (const member of ['Action', 'NotAction', 'Resource', 'NotResource']) {
      const base = member.startsWith('Not') ? without : {};
      for (const value of [[], [1], ['s3:*', 1], {}, true, null])
        expect(fault({ ...base, [member]: value }), `${member} ${JSON.stringify(value)}`).to.equal(
          `${OURS} Statement 1: ${member} must be a string or a list of strings.`,
        );
    }
  });

  it('names actions with their service', () => {
    for (const Action of ['*', 's3:*', 'ec2-instance-connect:SendSSHPublicKey', 'a_b:C'])
      expect(fault({ Action }), Action).to.equal('taken');
    for (const Action of ['GetObject', 's3', 's 3:GetObject', ':GetObject', '**', ['s3:GetObject', 'PutObject']])
      expect(fault({ Action }), String(Action)).to.equal(NO_VENDOR);
    expect(fault({ Action: undefined, NotAction: 'GetObject' })).to.equal(NO_VENDOR);
  });

  it('names resources by ARNs, or by a star', () => {
    for (const Resource of ['*', '**', '*:b', 'arn:aws:s3:::b', 'arn:*:*:*:*:*', 'arn:aws:iam::1:role/r'])
      expect(fault({ Resource }), Resource).to.equal('taken');
    for (const Resource of ['b', '', 'xarn:aws:s3:::b', 'arn:aws:s3:::', 'arn:aws:s3::b', 'a*:b', '*b', 'a**'])
      expect(fault({ Resource }), Resource).to.equal(`Resource ${Resource} must be in ARN format or "*".`);
    expect(fault({ Resource: undefined, NotResource: ['*', 'b'] })).to.equal(
      'Resource b must be in ARN format or "*".',
    );
  });

  it('has conditions with operators that there are', () => {
    const Condition = {
      'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': 'a' },
      Null: { 'aws:userid': 'true' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    expect(fault({ Condition })).to.equal('taken');
    for (const wrong of ['text', [], { StringEquals: 'text' }, { StringEquals: { a: 'b' }, Bool: [] }])
      expect(fault({ Condition: wrong }), JSON.stringify(wrong)).to.equal(
        `${OURS} Statement 1: Condition must map operators to objects.`,
      );
    expect(fault({ Condition: { ...Condition, StringEqual: { a: 'b' }, Nil: { a: 'b' } } })).to.equal(
      `${OURS} Statement 1: Condition has no operator StringEqual, Nil.`,
    );
  });

  it('has Sids of letters and digits, each of them once; an empty one is none', () => {
    const sids = (...all: unknown[]) => fault({}, { Statement: all.map((Sid) => ({ ...ALLOW, Sid })) });
    expect(sids('A', 'a', 'b2', undefined, undefined, '', '')).to.equal('taken');
    for (const sid of ['a b', '-a', 'a-', ' ', 1, null]) expect(sids('A', sid), String(sid)).to.equal(BAD_SID);
    expect(sids('A', 'b', 'A')).to.equal('Statement IDs (SID) in a single policy must be unique.');
  });
});
