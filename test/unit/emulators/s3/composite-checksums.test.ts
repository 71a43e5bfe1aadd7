import { createHash } from 'node:crypto';
import {
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectAttributesCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const Key = 'key';
const FIRST = Buffer.alloc(5 * 1024 * 1024, 'a');
const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/s3/test_s3.snapshot.json';

const sha256 = (...bytes: Buffer[]) => createHash('sha256').update(Buffer.concat(bytes)).digest();

describe('S3 checksums of multipart objects', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const begin = async (ChecksumAlgorithm?: ChecksumAlgorithm) =>
    (await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm }))).UploadId ?? '';

  rule(
    {
      table: 's3',
      id: 'checksums.composite',
      aws: 'parts of a composite checksum are listed with their own by GetObjectAttributes, and read by PartNumber',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      const bodies = [FIRST, Buffer.from('second')];
      const UploadId = await begin('SHA256');
      const Parts = [];
      for (const [index, Body] of bodies.entries()) {
        const part = { Bucket, Key, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm: 'SHA256' as const };
        const { ETag, ChecksumSHA256 } = await s3.client.send(new UploadPartCommand(part));
        Parts.push({ PartNumber: index + 1, ETag, ChecksumSHA256 });
      }
      await s3.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
      const parts = bodies.map((body) => sha256(body).toString('base64'));
      const whole = sha256(...bodies.map((body) => sha256(body))).toString('base64');
      const ask = { Bucket, Key, ObjectAttributes: ['Checksum' as const, 'ObjectParts' as const] };
      const all = await s3.client.send(new GetObjectAttributesCommand(ask));
      expect(all.Checksum).to.deep.equal({ ChecksumSHA256: whole, ChecksumType: 'COMPOSITE' });
      expect(all.ObjectParts).to.deep.equal({
        TotalPartsCount: 2,
        PartNumberMarker: '0',
        NextPartNumberMarker: '2',
        MaxParts: 1000,
        IsTruncated: false,
        Parts: bodies.map(({ length }, index) => ({
          PartNumber: index + 1,
          Size: length,
          ChecksumSHA256: parts[index],
        })),
      });
      const page = await s3.client.send(new GetObjectAttributesCommand({ ...ask, MaxParts: 1, PartNumberMarker: '1' }));
      expect(page.ObjectParts?.Parts?.map(({ PartNumber }) => PartNumber)).to.deep.equal([2]);
      const head = async (PartNumber?: number) => {
        const input = { Bucket, Key, PartNumber, ChecksumMode: 'ENABLED' as const };
        const { ChecksumSHA256, ChecksumType } = await s3.client.send(new HeadObjectCommand(input));
        return [ChecksumSHA256, ChecksumType];
      };
      expect(await head(2)).to.deep.equal([parts[1], 'COMPOSITE']);
      expect(await head()).to.deep.equal([`${whole}-2`, 'COMPOSITE']);
    },
  );

  rule(
    {
      table: 's3',
      id: 'checksums.list-parts',
      aws: 'ListParts shows no checksums in an upload that was begun without an algorithm, whatever the parts came with',
      here: 'same',
      wording: 'none',
      source:
        'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/s3/test_s3_list_operations.snapshot.json',
    },
    async () => {
      const UploadId = await begin();
      const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'x', ChecksumAlgorithm: 'CRC32' as const };
      await s3.client.send(new UploadPartCommand(part));
      const { Parts } = await s3.client.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      expect(Object.keys(Parts?.[0] ?? {}).sort()).to.deep.equal(['ETag', 'LastModified', 'PartNumber', 'Size']);
    },
  );

  const INVALID_PART =
    "InvalidPart: One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  const WRONG = 'AAAAAA==';
  /** Completes an upload of one part, whose checksums in the document, and the request's other members, are given. */
  const completion = async (
    kind: Pick<CreateMultipartUploadCommandInput, 'ChecksumAlgorithm' | 'ChecksumType'>,
    checksums: (crc32: string) => Partial<CompletedPart>,
    more: (crc32: string) => Partial<CompleteMultipartUploadCommandInput> = () => ({}),
  ) => {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...kind }));
    const { ChecksumAlgorithm } = kind;
    const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'x', ChecksumAlgorithm };
    const { ETag, ChecksumCRC32 = '' } = await s3.client.send(new UploadPartCommand(part));
    const Parts = [{ PartNumber: 1, ETag, ...checksums(ChecksumCRC32) }];
    const input = { Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more(ChecksumCRC32) };
    return refusal(s3.client.send(new CompleteMultipartUploadCommand(input)));
  };

  rule(
    {
      table: 's3',
      id: 'checksums.complete-parts',
      aws: 'CompleteMultipartUpload with part checksums: InvalidPart where the upload has no algorithm or a value is wrong, BadDigest where it is of another algorithm than a composite’s',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const composite = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'COMPOSITE' } as const;
      expect(await completion({}, () => ({ ChecksumCRC32: WRONG }))).to.equal(INVALID_PART);
      expect(await completion(composite, () => ({ ChecksumCRC32: WRONG }))).to.equal(INVALID_PART);
      expect(await completion(composite, () => ({ ChecksumSHA1: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }))).to.equal(
        'BadDigest: The sha1 you specified for part 1 did not match what we received.',
      );
      expect(await completion(composite, () => ({}))).to.equal(
        'InvalidRequest: The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.',
      );
    },
  );

  rule(
    {
      table: 's3',
      id: 'checksums.complete-object',
      aws: 'CompleteMultipartUpload with a checksum of the object: BadDigest where it is wrong, of another algorithm, or sent without x-amz-checksum-type; that must be the upload’s',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const whole = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
      const bad = 'BadDigest: The crc32 you specified did not match the calculated checksum.';
      const none = () => ({});
      const typed = { ChecksumType: 'FULL_OBJECT' } as const;
      expect(await completion(whole, none, () => ({ ChecksumCRC32: WRONG, ...typed }))).to.equal(bad);
      expect(await completion(whole, none, (ChecksumCRC32) => ({ ChecksumCRC32 }))).to.equal(bad);
      expect(await completion(whole, none, () => ({ ChecksumCRC32C: WRONG, ...typed }))).to.equal(bad);
      const mode = (type: string) =>
        `InvalidRequest: The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`;
      expect(await completion(whole, none, () => ({ ChecksumType: 'COMPOSITE' }))).to.equal(mode('FULL_OBJECT'));
      expect(await completion({}, none, () => typed)).to.equal(mode('null'));
    },
  );
});
