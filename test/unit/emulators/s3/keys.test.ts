import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
/** Longest key: 1,024 bytes in 512 characters. */
const LONGEST = 'é'.repeat(512);
const KEYS = [
  '.',
  '..',
  '../../escape',
  '/',
  '//',
  '/leading',
  'a',
  'a/',
  'a/b',
  'A',
  'a//b',
  'a/../b',
  'a\\b',
  'CON',
  'con.txt:stream',
  'tab\tand\nline\r',
  'null\u0000byte',
  'quote"\'<&>',
  '%2e%2e%2f',
  'plus+space here',
  'ümlaut',
  'u\u0308mlaut',
  '\u{1f600}',
  '__proto__',
  'constructor',
  LONGEST,
];

describe('S3 keys', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    for (const Key of KEYS) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: `of ${Key}` }));
    await s3.restart();
  });
  after(() => s3.close());

  for (const Key of KEYS) {
    it(`may be ${JSON.stringify(Key.length > 40 ? `${Key.slice(0, 8)}...` : Key)}`, async () => {
      const got = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
      expect(await got.Body?.transformToString()).to.equal(`of ${Key}`);
    });
  }

  it('are all listed, in byte order', async () => {
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    const listed = Contents?.map(({ Key }) => decodeURIComponent((Key ?? '').replaceAll('+', ' ')));
    const byBytes = [...KEYS].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect(listed).to.deep.equal(byBytes);
  });

  it("never become paths: there is one file for each, in the bucket's folder", async () => {
    expect(await readdir(join(s3.dataFolder, 'objects', Bucket))).to.have.length(KEYS.length);
    expect((await readdir(s3.dataFolder)).sort()).to.deep.equal(['buckets', 'objects', 'tmp', 'uploads']);
  });

  it('of more than 1,024 bytes are too long', async () => {
    const response = await s3.send({ method: 'PUT', target: `/bucket/${encodeURIComponent(`${LONGEST}a`)}`, body: '' });
    expect([response.status, element(response, 'Code'), element(response, 'Message')]).to.deep.equal([
      400,
      'KeyTooLongError',
      'Your key is too long',
    ]);
    expect([element(response, 'Size'), element(response, 'MaxSizeAllowed')]).to.deep.equal(['1025', '1024']);
  });

  it('take an unescaped plus sign for a space', async () => {
    expect((await s3.send({ method: 'GET', target: '/bucket/plus%2Bspace+here' })).text).to.equal('of plus+space here');
  });
});
