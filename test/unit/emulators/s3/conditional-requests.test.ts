import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const Key = 'key';
// MD5 of "one" by md5sum.
const ETAG_OF_ONE = '"f97c5d29941bfb1b2fdab0874906ab82"';
const PAST = 'Sat, 01 Jan 2000 00:00:00 GMT';
const FUTURE = 'Fri, 01 Jan 2100 00:00:00 GMT';

describe('S3 conditional requests', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'one' }));
  });
  afterEach(() => s3.close());

  // The order of evaluation is that of RFC 9110, 13.2.2.
  const reads: [headers: Record<string, string>, status: number][] = [
    [{ 'if-match': ETAG_OF_ONE }, 200],
    [{ 'if-match': 'f97c5d29941bfb1b2fdab0874906ab82' }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': '"other"' }, 412],
    [{ 'if-match': `"other", ${ETAG_OF_ONE}` }, 200],
    [{ 'if-none-match': ETAG_OF_ONE }, 304],
    [{ 'if-none-match': '"other"' }, 200],
    [{ 'if-modified-since': PAST }, 200],
    // S3 takes no notice of a time that is still to come (recorded on AWS: localstack/localstack, tests/aws/services/s3).
    [{ 'if-modified-since': FUTURE }, 200],
    [{ 'if-modified-since': 'no date' }, 200],
    [{ 'if-unmodified-since': PAST }, 412],
    [{ 'if-unmodified-since': FUTURE }, 200],
    [{ 'if-match': ETAG_OF_ONE, 'if-unmodified-since': PAST }, 200],
    [{ 'if-none-match': ETAG_OF_ONE, 'if-modified-since': PAST }, 304],
    [{ 'if-none-match': '"other"', 'if-modified-since': FUTURE }, 200],
  ];
  for (const [headers, status] of reads) {
    it(`answer ${status} to a read with ${JSON.stringify(headers)}`, async () => {
      const got = await s3.send({ method: 'GET', target: '/bucket/key', headers });
      const head = await s3.send({ method: 'HEAD', target: '/bucket/key', headers });
      expect([got.status, head.status]).to.deep.equal([status, status]);
      if (status === 304) expect([got.text, got.headers.etag]).to.deep.equal(['', ETAG_OF_ONE]);
      if (status === 412) expect(element(got, 'Code')).to.equal('PreconditionFailed');
    });
  }

  it('answer 304 where the object is as old as If-Modified-Since', async () => {
    const { headers } = await s3.send({ method: 'HEAD', target: '/bucket/key' });
    const since = { 'if-modified-since': headers['last-modified'] ?? '' };
    expect((await s3.send({ method: 'GET', target: '/bucket/key', headers: since })).status).to.equal(304);
  });

  it('let a copy and a copied part take no notice of a time that is still to come', async () => {
    const headers = { 'x-amz-copy-source': 'bucket/key', 'x-amz-copy-source-if-modified-since': FUTURE };
    expect((await s3.send({ method: 'PUT', target: '/bucket/copy', headers })).status).to.equal(200);
    const upload = await s3.send({ method: 'POST', target: '/bucket/parts?uploads' });
    const target = `/bucket/parts?partNumber=1&uploadId=${element(upload, 'UploadId')}`;
    expect((await s3.send({ method: 'PUT', target, headers })).status).to.equal(200);
  });

  it('let If-None-Match: * create but not overwrite', async () => {
    const put = (key: string) => new PutObjectCommand({ Bucket, Key: key, Body: 'two', IfNoneMatch: '*' });
    expect(await refusal(s3.client.send(put(Key)))).to.equal(
      'PreconditionFailed: At least one of the pre-conditions you specified did not hold',
    );
    const kept = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await kept.Body?.transformToString()).to.equal('one');
    await s3.client.send(put('new'));
  });

  it('let exactly one of many simultaneous creations win', async () => {
    const puts = Array.from({ length: 20 }, (_, index) =>
      s3.client.send(new PutObjectCommand({ Bucket, Key: 'race', Body: `${index}`, IfNoneMatch: '*' })),
    );
    const results = await Promise.allSettled(puts);
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('let If-Match overwrite only the object it names', async () => {
    const put = (IfMatch: string, key = Key) => new PutObjectCommand({ Bucket, Key: key, Body: 'two', IfMatch });
    expect(await refusal(s3.client.send(put('"other"')))).to.match(/^PreconditionFailed: /);
    expect(await refusal(s3.client.send(put(ETAG_OF_ONE, 'missing')))).to.match(/^NoSuchKey: /);
    await s3.client.send(put(ETAG_OF_ONE));
    expect(await refusal(s3.client.send(put(ETAG_OF_ONE)))).to.match(/^PreconditionFailed: /);
  });

  it('let If-Match guard a deletion', async () => {
    const remove = (IfMatch: string) => s3.client.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));
    expect(await refusal(remove('"other"'))).to.match(/^PreconditionFailed: /);
    await remove(ETAG_OF_ONE);
    expect((await s3.send({ method: 'HEAD', target: '/bucket/key' })).status).to.equal(404);
  });

  it('refuse an If-None-Match on a write that is not *', async () => {
    const headers = { 'if-none-match': '"abc"' };
    const response = await s3.send({ method: 'PUT', target: '/bucket/key', headers, body: 'x' });
    expect([response.status, element(response, 'Header')]).to.deep.equal([501, 'If-None-Match']);
  });
});
