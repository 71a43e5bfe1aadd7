import { expect } from 'chai';
import { cloudWatchAuthorization } from '../../../../emulators/cloudwatch/cloudwatch-authorization.ts';
import { iamAuthorization } from '../../../../emulators/iam/iam-authorization.ts';
import { lambdaAuthorization } from '../../../../emulators/lambda/lambda-authorization.ts';
import { FunctionStore } from '../../../../emulators/lambda/store/function-store.ts';
import { s3Authorization } from '../../../../emulators/s3/s3-authorization.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { needsOf, PLACE, wireRequest } from './wire-requests.ts';

// Expected: Service Authorization Reference of each service; for S3 "Required permissions for Amazon S3 API operations".

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const ROLE = 'arn:aws:iam::123456789012:role/r';

describe('what a call of Lambda needs', () => {
  const folder = useTemporaryFolder();
  let functions: FunctionStore;
  beforeEach(() => {
    functions = new FunctionStore(folder(), 'arn:aws:lambda:us-east-1:123456789012');
  });
  it('is the action and the function that AWS names, for every operation', async () => {
    const path = '/2015-03-31/functions';
    const rows: readonly (readonly [string, string, string])[] = [
      ['GET', path, 'lambda:ListFunctions *'],
      ['GET', `${path}/f`, `lambda:GetFunction ${FUNCTION}`],
      ['GET', `${path}/f/configuration`, `lambda:GetFunctionConfiguration ${FUNCTION}`],
      ['POST', `${path}/f/invocations`, `lambda:InvokeFunction ${FUNCTION}`],
      ['POST', `${path}/${encodeURIComponent(FUNCTION)}/invocations`, `lambda:InvokeFunction ${FUNCTION}`],
      ['POST', `${path}/123456789012:function:f/invocations`, `lambda:InvokeFunction ${FUNCTION}`],
      ['GET', `${path}/123456789012:f`, `lambda:GetFunction ${FUNCTION}`],
      ['GET', `${path}/us-east-1:f:$LATEST`, `lambda:GetFunction ${FUNCTION}`],
      ['GET', `${path}/arn:aws:lambda:us-east-1:123456789012:f`, `lambda:GetFunction ${FUNCTION}`],
      ['POST', `${path}/f/invocations?Qualifier=live`, `lambda:InvokeFunction ${FUNCTION}:live`],
      ['POST', `${path}/f:2/invocations`, `lambda:InvokeFunction ${FUNCTION}:2`],
      ['POST', `${path}/f/invocations?Qualifier=$LATEST`, `lambda:InvokeFunction ${FUNCTION}`],
      ['GET', `${path}/f?Qualifier=live`, `lambda:GetFunction ${FUNCTION}`],
      ['POST', `${path}/f/aliases`, `lambda:CreateAlias ${FUNCTION}`],
      ['POST', '/2015-03-31/event-source-mappings', 'lambda:CreateEventSourceMapping *'],
      ['PUT', `${path}/f/code`, `lambda:UpdateFunctionCode ${FUNCTION}`],
      ['PUT', `${path}/f/configuration`, `lambda:UpdateFunctionConfiguration ${FUNCTION}`],
      ['DELETE', `${path}/f`, `lambda:DeleteFunction ${FUNCTION}`],
      ['GET', `${path}/f/versions`, `lambda:ListVersionsByFunction ${FUNCTION}`],
      ['GET', `${path}/f/policy`, `lambda:GetPolicy ${FUNCTION}`],
      ['GET', '/2020-06-30/functions/f/code-signing-config', `lambda:GetFunctionCodeSigningConfig ${FUNCTION}`],
      ['GET', '/2019-09-30/functions/f/concurrency', `lambda:GetFunctionConcurrency ${FUNCTION}`],
      ['GET', `/2017-03-31/tags/${encodeURIComponent(FUNCTION)}`, `lambda:ListTags ${FUNCTION}`],
      ['POST', `/2017-03-31/tags/${encodeURIComponent(FUNCTION)}`, `lambda:TagResource ${FUNCTION}`],
      ['DELETE', `/2017-03-31/tags/${encodeURIComponent(FUNCTION)}`, `lambda:UntagResource ${FUNCTION}`],
    ];
    for (const [method, target, needs] of rows) {
      expect(await needsOf(lambdaAuthorization(PLACE, functions), { method, target }), target).to.deep.equal([needs]);
    }
  });

  it('is a PassRole, too, where a role is given', async () => {
    const body = JSON.stringify({ FunctionName: 'f', Role: ROLE });
    const create = { target: '/2015-03-31/functions', body };
    expect(await needsOf(lambdaAuthorization(PLACE, functions), create)).to.deep.equal([
      `lambda:CreateFunction ${FUNCTION}`,
      `iam:PassRole ${ROLE}`,
    ]);
  });

  it('is something that nobody grants but by a wildcard, where the operation is unknown', async () => {
    const unknown = { target: '/2015-03-31/nothing' };
    expect(await needsOf(lambdaAuthorization(PLACE, functions), unknown)).to.deep.equal(['lambda:POST nothing *']);
  });
});

