import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { Bucket, RECORDED, VersionedBucket } from './versioned-bucket.ts';

describe('S3 buckets whose versioning is suspended, or was not always there', () => {
  let bucket: VersionedBucket;
  beforeEach(async () => {
    bucket = await VersionedBucket.enabled();
  });
  afterEach(() => bucket.close());

  rule(
    {
      table: 's3',
      id: 'versions.suspended-put',
      aws: 'while versioning is suspended a put takes the place of the version "null" and of no other; its answer names no version',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('key', 'kept');
      await bucket.set('Suspended');
      expect(await bucket.put('key', 'null one')).to.equal('none');
      expect(await bucket.put('key', 'null two')).to.equal('none');
      expect(await bucket.list()).to.deep.equal(['key null *', `key ${version}`]);
      expect([await bucket.read('key', 'null'), await bucket.read('key', version)]).to.deep.equal(['null two', 'kept']);
      expect((await bucket.s3.client.send(new HeadObjectCommand({ Bucket, Key: 'key' }))).VersionId).to.equal('null');
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.suspended-delete',
      aws: 'while versioning is suspended a delete removes the version "null" and leaves a delete marker of that id',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('key');
      await bucket.set('Suspended');
      expect(await bucket.delete('key')).to.deep.equal(['null', true]);
      expect(await bucket.list()).to.deep.equal([`key ${version}`, 'key null * -']);
      await bucket.put('key', 'again');
      expect(await bucket.list()).to.deep.equal(['key null *', `key ${version}`]);
      expect(await bucket.delete('key', 'null')).to.deep.equal(['null', undefined]);
      expect(await bucket.list()).to.deep.equal([`key ${version} *`]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.objects-of-before',
      aws: 'what a bucket held before it had versioning is the version "null", and older than every other',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    },
    async () => {
      await bucket.close();
      bucket = await VersionedBucket.start();
      expect(await bucket.put('key', 'before')).to.equal('none');
      const unversioned = await bucket.s3.send({ method: 'GET', target: '/bucket/key' });
      expect(unversioned.headers).not.to.have.property('x-amz-version-id');
      await bucket.set('Enabled');
      const version = await bucket.put('key', 'after');
      expect(await bucket.list()).to.deep.equal([`key ${version} *`, 'key null']);
      expect(await bucket.read('key', 'null')).to.equal('before');
    },
  );
});
