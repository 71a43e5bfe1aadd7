import { CreateBucketCommand, GetObjectCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { element, S3Fixture } from '../s3-fixture.ts';

const Bucket = 'bucket';
const POLICY_PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html';
const POST_PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html';
const BOUNDARY = '----form';
/** Stands for the name of the file that is sent. */
const FILE_NAME = ['$', '{filename}'].join('');
const SIGNED = {
  'x-amz-algorithm': 'AWS4-HMAC-SHA256',
  'x-amz-credential': 'test/20261127/us-east-1/s3/aws4_request',
  'x-amz-date': '20261127T000000Z',
};

function formOf(fields: Readonly<Record<string, string>>, file: string | Buffer | undefined): Buffer {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="cat.jpg"\r\nContent-Type: image/png\r\n\r\n`;
  const last = file === undefined ? [] : [Buffer.from(head), Buffer.from(file), Buffer.from('\r\n')];
  return Buffer.concat([Buffer.from(parts.join('')), ...last, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const conditionsOf = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([name, value]) => ({ [name]: value }));

describe('S3 uploads by forms', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const send = (fields: Readonly<Record<string, string>>, file?: string | Buffer) =>
    s3.send({
      method: 'POST',
      target: '/bucket',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: formOf(fields, file),
    });

  /** With a policy of conditions that fit the fields, and these. */
  const sendSigned = (
    fields: Readonly<Record<string, string>>,
    file: string | Buffer,
    more: readonly unknown[] = [],
    expiration = '2100-01-01T00:00:00.000Z',
  ) => {
    const conditions = [{ bucket: Bucket }, ...conditionsOf(SIGNED), ...more];
    const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
    return send({ ...fields, ...SIGNED, policy, 'x-amz-signature': '0'.repeat(64) }, file);
  };

  rule(
    {
      table: 's3',
      id: 'forms.upload',
      aws: 'a form of multipart/form-data puts its file, with the fields as headers and the file name in the key',
      here: 'same',
      note: 'the policy is enforced, its signature is not verified',
      wording: 'none',
      source: POST_PAGE,
    },
    async () => {
      const fields = {
        key: `images/${FILE_NAME}`,
        'Content-Type': 'image/jpeg',
        'x-amz-meta-by': 'form',
        tagging: '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>',
      };
      const body = Buffer.alloc(700_000, `x\r\n--${BOUNDARY.slice(0, 4)}`);
      const more = [['starts-with', '$key', 'images/'], ...conditionsOf(fields).slice(1)];
      const posted = await sendSigned(fields, body, more);
      expect([posted.status, posted.text]).to.deep.equal([204, '']);
      const Key = 'images/cat.jpg';
      const got = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
      expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(body)).to.equal(true);
      expect([got.ContentType, got.Metadata, posted.headers.etag]).to.deep.equal([
        'image/jpeg',
        { by: 'form' },
        got.ETag,
      ]);
      const { TagSet } = await s3.client.send(new GetObjectTaggingCommand({ Bucket, Key }));
      expect(TagSet).to.deep.equal([{ Key: 'a', Value: '1' }]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'forms.success',
      aws: 'success_action_status 201 answers with a document, 200 without; success_action_redirect goes on with bucket, key and etag',
      here: 'same',
      wording: 'none',
      source: POST_PAGE,
    },
    async () => {
      const created = await send({ key: 'a', success_action_status: '201' }, 'x');
      const members = ['Bucket', 'Key', 'ETag'].map((name) => element(created, name));
      // MD5 of "x" by md5sum.
      const md5 = '9dd4e461268c8034f5c8564e155c67a6';
      expect([created.status, ...members]).to.deep.equal([201, 'bucket', 'a', `&quot;${md5}&quot;`]);
      expect((await send({ key: 'a', success_action_status: '200' }, 'x')).status).to.equal(200);
      expect((await send({ key: 'a', success_action_status: '404' }, 'x')).status).to.equal(204);
      const redirected = await send({ key: 'a', success_action_redirect: 'http://example.com/done?x=1' }, 'x');
      expect([redirected.status, redirected.headers.location]).to.deep.equal([
        303,
        `http://example.com/done?x=1&bucket=bucket&key=a&etag=%22${md5}%22`,
      ]);
    },
  );

  const refusals: [why: string, send: () => ReturnType<typeof send>, answer: [number, string, string]][] = [
    [
      'a condition that does not hold',
      () => sendSigned({ key: 'b' }, 'x', [['eq', '$key', 'a']]),
      [403, 'AccessDenied', 'Invalid according to Policy: Policy Condition failed: ["eq", "$key", "a"]'],
    ],
    [
      'a field without a condition',
      () => sendSigned({ key: 'a', 'x-amz-meta-extra': '1' }, 'x', [{ key: 'a' }]),
      [403, 'AccessDenied', 'Invalid according to Policy: Extra input fields: x-amz-meta-extra'],
    ],
    [
      'a policy that has expired',
      () => sendSigned({ key: 'a' }, 'x', [{ key: 'a' }], '2020-01-01T00:00:00Z'),
      [403, 'AccessDenied', 'Invalid according to Policy: Policy expired.'],
    ],
    [
      'a file above its range',
      () => sendSigned({ key: 'a' }, '123456', [{ key: 'a' }, ['content-length-range', 1, 5]]),
      [400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'],
    ],
    [
      'a file below its range',
      () => sendSigned({ key: 'a' }, '', [{ key: 'a' }, ['content-length-range', 1, 5]]),
      [400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size'],
    ],
    [
      'a policy that is no JSON',
      () => send({ key: 'a', ...SIGNED, policy: 'abc', 'x-amz-signature': '0' }, 'x'),
      [400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.'],
    ],
    [
      'a policy without a signature',
      () => send({ key: 'a', policy: 'abc' }, 'x'),
      [
        400,
        'InvalidArgument',
        "Bucket POST must contain a field named 'X-Amz-Algorithm'.  If it is specified, please check the order of the fields.",
      ],
    ],
    [
      'a form without a key',
      () => send({}, 'x'),
      [
        400,
        'InvalidArgument',
        "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      ],
    ],
    [
      'a form without a file',
      () => send({ key: 'a' }),
      [400, 'InvalidArgument', 'POST requires exactly one file upload per request.'],
    ],
    [
      'fields that are too large',
      () => send({ key: 'a', 'x-ignore-it': 'x'.repeat(30_000) }, 'x'),
      [400, 'MaxPostPreDataLengthExceeded', 'Your POST request fields preceding the upload file were too large.'],
    ],
  ];
  for (const [why, refused, [status, code, message]] of refusals) {
    it(`refuse ${why}, and put nothing`, async () => {
      const answer = await refused();
      const text = element(answer, 'Message')?.replaceAll('&quot;', '"').replaceAll('&apos;', "'");
      expect([answer.status, element(answer, 'Code'), text]).to.deep.equal([status, code, message]);
      expect((await s3.send({ method: 'HEAD', target: '/bucket/a' })).status).to.equal(404);
    });
  }

  rule(
    {
      table: 's3',
      id: 'forms.policy',
      aws: 'conditions eq and starts-with, as an object or a list, names in any case; x-ignore- fields need none',
      here: 'same',
      wording: 'AWS',
      source: POLICY_PAGE,
    },
    async () => {
      const more = [['starts-with', '$Key', 'a/'], { 'Content-TYPE': 'text/plain' }, ['content-length-range', 0, 10]];
      const fields = { key: 'a/b', 'content-type': 'text/plain', 'x-ignore-it': '1' };
      expect((await sendSigned(fields, 'x', more)).status).to.equal(204);
    },
  );

  it('refuse a body that is no form', async () => {
    const plain = await s3.send({
      method: 'POST',
      target: '/bucket',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    expect([plain.status, element(plain, 'Condition')]).to.deep.equal([
      412,
      'Bucket POST must be of the enclosure-type multipart/form-data',
    ]);
    const cut = await s3.send({
      method: 'POST',
      target: '/bucket',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: formOf({ key: 'a' }, 'content').subarray(0, -20),
    });
    expect([cut.status, element(cut, 'Code')]).to.deep.equal([400, 'MalformedPOSTRequest']);
    expect((await s3.send({ method: 'HEAD', target: '/bucket/a' })).status).to.equal(404);
  });
});