describe('what a call of CloudWatch needs', () => {
  it('is the action of its name, on each protocol, and gives the namespace', async () => {
    const target = { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData' };
    const json = { headers: target, body: JSON.stringify({ Namespace: 'N', MetricData: [] }) };
    const query = { body: 'Action=PutMetricData&Version=2010-08-01&Namespace=N' };
    for (const call of [json, query]) {
      const { permissions } = await cloudWatchAuthorization().needs(wireRequest(call));
      const keys = { 'cloudwatch:namespace': 'N' };
      expect(permissions).to.deep.equal([{ action: 'cloudwatch:PutMetricData', resource: '*', keys }]);
    }
    const listing = { body: 'Action=ListMetrics&Version=2010-08-01' };
    expect(await needsOf(cloudWatchAuthorization(), listing)).to.deep.equal(['cloudwatch:ListMetrics *']);
  });
});

describe('what a call of IAM needs', () => {
  it('is the action of its name on the role', async () => {
    const iam = iamAuthorization({
      accountId: '123456789012',
      roleArnOf: (name) => `arn:aws:iam::123456789012:role/p/${name}`,
      boundaryOf: () => undefined,
      profileArnOf: (name) => `arn:aws:iam::123456789012:instance-profile/${name}`,
    });
    const ask = (body: string) => needsOf(iam, { body });
    expect(await ask('Action=GetRole&RoleName=r')).to.deep.equal(['iam:GetRole arn:aws:iam::123456789012:role/p/r']);
    expect(await ask('Action=PutRolePolicy&RoleName=r')).to.deep.equal([
      'iam:PutRolePolicy arn:aws:iam::123456789012:role/p/r',
    ]);
    expect(await ask('Action=CreateRole&RoleName=r&Path=/new/')).to.deep.equal([
      'iam:CreateRole arn:aws:iam::123456789012:role/new/r',
    ]);
    expect(await ask('Action=ListRoles')).to.deep.equal(['iam:ListRoles arn:aws:iam::123456789012:role/']);
  });
});

describe('what a call of S3 needs', () => {
  const s3 = s3Authorization({ bucketPolicy: (bucket) => (bucket === 'none' ? undefined : {}) });
  const BUCKET = 'arn:aws:s3:::b';

  it('is the action that AWS names on the bucket', async () => {
    const rows: readonly (readonly [string, string, string])[] = [
      ['PUT', '/b', 's3:CreateBucket'],
      ['DELETE', '/b', 's3:DeleteBucket'],
      ['HEAD', '/b', 's3:ListBucket'],
      ['GET', '/b?location', 's3:GetBucketLocation'],
      ['GET', '/b', 's3:ListBucket'],
      ['GET', '/b?list-type=2&prefix=x', 's3:ListBucket'],
      ['GET', '/b?versions', 's3:ListBucketVersions'],
      ['GET', '/b?uploads', 's3:ListBucketMultipartUploads'],
      ['PUT', '/b?versioning', 's3:PutBucketVersioning'],
      ['GET', '/b?encryption', 's3:GetEncryptionConfiguration'],
      ['DELETE', '/b?encryption', 's3:PutEncryptionConfiguration'],
      ['PUT', '/b?publicAccessBlock', 's3:PutBucketPublicAccessBlock'],
      ['PUT', '/b?policy', 's3:PutBucketPolicy'],
      ['DELETE', '/b?policy', 's3:DeleteBucketPolicy'],
      ['GET', '/b?policyStatus', 's3:GetBucketPolicyStatus'],
      ['DELETE', '/b?ownershipControls', 's3:PutBucketOwnershipControls'],
      ['PUT', '/b?lifecycle', 's3:PutLifecycleConfiguration'],
      ['DELETE', '/b?tagging', 's3:PutBucketTagging'],
      ['GET', '/b?acl', 's3:GetBucketAcl'],
      ['GET', '/b?cors', 's3:GetBucketCORS'],
      ['GET', '/b?website', 's3:GetBucketWebsite'],
      ['GET', '/b?logging', 's3:GetBucketLogging'],
    ];
    for (const [method, target, action] of rows) {
      expect(await needsOf(s3, { method, target }), `${method} ${target}`).to.deep.equal([`${action} ${BUCKET}`]);
    }
    expect(await needsOf(s3, { method: 'GET', target: '/' })).to.deep.equal(['s3:ListAllMyBuckets *']);
  });

  it('is the action that AWS names on the object, whatever its key', async () => {
    const rows: readonly (readonly [string, string, ...string[]])[] = [
      ['GET', '', 's3:GetObject'],
      ['GET', '?versionId=null', 's3:GetObjectVersion'],
      ['HEAD', '', 's3:GetObject'],
      ['PUT', '', 's3:PutObject'],
      ['DELETE', '', 's3:DeleteObject'],
      ['GET', '?attributes', 's3:GetObject', 's3:GetObjectAttributes'],
      ['POST', '?uploads', 's3:PutObject'],
      ['PUT', '?uploadId=u&partNumber=1', 's3:PutObject'],
      ['POST', '?uploadId=u', 's3:PutObject'],
      ['DELETE', '?uploadId=u', 's3:AbortMultipartUpload'],
      ['GET', '?uploadId=u', 's3:ListMultipartUploadParts'],
      ['GET', '?tagging', 's3:GetObjectTagging'],
      ['PUT', '?tagging', 's3:PutObjectTagging'],
      ['DELETE', '?tagging', 's3:DeleteObjectTagging'],
    ];
    for (const [method, query, ...actions] of rows) {
      const target = `/b/a%20b/%C3%A9${query}`;
      const needs = actions.map((action) => `${action} ${BUCKET}/a b/é`);
      expect(await needsOf(s3, { method, target }), `${method} ${query}`).to.deep.equal(needs);
    }
  });

  it('is reading the source, too, for a copy', async () => {
    for (const [version, action] of [
      ['', 's3:GetObject'],
      ['?versionId=null', 's3:GetObjectVersion'],
      ['?x=1&versionId=null', 's3:GetObjectVersion'],
    ]) {
      const headers = { 'x-amz-copy-source': `/other/a%20b${version}` };
      for (const target of ['/b/k', '/b/k?uploadId=u&partNumber=1']) {
        expect(await needsOf(s3, { method: 'PUT', target, headers })).to.deep.equal([
          `${action} arn:aws:s3:::other/a b`,
          `s3:PutObject ${BUCKET}/k`,
        ]);
      }
    }
  });

  it('is nothing for a bucket that does not exist: the service says so itself', async () => {
    expect(await needsOf(s3, { method: 'GET', target: '/none/k' })).to.deep.equal([]);
    expect(await needsOf(s3, { method: 'PUT', target: '/none' })).to.deep.equal(['s3:CreateBucket arn:aws:s3:::none']);
  });

  it('gives parameters and headers of the request as condition keys', async () => {
    const headers = { authorization: 'AWS4-HMAC-SHA256', 'x-amz-server-side-encryption': 'AES256' };
    const { permissions } = await s3.needs(
      wireRequest({ method: 'GET', target: '/b?prefix=a%2F&max-keys=1', headers }),
    );
    expect(permissions[0]?.keys).to.deep.equal({
      's3:authType': 'REST-HEADER',
      's3:signatureversion': 'AWS4-HMAC-SHA256',
      's3:prefix': 'a/',
      's3:max-keys': '1',
      's3:x-amz-server-side-encryption': 'AES256',
    });
  });
});
