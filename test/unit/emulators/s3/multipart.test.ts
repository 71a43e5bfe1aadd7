import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const Key = 'big/file';
const FIVE_MIB = 5 * 1024 * 1024;
const FIRST = Buffer.alloc(FIVE_MIB, 'first');
const LAST = Buffer.from('the end');

function md5(...parts: Buffer[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

describe('S3 multipart uploads', () => {
  let s3: S3Fixture;
  /** Uploads begun with a checksum, whose parts alone may be named with theirs. */
  const withChecksum = new Set<string>();
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const create = async (input: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> => {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }));
    if (UploadId === undefined) throw new Error('no upload id');
    if (input.ChecksumAlgorithm !== undefined) withChecksum.add(UploadId);
    return UploadId;
  };
  const upload = async (UploadId: string, PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body });
    const { ETag, ChecksumCRC32 } = await s3.client.send(part);
    return { PartNumber, ETag, ...(withChecksum.has(UploadId) ? { ChecksumCRC32 } : {}) };
  };
  const complete = (UploadId: string, Parts: CompletedPart[], more: object = {}) =>
    s3.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }));

  it('join their parts, over a restart, into one object with the ETag of the parts', async () => {
    const id = await create({
      ChecksumAlgorithm: 'CRC32',
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      Tagging: 'x=y',
    });
    const last = await upload(id, 7, LAST);
    await s3.restart();
    const first = await upload(id, 2, FIRST);
    const etag = `"${md5(md5(FIRST), md5(LAST)).toString('hex')}-2"`;
    expect((await complete(id, [first, last])).ETag).to.equal(etag);
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([FIRST, LAST]))).to.equal(true);
    expect(got).to.include({ ETag: etag, ContentType: 'text/plain', TagCount: 1, ChecksumType: 'COMPOSITE' });
    expect(got.ChecksumCRC32).to.match(/^[A-Za-z0-9+/]{6}==-2$/);
    expect(got.Metadata).to.deep.equal({ a: 'b' });
  });

  it('answer a completion that is sent again with the same result, while the object is still there', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32' });
    const parts = [await upload(id, 1, FIRST), await upload(id, 2, LAST)];
    const atOnce = await Promise.all([complete(id, parts), complete(id, parts)]);
    await s3.restart();
    const again = await complete(id, parts);
    const results = [...atOnce, again];
    expect(new Set(results.map(({ ETag, ChecksumCRC32 }) => `${ETag} ${ChecksumCRC32}`)).size).to.equal(1);
    expect(again.ETag).to.equal(`"${md5(md5(FIRST), md5(LAST)).toString('hex')}-2"`);
    expect(await refusal(complete(id, parts.slice(1)))).to.match(/^NoSuchUpload: /);
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'new' }));
    expect(await refusal(complete(id, parts))).to.match(/^NoSuchUpload: /);
    expect((await s3.send({ method: 'GET', target: '/bucket/big/file' })).text).to.equal('new');
  });

  it('return a single part', async () => {
    const id = await create();
    await complete(id, [await upload(id, 1, FIRST), await upload(id, 2, LAST)]);
    const part = await s3.client.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }));
    expect([await part.Body?.transformToString(), part.PartsCount]).to.deep.equal(['the end', 2]);
    expect(part.ContentRange).to.equal(`bytes ${FIVE_MIB}-${FIVE_MIB + 6}/${FIVE_MIB + 7}`);
    const missing = await s3.send({ method: 'GET', target: '/bucket/big/file?partNumber=3' });
    expect([missing.status, element(missing, 'Code')]).to.deep.equal([416, 'InvalidPartNumber']);
  });

  it('can have a checksum over the whole object', async () => {
    const id = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const parts = [await upload(id, 1, FIRST), await upload(id, 2, LAST)];
    expect(await refusal(complete(id, parts, { ChecksumCRC32: 'AAAAAA==' }))).to.equal(
      'BadDigest: The crc32 you specified did not match the calculated checksum.',
    );
    const { ChecksumCRC32, ChecksumType } = await complete(id, parts);
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'same', Body: Buffer.concat([FIRST, LAST]) }));
    const same = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'same', ChecksumMode: 'ENABLED' }));
    expect([ChecksumCRC32, ChecksumType]).to.deep.equal([same.ChecksumCRC32, 'FULL_OBJECT']);
  });

  // S3 User Guide, "Checking object integrity": full object checksums are for CRC algorithms, and CRC64NVME has no other.
  it('refuse a kind of checksum that the algorithm has not', async () => {
    for (const [ChecksumAlgorithm, ChecksumType] of [
      ['SHA1', 'FULL_OBJECT'],
      ['SHA256', 'FULL_OBJECT'],
      ['CRC64NVME', 'COMPOSITE'],
    ] as const) {
      expect(await refusal(create({ ChecksumAlgorithm, ChecksumType }))).to.equal(
        `InvalidRequest: The ${ChecksumType} checksum type cannot be used with the ${ChecksumAlgorithm.toLowerCase()} checksum algorithm.`,
      );
    }
    expect(await refusal(create({ ChecksumType: 'COMPOSITE' }))).to.equal(
      'InvalidRequest: The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
    for (const [ChecksumAlgorithm, ChecksumType] of [
      ['SHA256', 'COMPOSITE'],
      ['CRC32C', 'FULL_OBJECT'],
      ['CRC64NVME', 'FULL_OBJECT'],
    ] as const) {
      expect(await create({ ChecksumAlgorithm, ChecksumType })).to.not.equal('');
    }
  });

  it('take the last content of a part that is uploaded twice', async () => {
    const id = await create();
    const before = await upload(id, 1, LAST);
    const after = await upload(id, 1, Buffer.from('other'));
    expect(await refusal(complete(id, [before]))).to.match(/^InvalidPart: One or more of the specified parts/);
    await complete(id, [after]);
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).to.equal('other');
  });

  it('refuse parts out of order, unknown or too small', async () => {
    const id = await create();
    const one = await upload(id, 1, LAST);
    const two = await upload(id, 2, LAST);
    expect(await refusal(complete(id, [two, one]))).to.equal(
      'InvalidPartOrder: The list of parts was not in ascending order. Parts must be ordered by part number.',
    );
    expect(await refusal(complete(id, [one, one]))).to.match(/^InvalidPartOrder: /);
    expect(await refusal(complete(id, [one, { ...two, PartNumber: 3 }]))).to.match(/^InvalidPart: /);
    expect(await refusal(complete(id, [one, two]))).to.equal(
      'EntityTooSmall: Your proposed upload is smaller than the minimum allowed size',
    );
    expect(await refusal(complete(id, []))).to.equal('InvalidRequest: You must specify at least one part');
    expect(await refusal(complete(id, [one], { MpuObjectSize: 5 }))).to.equal(
      "InvalidRequest: The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 7",
    );
    expect((await s3.send({ method: 'HEAD', target: '/bucket/big/file' })).status).to.equal(404);
  });

  it('can be conditional on the key being free', async () => {
    const id = await create();
    const part = await upload(id, 1, LAST);
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'first come' }));
    expect(await refusal(complete(id, [part], { IfNoneMatch: '*' }))).to.match(/^PreconditionFailed: /);
    await complete(id, [part]);
  });

  it('copy parts from other objects', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
    const id = await create();
    const target = { Bucket, Key, UploadId: id, PartNumber: 1, CopySource: `${Bucket}/source` };
    const copy = (CopySourceRange: string) => s3.client.send(new UploadPartCopyCommand({ ...target, CopySourceRange }));
    const { CopyPartResult } = await copy('bytes=2-4');
    await complete(id, [{ PartNumber: 1, ...CopyPartResult }]);
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).to.equal('234');
  });

  it('refuse a copied range that is open or outside the source', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
    const id = await create();
    const target = { Bucket, Key, UploadId: id, PartNumber: 1, CopySource: `${Bucket}/source` };
    const copy = (CopySourceRange: string) => s3.client.send(new UploadPartCopyCommand({ ...target, CopySourceRange }));
    expect(await refusal(copy('bytes=2-'))).to.match(/^InvalidArgument: The x-amz-copy-source-range value must be/);
    expect(await refusal(copy('bytes=2-10'))).to.equal(
      'InvalidArgument: Range specified is not valid for source object of size: 10',
    );
    expect(await refusal(copy('bytes=10-12'))).to.equal(
      'InvalidRequest: The specified copy range is invalid for the source object size',
    );
  });

  it('list their parts in pages', async () => {
    const UploadId = await create();
    for (const number of [3, 1, 10]) await upload(UploadId, number, LAST);
    const first = await s3.client.send(new ListPartsCommand({ Bucket, Key, UploadId, MaxParts: 2 }));
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).to.deep.equal([
      [1, 7],
      [3, 7],
    ]);
    expect([first.IsTruncated, first.NextPartNumberMarker]).to.deep.equal([true, '3']);
    const rest = new ListPartsCommand({ Bucket, Key, UploadId, PartNumberMarker: first.NextPartNumberMarker });
    expect((await s3.client.send(rest)).Parts?.map(({ PartNumber }) => PartNumber)).to.deep.equal([10]);
  });

  it('are listed by key and then by age until they are aborted', async () => {
    const [b, a, older] = [await create({ Key: 'b' }), await create({ Key: 'a/x' }), await create({ Key: 'a/y' })];
    const list = (input: object) => s3.client.send(new ListMultipartUploadsCommand({ Bucket, ...input }));
    expect((await list({})).Uploads?.map(({ UploadId }) => UploadId)).to.deep.equal([a, older, b]);
    expect((await list({ Delimiter: '/' })).CommonPrefixes).to.deep.equal([{ Prefix: 'a/' }]);
    const behind = await list({ Delimiter: '/', KeyMarker: 'a/x' });
    expect([behind.CommonPrefixes, behind.Uploads?.map(({ Key: key }) => key)]).to.deep.equal([undefined, ['b']]);
    const page = await list({ MaxUploads: 1 });
    const next = await list({ KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker });
    expect(next.Uploads?.map(({ UploadId }) => UploadId)).to.deep.equal([older, b]);
    await s3.client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'b', UploadId: b }));
    await s3.restart();
    expect((await list({})).Uploads?.map(({ UploadId }) => UploadId)).to.deep.equal([a, older]);
  });

  for (const number of ['0', '10001', '-1', '1.5', 'abc', '', '99999999999999999999']) {
    it(`refuse the part number "${number}"`, async () => {
      const target = `/bucket/key?uploadId=x&partNumber=${number}`;
      const response = await s3.send({ method: 'PUT', target, body: 'x' });
      expect([response.status, element(response, 'Code'), element(response, 'Message')]).to.deep.equal([
        400,
        'InvalidArgument',
        'Part number must be an integer between 1 and 10000, inclusive',
      ]);
    });
  }

  it('that do not exist are NoSuchUpload', async () => {
    for (const [method, query] of [
      ['PUT', 'partNumber=1&'],
      ['GET', ''],
      ['DELETE', ''],
      ['POST', ''],
    ]) {
      const target = `/bucket/key?${query}uploadId=..%2F..%2Fetc`;
      const response = await s3.send({ method: method ?? '', target, body: '' });
      expect([response.status, element(response, 'Code')]).to.deep.equal([404, 'NoSuchUpload']);
    }
  });
});
