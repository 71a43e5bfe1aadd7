import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import fc from 'fast-check';
import { decodeChunked } from '../../../../emulators/s3/wire/chunked-body.ts';
import { element, S3Fixture } from './s3-fixture.ts';

async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const length of lengths) {
    if (start >= bytes.length) return;
    yield bytes.subarray(start, start + length);
    start += length;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

async function decode(encoded: string, lengths: readonly number[] = []): Promise<{ text: string; trailers: object }> {
  const trailers = new Map<string, string>();
  const chunks: Buffer[] = [];
  for await (const chunk of decodeChunked(cut(Buffer.from(encoded), lengths), trailers)) chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString(), trailers: Object.fromEntries(trailers) };
}

describe('aws-chunked bodies', () => {
  // Shapes of docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and -trailers.html.
  const signed =
    '5;chunk-signature=ad80\r\nhello\r\n6;chunk-signature=0055\r\n world\r\n0;chunk-signature=b6c6\r\n\r\n';
  const trailing = 'b\r\nhello world\r\n0\r\nX-Amz-Checksum-Crc32: DUoRhQ==\r\nx-amz-trailer-signature:63bd\r\n\r\n';

  it('lose their sizes and signatures', async () => {
    expect(await decode(signed)).to.deep.equal({ text: 'hello world', trailers: {} });
  });

  it('give their trailers', async () => {
    const trailers = { 'x-amz-checksum-crc32': 'DUoRhQ==', 'x-amz-trailer-signature': '63bd' };
    expect(await decode(trailing)).to.deep.equal({ text: 'hello world', trailers });
  });

  it('may arrive cut anywhere', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 12 }));
    await fc.assert(
      fc.asyncProperty(lengths, fc.constantFrom(signed, trailing), async (pieces, encoded) => {
        expect((await decode(encoded, pieces)).text).to.equal('hello world');
      }),
      { numRuns: 100 },
    );
  });

  describe('over the wire', () => {
    let s3: S3Fixture;
    before(async () => {
      s3 = await S3Fixture.start();
      await s3.client.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    });
    after(() => s3.close());

    const put = (body: string, decodedLength: number, headers: Record<string, string> = {}) => {
      const streaming = {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': `${decodedLength}`,
        'content-encoding': 'aws-chunked,gzip',
      };
      return s3.send({ method: 'PUT', target: '/bucket/key', headers: { ...streaming, ...headers }, body });
    };

    it('are stored decoded, with what is left of Content-Encoding', async () => {
      const stored = await put(trailing, 11, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
      // CRC-32 of "hello world" by gzip: 0d4a1185.
      expect([stored.status, stored.headers['x-amz-checksum-crc32']]).to.deep.equal([200, 'DUoRhQ==']);
      const got = await s3.send({ method: 'GET', target: '/bucket/key' });
      expect([got.text, got.headers['content-encoding']]).to.deep.equal(['hello world', 'gzip']);
    });

    it('may come in HTTP chunks of unknown total, other bodies may not', async () => {
      const http = { 'transfer-encoding': 'chunked', 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
      const target = '/bucket/chunks';
      const stream = (headers: Record<string, string>) => s3.send({ method: 'PUT', target, headers, chunks: [signed] });
      expect((await stream({ ...http, 'x-amz-decoded-content-length': '11' })).status).to.equal(200);
      expect((await s3.send({ method: 'GET', target })).text).to.equal('hello world');
      const refused = await stream({ 'transfer-encoding': 'chunked' });
      expect([refused.status, element(refused, 'Header')]).to.deep.equal([501, 'Transfer-Encoding']);
    });

    const faults: [what: string, body: string, length: number, code: string][] = [
      ['no chunk size', 'zz\r\nhello\r\n0\r\n\r\n', 5, 'InvalidRequest'],
      ['a chunk longer than its size', '3\r\nhello\r\n0\r\n\r\n', 3, 'InvalidRequest'],
      ['an end in the middle', '5\r\nhel', 5, 'IncompleteBody'],
      ['another length than announced', '5\r\nhello\r\n0\r\n\r\n', 6, 'IncompleteBody'],
      ['more than announced', '5\r\nhello\r\n0\r\n\r\n', 4, 'IncompleteBody'],
      ['a trailer that is no header', '5\r\nhello\r\n0\r\nnonsense\r\n\r\n', 5, 'MalformedTrailerError'],
      ['a wrong checksum in the trailer', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 5, 'BadDigest'],
      ['the announced trailer missing', '5\r\nhello\r\n0\r\n\r\n', 5, 'MalformedTrailerError'],
    ];
    for (const [what, body, length, code] of faults) {
      it(`with ${what} are refused with ${code}`, async () => {
        const response = await put(body, length, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
        expect([response.status, element(response, 'Code')]).to.deep.equal([400, code]);
      });
    }
  });
});
