import { createHash } from 'node:crypto';
import {
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { S3Fixture } from './s3-fixture.ts';

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
});
