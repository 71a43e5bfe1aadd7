import { expect } from 'chai';
import { policyProblem } from '../../../../emulators/s3/buckets/policy-checks.ts';

const OBJECTS = 'arn:aws:s3:::bucket/*';
const BUCKET = 'arn:aws:s3:::bucket';
const GIVEN = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS };

const said = (statement: object, policy: object = {}) =>
  policyProblem({ Version: '2012-10-17', Statement: [{ ...GIVEN, ...statement }], ...policy }, 'bucket');

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html; the texts as users quote them.
describe('The statements of a bucket policy', () => {
  const fine: readonly object[] = [
    {},
    { Effect: 'Deny', NotPrincipal: { AWS: '000000000000' }, Principal: undefined },
    {
      Principal: {
        AWS: ['arn:aws:iam::000000000000:role/r', 'AROAEXAMPLEEXAMPLE12'],
        Service: 'logging.s3.amazonaws.com',
      },
    },
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    { Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2EXAMPLE1WBK' } },
    { Action: ['s3:*', '*', 's3:Get*'], Resource: BUCKET },
    { Action: ['s3:ListBucket', 's3:GetObject'], Resource: [BUCKET, OBJECTS] },
    { Action: ['s3:PutLifecycleConfiguration', 's3:PutObject'], Resource: 'arn:aws:s3:::buck*' },
    { Action: undefined, NotAction: 's3:GetObject', Resource: BUCKET },
    { Resource: undefined, NotResource: OBJECTS },
    {
      Condition: {
        'ForAnyValue:StringLikeIfExists': {},
        Bool: {},
        NumericLessThanEquals: {},
        NotIpAddress: {},
        Null: {},
      },
    },
  ];
  for (const statement of fine) {
    it(`may be ${JSON.stringify(statement)}`, () => {
      expect(said(statement)).to.equal(undefined);
    });
  }

  const misplaced = 'Action does not apply to any resource(s) in statement';
  const wrong: readonly [object, string][] = [
    [{ Effect: 'allow' }, 'Invalid effect: allow'],
    [{ Resorce: 'x' }, 'Unknown field Resorce'],
    [{ Effect: undefined }, 'Missing required field Effect'],
    [{ Principal: undefined }, 'Missing required field Principal'],
    [{ Action: undefined }, 'Missing required field Action'],
    [{ Resource: undefined }, 'Missing required field Resource'],
    [{ Principal: 'me' }, 'Invalid principal in policy'],
    [{ Principal: {} }, 'Invalid principal in policy'],
    [{ Principal: { AWS: 'role/r' } }, 'Invalid principal in policy'],
    [{ Principal: { Aws: '*' } }, 'Invalid principal in policy'],
    [{ Action: 'nope' }, 'Policy has invalid action'],
    [{ Action: ['s3:GetObject', 'sns:Publish'] }, 'Policy has invalid action'],
    [{ Resource: 'arn:aws:s3:::other/*' }, 'Policy has invalid resource'],
    [{ Resource: BUCKET }, misplaced],
    [{ Action: 's3:ListBucket' }, misplaced],
    [{ Action: ['s3:GetObject', 's3:ListBucket'] }, misplaced],
    [{ Condition: { StringEqual: {} } }, 'Invalid Condition type : StringEqual'],
    [{ Condition: 'x' }, '[rehearsal] a Condition is an object of operators'],
  ];
  for (const [statement, problem] of wrong) {
    it(`are refused where one has ${JSON.stringify(statement)}: ${problem}`, () => {
      expect(said(statement)).to.equal(problem);
    });
  }

  it('stand in a policy of a version that IAM knows, at least one of them', () => {
    expect(said({}, { Version: '2008-10-17' })).to.equal(undefined);
    expect(said({}, { Version: undefined })).to.equal(undefined);
    expect(said({}, { Version: '2020-01-01' })).to.equal('The policy must contain a valid version string');
    expect(said({}, { Statment: [] })).to.equal('Unknown field Statment');
    expect(said({}, { Statement: [] })).to.equal('Could not parse the policy: Statement is empty!');
    expect(said({}, { Statement: undefined })).to.equal('Missing required field Statement');
    expect(said({}, { Statement: ['x'] })).to.equal('[rehearsal] each Statement is an object');
    expect(said({}, { Statement: GIVEN })).to.equal(undefined);
  });
});
