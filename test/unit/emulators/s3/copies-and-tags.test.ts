import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectTaggingCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const SOURCE = 'path/ü +%.txt';
const CopySource = `${Bucket}/${encodeURIComponent(SOURCE)}`;

describe('S3 copies and tags', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    const attributes = { ContentType: 'text/plain', Metadata: { a: 'b' }, Tagging: 'k=v' };
    await s3.client.send(new PutObjectCommand({ Bucket, Key: SOURCE, Body: 'content', ...attributes }));
  });
  afterEach(() => s3.close());

  const copy = (input: object) => s3.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...input }));
  const tagsOf = async (Key: string) => (await s3.client.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;

  it('copy bytes, headers, metadata and tags', async () => {
    // MD5 of "content" by md5sum.
    expect((await copy({})).CopyObjectResult?.ETag).to.equal('"9a0364b9e99bb480dd25e1f0284c8555"');
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'copy', ChecksumMode: 'ENABLED' }));
    expect(await got.Body?.transformToString()).to.equal('content');
    expect(got).to.include({ ContentType: 'text/plain', TagCount: 1 });
    expect(got.Metadata).to.deep.equal({ a: 'b' });
  });

  it('replace metadata and tags on request', async () => {
    const replacement = { ContentType: 'a/b', Metadata: { c: 'd' }, Tagging: 'x=y' };
    await copy({ MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE', ...replacement });
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'copy' }));
    expect([got.ContentType, got.Metadata]).to.deep.equal(['a/b', { c: 'd' }]);
    expect(await tagsOf('copy')).to.deep.equal([{ Key: 'x', Value: 'y' }]);
  });

  it('refuse a copy of an object onto itself that changes nothing', async () => {
    expect(await refusal(copy({ Key: SOURCE }))).to.match(/^InvalidRequest: This copy request is illegal because/);
    await copy({ Key: SOURCE, MetadataDirective: 'REPLACE', Metadata: { new: 'yes' } });
    const got = await s3.client.send(new GetObjectCommand({ Bucket, Key: SOURCE }));
    expect([await got.Body?.transformToString(), got.Metadata]).to.deep.equal(['content', { new: 'yes' }]);
  });

  it('hold to conditions on the source', async () => {
    expect(await refusal(copy({ CopySourceIfMatch: '"x"' }))).to.match(/^PreconditionFailed: /);
    expect(await refusal(copy({ CopySourceIfNoneMatch: '"9a0364b9e99bb480dd25e1f0284c8555"' }))).to.match(
      /^PreconditionFailed: /,
    );
    await copy({ CopySourceIfMatch: '"9a0364b9e99bb480dd25e1f0284c8555"' });
  });

  it('refuse sources that are missing or malformed', async () => {
    expect(await refusal(copy({ CopySource: `${Bucket}/none` }))).to.match(/^NoSuchKey: /);
    expect(await refusal(copy({ CopySource: 'nowhere/none' }))).to.match(/^NoSuchBucket: /);
    expect(await refusal(copy({ CopySource: 'only-a-bucket' }))).to.match(
      /^InvalidArgument: Invalid copy source object key$/,
    );
    expect(await refusal(copy({ CopySource: `${Bucket}/%zz` }))).to.match(/^InvalidURI: /);
    expect(await refusal(copy({ MetadataDirective: 'MERGE' }))).to.equal(
      'InvalidArgument: Unknown metadata directive.',
    );
  });

  it('change tags without touching the object', async () => {
    const before = await s3.send({ method: 'HEAD', target: '/bucket/path/%C3%BC%20%2B%25.txt' });
    const Tagging = { TagSet: [{ Key: 'müll + x@y', Value: '' }] };
    await s3.client.send(new PutObjectTaggingCommand({ Bucket, Key: SOURCE, Tagging }));
    await s3.restart();
    expect(await tagsOf(SOURCE)).to.deep.equal([{ Key: 'müll + x@y', Value: '' }]);
    const after = await s3.client.send(new GetObjectCommand({ Bucket, Key: SOURCE }));
    expect([after.ETag, await after.Body?.transformToString()]).to.deep.equal([before.headers.etag, 'content']);
    await s3.client.send(new DeleteObjectTaggingCommand({ Bucket, Key: SOURCE }));
    expect(await tagsOf(SOURCE)).to.deep.equal([]);
  });

  // Limits of docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
  it('hold to the limits of tags', async () => {
    const tag = (TagSet: { Key: string; Value: string }[]) =>
      s3.client.send(new PutObjectTaggingCommand({ Bucket, Key: SOURCE, Tagging: { TagSet } }));
    const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `${index}`, Value: '' }));
    expect(await refusal(tag(eleven))).to.equal('BadRequest: Object tags cannot be greater than 10');
    const twice = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    expect(await refusal(tag(twice))).to.equal('InvalidTag: Cannot provide multiple Tags with the same key');
    expect(await refusal(tag([{ Key: 'k'.repeat(129), Value: '' }]))).to.match(/^InvalidTag: The TagKey/);
    expect(await refusal(tag([{ Key: 'k', Value: 'v'.repeat(257) }]))).to.match(/^InvalidTag: The TagValue/);
    expect(await refusal(tag([{ Key: 'aws:x', Value: 'v' }]))).to.equal(
      'InvalidTag: Your TagKey cannot be prefixed with aws:',
    );
    expect(await refusal(tag([{ Key: 'a,b', Value: 'v' }]))).to.match(/^InvalidTag: The TagKey/);
    for (const tagging of ['a=b=c', 'a=1&a=2', 'a=%zz']) {
      const headers = { 'x-amz-tagging': tagging };
      const response = await s3.send({ method: 'PUT', target: '/bucket/x', headers, body: '' });
      expect([element(response, 'Code'), element(response, 'ArgumentValue')]).to.deep.equal([
        'InvalidArgument',
        tagging.replaceAll('&', '&amp;'),
      ]);
      expect(element(response, 'Message')).to.match(/without tag name duplicates\.$/);
    }
  });

  it('show the attributes that are asked for', async () => {
    const ObjectAttributes = ['ETag' as const, 'ObjectSize' as const, 'Checksum' as const];
    const got = await s3.client.send(new GetObjectAttributesCommand({ Bucket, Key: SOURCE, ObjectAttributes }));
    expect([got.ETag, got.ObjectSize, got.StorageClass]).to.deep.equal([
      '9a0364b9e99bb480dd25e1f0284c8555',
      7,
      undefined,
    ]);
    expect(got.Checksum?.ChecksumType).to.equal('FULL_OBJECT');
  });
});
