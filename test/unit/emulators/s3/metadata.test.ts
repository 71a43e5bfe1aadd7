import { CopyObjectCommand, CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';

describe('The user metadata of an S3 object', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  after(() => s3.close());

  const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  // Base64 by `printf %s "é" | base64`.
  const values: [sent: string, got: string][] = [
    ['plain =? text', 'plain =? text'],
    [latin1('é'), '=?UTF-8?B?w6k=?='],
    ['=?UTF-8?B?w6k=?=', '=?UTF-8?B?w6k=?='],
    ['=?UTF-8?Q?=C3=A9?=', '=?UTF-8?B?w6k=?='],
    ['=?UTF-8?B?aGVsbG8=?=', 'hello'],
    ['=?utf-8?q?a_b?=', 'a b'],
    ['=?UTF-8?B?YQpi?=', '=?UTF-8?B?YQpi?='],
    ['=?koi8-r?B?aGVsbG8=?=', '=?koi8-r?B?aGVsbG8=?='],
  ];
  for (const [sent, got] of values) {
    it(`sent as ${JSON.stringify(sent)} comes back as ${got}`, async () => {
      const headers = { 'x-amz-meta-a': sent };
      await s3.send({ method: 'PUT', target: '/bucket/key', headers, body: '' });
      await s3.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: 'bucket/key' }));
      for (const target of ['/bucket/key', '/bucket/copy']) {
        const response = await s3.send({ method: 'HEAD', target });
        expect(response.headers['x-amz-meta-a']).to.equal(got);
      }
    });
  }

  const codings: [sent: string, got: string | undefined][] = [
    ['deflate, gzip', 'deflate, gzip'],
    ['aws-chunked', undefined],
    ['aws-chunked, deflate, gzip', 'deflate, gzip'],
    ['gzip,aws-chunked', 'gzip'],
  ];
  for (const [sent, got] of codings) {
    it(`goes with a Content-Encoding "${sent}" that comes back as ${got}`, async () => {
      await s3.send({ method: 'PUT', target: '/bucket/coded', headers: { 'content-encoding': sent }, body: '' });
      const response = await s3.send({ method: 'HEAD', target: '/bucket/coded' });
      expect(response.headers['content-encoding']).to.equal(got);
    });
  }
});
