import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { element, S3Fixture } from '../s3-fixture.ts';

const Bucket = 'bucket';
const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html';

/** `yyyyMMddTHHmmssZ` of a moment so many seconds from now. */
function longFormat(secondsFromNow: number): string {
  return new Date(Date.now() + secondsFromNow * 1000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

function presigned(parameters: Readonly<Record<string, string | undefined>>): string {
  const all: Record<string, string | undefined> = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'test/20261127/us-east-1/s3/aws4_request',
    'X-Amz-Date': longFormat(0),
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0'.repeat(64),
    ...parameters,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value);
  return `/bucket/key?${query}`;
}

describe('S3 presigned addresses', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'key', Body: 'content' }));
  });
  afterEach(() => s3.close());

  const get = (parameters: Readonly<Record<string, string | undefined>>) =>
    s3.send({ method: 'GET', target: presigned(parameters) });

  rule(
    {
      table: 's3',
      id: 'presigned.expired',
      aws: 'a presigned address that is past X-Amz-Expires: AccessDenied "Request has expired", with the times',
      here: 'same',
      wording: 'AWS',
      source: `${PAGE}, error texts in minio/minio#6160`,
    },
    async () => {
      expect((await get({})).text).to.equal('content');
      const late = await get({ 'X-Amz-Date': longFormat(-61) });
      expect([late.status, element(late, 'Code'), element(late, 'Message')]).to.deep.equal([
        403,
        'AccessDenied',
        'Request has expired',
      ]);
      expect(element(late, 'X-Amz-Expires')).to.equal('60');
      expect(Date.parse(element(late, 'ServerTime') ?? '')).to.be.greaterThan(
        Date.parse(element(late, 'Expires') ?? ''),
      );
      const early = await get({ 'X-Amz-Date': longFormat(3600) });
      expect([early.status, element(early, 'Message')]).to.deep.equal([403, 'Request is not valid yet']);
    },
  );

  it('of signature version 2 expire, too', async () => {
    const target = (expires: string) => `/bucket/key?AWSAccessKeyId=test&Signature=abc&Expires=${expires}`;
    expect((await s3.send({ method: 'GET', target: target('9999999999') })).status).to.equal(200);
    const late = await s3.send({ method: 'GET', target: target('1000000000') });
    expect([late.status, element(late, 'Message')]).to.deep.equal([403, 'Request has expired']);
    expect(element(late, 'Expires')).to.equal('2001-09-09T01:46:40Z');
  });

  const wrong: [parameters: Record<string, string | undefined>, message: string][] = [
    [{ 'X-Amz-Expires': 'soon' }, 'X-Amz-Expires should be a number'],
    [{ 'X-Amz-Expires': '-1' }, 'X-Amz-Expires must be non-negative'],
    [
      { 'X-Amz-Expires': '604801' },
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    ],
    [
      { 'X-Amz-Date': '2026-11-27' },
      'X-Amz-Date must be in the ISO8601 Long Format &quot;yyyyMMdd&apos;T&apos;HHmmss&apos;Z&apos;&quot;',
    ],
    [
      { 'X-Amz-Date': undefined },
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    ],
  ];
  for (const [parameters, message] of wrong) {
    it(`refuse ${JSON.stringify(parameters)}`, async () => {
      const refused = await get(parameters);
      expect([refused.status, element(refused, 'Code'), element(refused, 'Message')]).to.deep.equal([
        400,
        'AuthorizationQueryParametersError',
        message,
      ]);
    });
  }

  it('carry metadata, tags and storage class as SDKs put them there', async () => {
    const moved = {
      'x-amz-meta-by': 'hand',
      'x-amz-tagging': 'a=1',
      'x-amz-storage-class': 'STANDARD_IA',
    };
    const target = presigned(moved);
    expect((await s3.send({ method: 'PUT', target, body: 'new' })).status).to.equal(200);
    const { headers } = await s3.send({ method: 'HEAD', target: '/bucket/key' });
    expect(headers).to.include({
      'x-amz-meta-by': 'hand',
      'x-amz-tagging-count': '1',
      'x-amz-storage-class': 'STANDARD_IA',
    });
  });
});
