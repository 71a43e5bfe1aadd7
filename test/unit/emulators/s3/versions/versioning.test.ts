import { DeleteBucketCommand, DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { element, refusal } from '../s3-fixture.ts';
import { Bucket, RECORDED, VersionedBucket } from './versioned-bucket.ts';

const GUIDE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';

describe('S3 versioning', () => {
  let bucket: VersionedBucket;
  beforeEach(async () => {
    bucket = await VersionedBucket.enabled();
  });
  afterEach(() => bucket.close());

  it('keeps what a key held before: every version can be read by its id', async () => {
    const first = await bucket.put('key', 'one');
    const second = await bucket.put('key', 'two');
    expect(first).to.match(/^[A-Za-z0-9._]{32}$/);
    expect(second).not.to.equal(first);
    expect(await bucket.read('key')).to.equal('two');
    expect(await bucket.read('key', first)).to.equal('one');
    expect(await bucket.read('key', second)).to.equal('two');
  });

  rule(
    {
      table: 's3',
      id: 'versions.delete-marker',
      aws: 'DELETE without a version id hides the key behind a delete marker; GET is 404 with x-amz-delete-marker',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('key', 'content');
      const [marker, isMarker] = await bucket.delete('key');
      expect([marker === version, isMarker]).to.deep.equal([false, true]);
      const got = await bucket.s3.send({ method: 'GET', target: '/bucket/key' });
      expect([got.status, element(got, 'Code'), element(got, 'Message'), element(got, 'Key')]).to.deep.equal([
        404,
        'NoSuchKey',
        'The specified key does not exist.',
        'key',
      ]);
      expect(got.headers).to.include({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker });
      const head = await bucket.s3.send({ method: 'HEAD', target: '/bucket/key' });
      expect([head.status, head.headers['x-amz-delete-marker']]).to.deep.equal([404, 'true']);
      expect(await bucket.read('key', version)).to.equal('content');
      const { Contents } = await bucket.s3.client.send(new ListObjectsV2Command({ Bucket }));
      expect(Contents).to.equal(undefined);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.read-delete-marker',
      aws: 'a delete marker that is asked for by its id: 405 MethodNotAllowed with Allow: DELETE',
      here: 'same',
      wording: 'AWS',
      source: `${RECORDED}; headers: ${GUIDE}/DeleteMarker.html`,
    },
    async () => {
      await bucket.put('key');
      const [marker] = await bucket.delete('key');
      const got = await bucket.s3.send({ method: 'GET', target: `/bucket/key?versionId=${marker}` });
      const members = ['Code', 'Message', 'Method', 'ResourceType'].map((name) => element(got, name));
      expect([got.status, ...members]).to.deep.equal([
        405,
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
        'GET',
        'DeleteMarker',
      ]);
      expect(got.headers).to.include({ allow: 'DELETE', 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker });
      const head = await bucket.s3.send({ method: 'HEAD', target: `/bucket/key?versionId=${marker}` });
      expect([head.status, head.headers.allow]).to.deep.equal([405, 'DELETE']);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.delete-version',
      aws: 'DELETE with a version id removes that version for good; removing the delete marker shows the object again',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const [first, second] = [await bucket.put('key', 'one'), await bucket.put('key', 'two')];
      const [marker] = await bucket.delete('key');
      expect(await bucket.delete('key', second)).to.deep.equal([second, undefined]);
      expect(await bucket.delete('key', marker)).to.deep.equal([marker, true]);
      expect(await bucket.read('key')).to.equal('one');
      const got = await bucket.s3.send({ method: 'GET', target: `/bucket/key?versionId=${second}` });
      const members = ['Code', 'Message', 'Key', 'VersionId'].map((name) => element(got, name));
      expect([got.status, ...members]).to.deep.equal([
        404,
        'NoSuchVersion',
        'The specified version does not exist.',
        'key',
        second,
      ]);
      expect(await bucket.list()).to.deep.equal([`key ${first} *`]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.delete-twice',
      aws: 'deleting a version that is gone succeeds; an id that was never given out is InvalidArgument',
      here: 'same',
      wording: 'AWS',
      source: `${RECORDED}; twice: https://github.com/ceph/s3-tests/blob/master/s3tests_boto3/functional/test_s3.py`,
    },
    async () => {
      const version = await bucket.put('key');
      await bucket.delete('key', version);
      expect(await bucket.delete('key', version)).to.deep.equal([version, undefined]);
      const wrong = await bucket.s3.send({ method: 'DELETE', target: `/bucket/key?versionId=${'A'.repeat(32)}` });
      const members = ['Code', 'Message', 'ArgumentName', 'ArgumentValue'].map((name) => element(wrong, name));
      expect([wrong.status, ...members]).to.deep.equal([
        400,
        'InvalidArgument',
        'Invalid version id specified',
        'versionId',
        'A'.repeat(32),
      ]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.delete-objects',
      aws: 'DeleteObjects says of each key which delete marker was made or removed, and which version',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('key');
      const remove = async (Objects: { Key: string; VersionId?: string }[]) =>
        await bucket.s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      const { Deleted: [made, other] = [] } = await remove([{ Key: 'key' }, { Key: 'never-there' }]);
      expect(made).to.deep.equal({
        Key: 'key',
        DeleteMarker: true,
        DeleteMarkerVersionId: made?.DeleteMarkerVersionId,
      });
      expect(other?.DeleteMarker).to.equal(true);
      const VersionId = made?.DeleteMarkerVersionId ?? '';
      expect((await remove([{ Key: 'key', VersionId }])).Deleted).to.deep.equal([
        { Key: 'key', VersionId, DeleteMarker: true, DeleteMarkerVersionId: VersionId },
      ]);
      expect((await remove([{ Key: 'key', VersionId: version }])).Deleted).to.deep.equal([
        { Key: 'key', VersionId: version },
      ]);
      expect((await remove([{ Key: 'key', VersionId: 'wrong' }])).Errors).to.deep.equal([
        {
          Code: 'NoSuchVersion',
          Key: 'key',
          Message: 'The specified version does not exist.',
          VersionId: 'wrong',
        },
      ]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.bucket-not-empty',
      aws: 'a bucket with versions or delete markers is not empty; DeleteBucket says that all versions must go',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('key');
      const [marker] = await bucket.delete('key');
      const remove = () => bucket.s3.client.send(new DeleteBucketCommand({ Bucket }));
      const words =
        'BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
      expect(await refusal(remove())).to.equal(words);
      await bucket.delete('key', version);
      expect(await refusal(remove())).to.equal(words);
      await bucket.delete('key', marker);
      expect((await remove()).$metadata.httpStatusCode).to.equal(204);
    },
  );

  it('refuses MFA delete, which nothing here could check', async () => {
    const body =
      '<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>';
    const refused = await bucket.s3.send({ method: 'PUT', target: '/bucket?versioning', body });
    expect([refused.status, element(refused, 'Code')]).to.deep.equal([501, 'NotImplemented']);
    expect(element(refused, 'Message')).to.match(
      /^\[rehearsal\] s3:PutBucketVersioning with MFA delete is not emulated/,
    );
  });
});
