import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { element } from '../s3-fixture.ts';
import { Bucket, VersionedBucket } from './versioned-bucket.ts';

const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/s3/test_s3_list_operations.snapshot.json';

describe('S3 lists of versions', () => {
  let bucket: VersionedBucket;
  beforeEach(async () => {
    bucket = await VersionedBucket.enabled();
  });
  afterEach(() => bucket.close());

  rule(
    {
      table: 's3',
      id: 'versions.list-pages',
      aws: 'ListObjectVersions goes by key, and of a key from the newest version to the oldest; the markers name the last one of the page',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      const a1 = await bucket.put('a');
      const [a2] = await bucket.delete('a');
      const a3 = await bucket.put('a');
      const b1 = await bucket.put('b');
      const page = async (markers: { KeyMarker?: string; VersionIdMarker?: string }, MaxKeys = 2) => {
        const answer = await bucket.s3.client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys, ...markers }));
        const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = answer;
        return [await bucket.list({ MaxKeys, ...markers }), IsTruncated, NextKeyMarker, NextVersionIdMarker];
      };
      expect(await page({})).to.deep.equal([[`a ${a3} *`, `a ${a2} -`], true, 'a', a2]);
      const within = { KeyMarker: 'a', VersionIdMarker: a2 ?? '' };
      expect(await page(within)).to.deep.equal([[`a ${a1}`, `b ${b1} *`], false, undefined, undefined]);
      expect(await page({ KeyMarker: 'a' })).to.deep.equal([[`b ${b1} *`], false, undefined, undefined]);
      expect(await page({}, 0)).to.deep.equal([[], false, undefined, undefined]);
      // The version at which the last page ended may be deleted before the next one is asked for.
      await bucket.delete('a', a2);
      expect((await page(within))[0]).to.deep.equal([`a ${a1}`, `b ${b1} *`]);
    },
  );

  it('stand in one order with delete markers', async () => {
    await bucket.put('a');
    await bucket.delete('a');
    await bucket.put('b');
    const { text } = await bucket.s3.send({ method: 'GET', target: '/bucket?versions' });
    const elements = [...text.matchAll(/<(Version|DeleteMarker)><Key>(\w)/g)].map(([, name, key]) => `${name} ${key}`);
    expect(elements).to.deep.equal(['DeleteMarker a', 'Version a', 'Version b']);
  });

  rule(
    {
      table: 's3',
      id: 'versions.list-markers',
      aws: 'a version-id marker needs a key marker',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const version = await bucket.put('a');
      const lone = await bucket.s3.send({ method: 'GET', target: `/bucket?versions&version-id-marker=${version}` });
      const members = ['Code', 'Message', 'ArgumentName', 'ArgumentValue'].map((name) => element(lone, name));
      expect([lone.status, ...members]).to.deep.equal([
        400,
        'InvalidArgument',
        'A version-id marker cannot be specified without a key marker.',
        'version-id-marker',
        version,
      ]);
    },
  );

  rule(
    {
      table: 's3',
      id: 'versions.list-common-prefixes',
      aws: 'versions of keys below a common prefix count as one entry, after which NextVersionIdMarker is absent',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      await bucket.put('folder/sub/1');
      await bucket.put('folder/sub/1');
      await bucket.put('folder/file');
      await bucket.delete('folder/sub/2');
      const scope = { Bucket, Prefix: 'folder/', Delimiter: '/', MaxKeys: 1 };
      const first = await bucket.s3.client.send(new ListObjectVersionsCommand(scope));
      expect([first.Versions?.map(({ Key }) => Key), first.NextKeyMarker]).to.deep.equal([
        ['folder/file'],
        'folder/file',
      ]);
      const markers = { KeyMarker: first.NextKeyMarker, VersionIdMarker: first.NextVersionIdMarker };
      const second = await bucket.s3.client.send(new ListObjectVersionsCommand({ ...scope, ...markers }));
      expect(second.CommonPrefixes).to.deep.equal([{ Prefix: 'folder/sub/' }]);
      expect([second.IsTruncated, second.NextVersionIdMarker]).to.deep.equal([false, undefined]);
      const inside = await bucket.s3.client.send(
        new ListObjectVersionsCommand({ ...scope, KeyMarker: 'folder/sub/1' }),
      );
      expect([inside.Versions, inside.CommonPrefixes]).to.deep.equal([undefined, undefined]);
    },
  );
});
