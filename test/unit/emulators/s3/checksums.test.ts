import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ChecksumAlgorithm,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { startChecksum } from '../../../../emulators/s3/wire/checksums.ts';
import { element, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const DIGITS = '123456789';
// Check values of the CRC catalogue (reveng.sourceforge.io) for "123456789"; SHA digests by sha1sum and sha256sum.
const CHECK_VALUES: [algorithm: ChecksumAlgorithm, hex: string][] = [
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
  ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
];
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

describe('S3 checksums', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  after(() => s3.close());

  const put = (headers: Record<string, string>, body: string | Buffer = DIGITS) =>
    s3.send({ method: 'PUT', target: '/bucket/refused', headers, body });

  for (const [algorithm, hex] of CHECK_VALUES) {
    it(`compute ${algorithm}, in one piece and in two`, async () => {
      for (const cut of [0, 4, 9]) {
        const running = startChecksum(algorithm as Parameters<typeof startChecksum>[0]);
        running.update(Buffer.from(DIGITS.slice(0, cut)));
        running.update(Buffer.from(DIGITS.slice(cut)));
        expect(Buffer.from(await running.digest()).toString('hex')).to.equal(hex);
      }
    });

    const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
    it(`verify, keep and return ${header}`, async () => {
      const headers = { [header]: base64(hex) };
      const stored = await s3.send({ method: 'PUT', target: `/bucket/${algorithm}`, headers, body: DIGITS });
      expect([stored.status, stored.headers[header]]).to.deep.equal([200, base64(hex)]);
      const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: algorithm, ChecksumMode: 'ENABLED' }));
      expect(await got.Body?.transformToString()).to.equal(DIGITS);
      expect([got[`Checksum${algorithm}` as 'ChecksumCRC32'], got.ChecksumType]).to.deep.equal([
        base64(hex),
        'FULL_OBJECT',
      ]);
      const plain = await s3.send({ method: 'HEAD', target: `/bucket/${algorithm}` });
      expect(plain.headers[header]).to.equal(undefined);
    });

    it(`refuse a wrong ${header}`, async () => {
      const wrong = await put({ [header]: base64('ff'.repeat(hex.length / 2)) });
      expect([wrong.status, element(wrong, 'Code'), element(wrong, 'Message')]).to.deep.equal([
        400,
        'BadDigest',
        `The ${algorithm} you specified did not match the calculated checksum.`,
      ]);
      const short = await put({ [header]: 'AAA' });
      expect(element(short, 'Message')).to.equal(`Value for ${header} header is invalid.`);
    });
  }

  it('leave nothing behind when they do not match', async () => {
    await put({ 'x-amz-checksum-crc32': base64('00000000') });
    expect((await s3.send({ method: 'HEAD', target: '/bucket/refused' })).status).to.equal(404);
  });

  it('are not returned for a range, whose bytes they do not describe', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'ranged', Body: DIGITS }));
    const part = new GetObjectCommand({ Bucket, Key: 'ranged', Range: 'bytes=0-3', ChecksumMode: 'ENABLED' });
    const got = await s3.client.send(part);
    expect([await got.Body?.transformToString(), got.ChecksumCRC32]).to.deep.equal(['1234', undefined]);
  });

  it('arrive in the trailer when the SDK streams a body of unknown content', async () => {
    for (const [algorithm, hex] of CHECK_VALUES.filter(([name]) => name !== 'CRC64NVME')) {
      const Body = Readable.from([Buffer.from('1234'), Buffer.from('56789')]);
      const Key = `streamed-${algorithm}`;
      await s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: 9, ChecksumAlgorithm: algorithm }));
      const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      expect([head.ContentLength, head[`Checksum${algorithm}` as 'ChecksumCRC32']]).to.deep.equal([9, base64(hex)]);
      expect(head.ContentEncoding).to.equal(undefined);
    }
  });

  it('refuse a wrong or malformed Content-MD5', async () => {
    const wrong = await put({ 'content-md5': base64('00'.repeat(16)) });
    expect(element(wrong, 'Code')).to.equal('BadDigest');
    expect(element(wrong, 'Message')).to.equal('The Content-MD5 you specified did not match what we received.');
    // MD5 of "123456789" by md5sum.
    expect(element(wrong, 'CalculatedDigest')).to.equal(base64('25f9e794323b453885f5181f1b624d0b'));
    // Hexadecimal, unlike the other.
    expect(element(wrong, 'ExpectedDigest')).to.equal('00'.repeat(16));
    const malformed = await put({ 'content-md5': 'abc' });
    expect(element(malformed, 'Message')).to.equal('The Content-MD5 you specified was invalid.');
    expect((await put({ 'content-md5': base64('25f9e794323b453885f5181f1b624d0b') })).status).to.equal(200);
  });

  it('refuse a wrong x-amz-content-sha256', async () => {
    const sha256 = createHash('sha256').update('other').digest('hex');
    const wrong = await put({ 'x-amz-content-sha256': sha256 });
    expect([wrong.status, element(wrong, 'Code')]).to.deep.equal([400, 'XAmzContentSHA256Mismatch']);
    expect(element(wrong, 'ClientComputedContentSHA256')).to.equal(sha256);
    expect(element(await put({ 'x-amz-content-sha256': 'abc' }), 'Code')).to.equal('InvalidArgument');
  });

  it('refuse an algorithm without a value, and two values', async () => {
    expect(element(await put({ 'x-amz-sdk-checksum-algorithm': 'CRC32' }), 'Message')).to.equal(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
    const two = { 'x-amz-checksum-crc32': base64('cbf43926'), 'x-amz-checksum-crc32c': base64('e3069283') };
    expect(element(await put(two), 'Message')).to.equal(
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  });
});
