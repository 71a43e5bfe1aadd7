import {
  CopyObjectCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectTaggingCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { refusal } from '../s3-fixture.ts';
import { Bucket, VersionedBucket } from './versioned-bucket.ts';

describe('S3 versions that are named by copies, tags, attributes and access lists', () => {
  let bucket: VersionedBucket;
  beforeEach(async () => {
    bucket = await VersionedBucket.enabled();
  });
  afterEach(() => bucket.close());

  it('lets an older version be copied over its key, and names both', async () => {
    const first = await bucket.put('key', 'one');
    await bucket.put('key', 'two');
    const CopySource = `${Bucket}/key?versionId=${first}`;
    const copy = await bucket.s3.client.send(new CopyObjectCommand({ Bucket, Key: 'key', CopySource }));
    expect(copy.CopySourceVersionId).to.equal(first);
    expect([first, undefined]).not.to.include(copy.VersionId);
    expect(await bucket.read('key')).to.equal('one');
    expect((await bucket.list()).length).to.equal(3);
  });

  rule(
    {
      table: 's3',
      id: 'versions.copy-delete-marker',
      aws: 'a copy whose source is a delete marker by its id is InvalidRequest',
      here: 'same',
      wording: 'AWS',
      source:
        'error text in https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html and of its observed answers',
    },
    async () => {
      await bucket.put('key');
      const [marker] = await bucket.delete('key');
      const CopySource = `${Bucket}/key?versionId=${marker}`;
      expect(await refusal(bucket.s3.client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource })))).to.equal(
        'InvalidRequest: The source of a copy request may not specifically refer to a delete marker by version id.',
      );
    },
  );

  it('gives each version its own tags, attributes and access list', async () => {
    const [first, second] = [await bucket.put('key', 'one'), await bucket.put('key', 'second')];
    const Tagging = { TagSet: [{ Key: 'which', Value: 'first' }] };
    const id = { Bucket, Key: 'key', VersionId: first };
    const put = await bucket.s3.client.send(new PutObjectTaggingCommand({ ...id, Tagging }));
    expect(put.VersionId).to.equal(first);
    expect((await bucket.s3.client.send(new GetObjectTaggingCommand(id))).TagSet).to.deep.equal(Tagging.TagSet);
    expect((await bucket.s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'key' }))).TagSet).to.deep.equal([]);
    expect([await bucket.read('key', first), await bucket.read('key')]).to.deep.equal(['one', 'second']);
    const attributes = { ...id, ObjectAttributes: ['ObjectSize' as const] };
    expect((await bucket.s3.client.send(new GetObjectAttributesCommand(attributes))).ObjectSize).to.equal(3);
    expect((await bucket.s3.client.send(new GetObjectAclCommand(id))).Grants).to.have.length(1);
    expect(await bucket.list()).to.deep.equal([`key ${second} *`, `key ${first}`]);
  });
});
