import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';

describe('S3 objects', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
  });
  after(() => s3.close());

  it('come back with the MD5 as ETag and the headers and metadata they were put with', async () => {
    const put = new PutObjectCommand({
      Bucket,
      Key: 'page.html',
      Body: 'hello world',
      ContentType: 'text/html',
      CacheControl: 'no-cache',
      ContentDisposition: 'attachment; filename="x.html"',
      ContentEncoding: 'identity',
      ContentLanguage: 'de',
      Metadata: { colour: 'blue', 'a-b': 'c' },
      StorageClass: 'STANDARD_IA',
      Tagging: 'k=v%20w&l=',
    });
    // MD5 of "hello world" by md5sum.
    expect((await s3.client.send(put)).ETag).to.equal('"5eb63bbbe01eeed093cb22bb8f5acdc3"');
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'page.html' }));
    expect(await got.Body?.transformToString()).to.equal('hello world');
    expect(got).to.include({
      ETag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"',
      ContentLength: 11,
      ContentType: 'text/html',
      CacheControl: 'no-cache',
      ContentDisposition: 'attachment; filename="x.html"',
      ContentEncoding: 'identity',
      ContentLanguage: 'de',
      StorageClass: 'STANDARD_IA',
      ServerSideEncryption: 'AES256',
      AcceptRanges: 'bytes',
      TagCount: 2,
    });
    expect(got.Metadata).to.deep.equal({ colour: 'blue', 'a-b': 'c' });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'page.html' }));
    expect(head).to.include({ ContentLength: 11, ContentType: 'text/html', StorageClass: 'STANDARD_IA' });
  });

  it('of no type are binary/octet-stream', async () => {
    await s3.send({ method: 'PUT', target: '/bucket/plain', body: 'x' });
    expect((await s3.send({ method: 'GET', target: '/bucket/plain' })).headers['content-type']).to.equal(
      'binary/octet-stream',
    );
  });

  // Ranges of RFC 9110, 14.1.2 over the ten bytes "0123456789".
  const ranges: [range: string, status: number, text: string, contentRange: string | undefined][] = [
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=4-2', 200, '0123456789', undefined],
    ['bytes=--1', 200, '0123456789', undefined],
    ['bytes=0-1,3-4', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
  ];
  for (const [range, status, text, contentRange] of ranges) {
    it(`answer Range "${range}" with ${status} and "${text}"`, async () => {
      const response = await s3.send({ method: 'GET', target: '/bucket/digits', headers: { range } });
      expect([response.status, response.text, response.headers['content-range']]).to.deep.equal([
        status,
        text,
        contentRange,
      ]);
    });
  }

  for (const range of ['bytes=10-', 'bytes=10-12', 'bytes=-0']) {
    it(`refuse Range "${range}" with 416`, async () => {
      const response = await s3.send({ method: 'GET', target: '/bucket/digits', headers: { range } });
      expect(response.status).to.equal(416);
      expect(element(response, 'Code')).to.equal('InvalidRange');
      expect(element(response, 'ActualObjectSize')).to.equal('10');
      expect(element(response, 'RangeRequested')).to.equal(range);
    });
  }

  it('of more than a buffer are streamed, whole and by range', async () => {
    const body = Buffer.alloc(1_500_000, 'abcdefg');
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'large', Body: body }));
    const whole = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    expect(body.equals((await whole.Body?.transformToByteArray()) ?? Buffer.alloc(0))).to.equal(true);
    const part = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'large', Range: 'bytes=100-1000099' }));
    expect(body.subarray(100, 1_000_100).equals((await part.Body?.transformToByteArray()) ?? Buffer.alloc(0))).to.equal(
      true,
    );
    expect(part.ContentLength).to.equal(1_000_000);
  });

  it('of no bytes can be put and got', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: '' }));
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'empty' }));
    expect([await got.Body?.transformToString(), got.ContentLength]).to.deep.equal(['', 0]);
  });

  it('take response headers from the query', async () => {
    const query = 'response-content-type=text%2Fplain&response-content-disposition=inline%3B%20filename%3D%22%C3%BC%22';
    const response = await s3.send({ method: 'GET', target: `/bucket/digits?${query}` });
    expect(response.headers['content-type']).to.equal('text/plain');
    expect(Buffer.from(response.headers['content-disposition'] ?? '', 'latin1').toString('utf8')).to.equal(
      'inline; filename="ü"',
    );
    const split = await s3.send({ method: 'GET', target: '/bucket/digits?response-expires=a%0D%0Ab' });
    expect([split.status, element(split, 'Code')]).to.deep.equal([400, 'InvalidArgument']);
  });

  it('that do not exist are NoSuchKey, on HEAD without a body', async () => {
    const get = new GetObjectCommand({ Bucket, Key: 'missing' });
    expect(await refusal(s3.client.send(get))).to.equal('NoSuchKey: The specified key does not exist.');
    const response = await s3.send({ method: 'GET', target: '/bucket/missing' });
    // As recorded from AWS, whatever its documents show: no Resource.
    expect([element(response, 'Key'), element(response, 'Resource')]).to.deep.equal(['missing', undefined]);
    expect((await s3.send({ method: 'HEAD', target: '/bucket/missing' })).status).to.equal(404);
    const version = await s3.send({ method: 'GET', target: '/bucket/digits?versionId=abc' });
    expect(element(version, 'Message')).to.equal('Invalid version id specified');
  });

  it('can be deleted one by one and many at once, existing or not', async () => {
    const keys = ['x/1', 'x/2 & <3>', 'x/line\r\nbreak', 'x/4'];
    for (const Key of keys) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'x/4' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'x/4' }));
    const many = new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } });
    expect((await s3.client.send(many)).Deleted?.map(({ Key }) => Key)).to.deep.equal(keys);
    const left = await s3.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'x/' }));
    expect(left.KeyCount).to.equal(0);
  });

  it('are deleted quietly when asked', async () => {
    const Delete = { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: 'v9' }], Quiet: true };
    const result = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(result.Deleted).to.equal(undefined);
    expect(result.Errors?.map(({ Key, Code }) => [Key, Code])).to.deep.equal([['b', 'NoSuchVersion']]);
  });

  it('need an integrity header to be deleted in bulk', async () => {
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    const response = await s3.send({ method: 'POST', target: '/bucket?delete', body });
    expect(element(response, 'Message')).to.equal(
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  });
});
