import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const Key = 'key';
const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/s3/test_s3_api.snapshot.json';
const CEPH = 'https://github.com/ceph/s3-tests/blob/master/s3tests/functional/test_s3.py';
const CONFLICT =
  'ConditionalRequestConflict: The conditional request cannot succeed due to a conflicting operation against this resource.';
const FAILED = 'PreconditionFailed: At least one of the pre-conditions you specified did not hold';

describe('S3 conditions on changes', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const put = async (Body: string) => (await s3.client.send(new PutObjectCommand({ Bucket, Key, Body }))).ETag;
  const remove = () => s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
  const begin = async () => {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'joined' };
    const { ETag } = await s3.client.send(new UploadPartCommand(part));
    return (conditions: { IfMatch?: string | undefined; IfNoneMatch?: string }) =>
      s3.client.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
          ...conditions,
        }),
      );
  };

  rule(
    {
      table: 's3',
      id: 'conditions.complete-none-match',
      aws: 'CompleteMultipartUpload with If-None-Match: 412 while the key has an object, 409 when it was deleted since the upload began',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      await put('before');
      const complete = await begin();
      expect(await refusal(complete({ IfNoneMatch: '*' }))).to.equal(FAILED);
      await remove();
      expect(await refusal(complete({ IfNoneMatch: '*' }))).to.equal(CONFLICT);
      const again = await begin();
      await again({ IfNoneMatch: '*' });
    },
  );

  rule(
    {
      table: 's3',
      id: 'conditions.complete-match',
      aws: 'CompleteMultipartUpload with If-Match: 412 for another object, 404 for none, 409 for one that was put since the upload began',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const IfMatch = await put('one');
      const complete = await begin();
      await put('two');
      expect(await refusal(complete({ IfMatch }))).to.equal(FAILED);
      await remove();
      expect(await refusal(complete({ IfMatch }))).to.equal('NoSuchKey: The specified key does not exist.');
      await put('one');
      expect(await refusal(complete({ IfMatch }))).to.equal(CONFLICT);
      const again = await begin();
      await again({ IfMatch });
    },
  );

  rule(
    {
      table: 's3',
      id: 'conditions.write-values',
      aws: 'a write with both conditions, with If-Match: * or with an If-None-Match that is not *: 501 with an additionalMessage',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const refused = async (headers: Record<string, string>) => {
        const answer = await s3.send({ method: 'PUT', target: '/bucket/key', headers, body: 'x' });
        return [answer.status, element(answer, 'Header'), element(answer, 'additionalMessage')];
      };
      const words = (name: string) => `We don&apos;t accept the provided value of ${name} header for this API`;
      expect(await refused({ 'if-match': '*' })).to.deep.equal([501, 'If-Match', words('If-Match')]);
      expect(await refused({ 'if-none-match': '"a"' })).to.deep.equal([501, 'If-None-Match', words('If-None-Match')]);
      expect(await refused({ 'if-match': '"a"', 'if-none-match': '*' })).to.deep.equal([
        501,
        'If-Match,If-None-Match',
        'Multiple conditional request headers present in the request',
      ]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'conditions.delete',
      aws: 'conditions on size and time of a deletion are documented for directory buckets only',
      here: 'differs',
      note: 'they hold for every bucket: an object that is not so stays, with 412; one that is gone is deleted already',
      wording: 'AWS',
      source: `https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html, ${CEPH}`,
    },
    async () => {
      await put('12345');
      const guarded = (input: { IfMatchSize?: number; IfMatchLastModifiedTime?: Date }) =>
        s3.client.send(new DeleteObjectCommand({ Bucket, Key, ...input }));
      expect(await refusal(guarded({ IfMatchSize: 4 }))).to.equal(FAILED);
      expect(await refusal(guarded({ IfMatchLastModifiedTime: new Date(0) }))).to.equal(FAILED);
      const { headers } = await s3.send({ method: 'HEAD', target: '/bucket/key' });
      await guarded({ IfMatchSize: 5, IfMatchLastModifiedTime: new Date(headers['last-modified'] ?? '') });
      expect((await s3.send({ method: 'HEAD', target: '/bucket/key' })).status).to.equal(404);
      await guarded({ IfMatchSize: 4 });
    },
  );

  it('hold for each key of DeleteObjects by itself', async () => {
    const ETag = await put('12345');
    const wrong = [
      { Key, ETag: '"other"' },
      { Key, Size: 4 },
      { Key, LastModifiedTime: new Date(0) },
    ];
    const Objects = [...wrong, { Key, ETag, Size: 5 }];
    const { Deleted, Errors } = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Errors?.map(({ Code }) => Code)).to.deep.equal(wrong.map(() => 'PreconditionFailed'));
    expect(Deleted).to.deep.equal([{ Key }]);
  });

  rule(
    {
      table: 's3',
      id: 'object-lock.bypass',
      aws: 'x-amz-bypass-governance-retention, whatever its value, in a bucket without object lock',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      await put('kept');
      const words =
        'InvalidArgument: x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.';
      const one = new DeleteObjectCommand({ Bucket, Key, BypassGovernanceRetention: false });
      expect(await refusal(s3.client.send(one))).to.equal(words);
      const Delete = { Objects: [{ Key }] };
      const many = new DeleteObjectsCommand({ Bucket, Delete, BypassGovernanceRetention: true });
      expect(await refusal(s3.client.send(many))).to.equal(words);
      expect((await s3.send({ method: 'HEAD', target: '/bucket/key' })).status).to.equal(200);
    },
  );
});
