import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import fc from 'fast-check';
import { type ListingPosition, listPage } from '../../../../emulators/s3/listing/listing.ts';
import { compareKeys } from '../../../../emulators/s3/store/key-order.ts';
import { element, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const KEYS = ['a', 'a/1', 'a/2', 'a/b/3', 'b', 'c/1', 'c/2', 'd e+f', 'é', '\u{ffff}', '\u{1f600}'];

describe('A listing of keys', () => {
  const key = fc.string({
    unit: fc.constantFrom('a', 'b', '/', 'é', '\u{ffff}', '\u{1f600}'),
    minLength: 1,
    maxLength: 6,
  });

  it('is in the order of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(key, key, (left, right) => {
        expect(Math.sign(compareKeys(left, right))).to.equal(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
    );
  });

  it('gives over all its pages what one pass over the keys gives', () => {
    const prefixes = fc.constantFrom('', 'a', 'a/', 'b', 'é');
    const delimiters = fc.constantFrom('', '/', 'b', 'a/');
    fc.assert(
      fc.property(
        fc.uniqueArray(key),
        prefixes,
        delimiters,
        fc.integer({ min: 1, max: 4 }),
        (keys, prefix, delimiter, maxKeys) => {
          const sorted = [...keys].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
          const expected = new Set(
            sorted
              .filter((each) => each.startsWith(prefix))
              .map((each) => {
                const rest = each.slice(prefix.length);
                const isGrouped = delimiter !== '' && rest.includes(delimiter);
                return isGrouped ? `group ${prefix}${rest.split(delimiter)[0]}${delimiter}` : `key ${each}`;
              }),
          );
          const found: string[] = [];
          let after: ListingPosition | undefined;
          do {
            const page = listPage(sorted, { prefix, delimiter, maxKeys, ...(after === undefined ? {} : { after }) });
            expect(page.keys.length + page.commonPrefixes.length).to.be.at.most(maxKeys);
            found.push(
              ...page.keys.map((each) => `key ${each}`),
              ...page.commonPrefixes.map((each) => `group ${each}`),
            );
            after = page.next;
          } while (after !== undefined);
          expect(found).to.have.members([...expected]);
        },
      ),
    );
  });
});

describe('S3 listings', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    for (const Key of [...KEYS].reverse()) await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  });
  after(() => s3.close());

  const list = (input: object) => s3.client.send(new ListObjectsV2Command({ Bucket, ...input }));

  it('give every key with size, ETag and class', async () => {
    const { Contents, KeyCount, IsTruncated, MaxKeys } = await list({});
    expect(Contents?.map(({ Key }) => Key)).to.deep.equal(KEYS);
    expect([KeyCount, IsTruncated, MaxKeys]).to.deep.equal([11, false, 1000]);
    // MD5 of "a" by md5sum.
    expect(Contents?.[0]).to.include({ Size: 1, ETag: '"0cc175b9c0f1b6a831c399e269772661"', StorageClass: 'STANDARD' });
    expect(Contents?.[0]?.Owner).to.equal(undefined);
    expect((await list({ FetchOwner: true })).Contents?.[0]?.Owner?.ID).to.match(/^[0-9a-f]{64}$/);
  });

  it('group by delimiter under a prefix', async () => {
    const root = await list({ Delimiter: '/' });
    expect(root.CommonPrefixes).to.deep.equal([{ Prefix: 'a/' }, { Prefix: 'c/' }]);
    expect(root.Contents?.map(({ Key }) => Key)).to.deep.equal(['a', 'b', 'd e+f', 'é', '\u{ffff}', '\u{1f600}']);
    const inner = await list({ Delimiter: '/', Prefix: 'a/' });
    expect(inner.CommonPrefixes).to.deep.equal([{ Prefix: 'a/b/' }]);
    expect(inner.Contents?.map(({ Key }) => Key)).to.deep.equal(['a/1', 'a/2']);
  });

  it('count common prefixes as keys and go on behind them', async () => {
    const first = await list({ Delimiter: '/', MaxKeys: 2 });
    expect([first.KeyCount, first.IsTruncated]).to.deep.equal([2, true]);
    expect(first.CommonPrefixes).to.deep.equal([{ Prefix: 'a/' }]);
    const second = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    expect(second.Contents?.map(({ Key }) => Key)).to.deep.equal(['b']);
    expect(second.CommonPrefixes).to.deep.equal([{ Prefix: 'c/' }]);
  });

  it('start after a key', async () => {
    const { Contents, StartAfter } = await list({ StartAfter: 'c/1', Prefix: 'c' });
    expect([Contents?.map(({ Key }) => Key), StartAfter]).to.deep.equal([['c/2'], 'c/1']);
    const first = await list({ StartAfter: 'a/1', MaxKeys: 1 });
    const second = await list({ StartAfter: 'a/1', MaxKeys: 1, ContinuationToken: first.NextContinuationToken });
    expect([second.Contents?.map(({ Key }) => Key), second.StartAfter]).to.deep.equal([['a/b/3'], undefined]);
  });

  it('give nothing for max-keys=0 and at most a thousand', async () => {
    const none = await list({ MaxKeys: 0 });
    expect([none.KeyCount, none.IsTruncated]).to.deep.equal([0, false]);
    expect((await list({ MaxKeys: 5000 })).MaxKeys).to.equal(1000);
  });

  it('encode keys for encoding-type=url', async () => {
    const response = await s3.send({
      method: 'GET',
      target: '/bucket?list-type=2&encoding-type=url&prefix=d%20&start-after=a%2F',
    });
    expect(element(response, 'Key')).to.equal('d+e%2Bf');
    expect(element(response, 'Prefix')).to.equal('d+');
    expect(element(response, 'StartAfter')).to.equal('a/');
    expect(element(response, 'EncodingType')).to.equal('url');
  });

  const refusals: [query: string, message: string][] = [
    ['max-keys=-1', 'Argument max-keys must be an integer between 0 and 2147483647'],
    ['max-keys=x', 'Provided max-keys not an integer or within integer range'],
    ['continuation-token=!', 'The continuation token provided is incorrect'],
    ['encoding-type=xml', 'Invalid Encoding Method specified in Request'],
    ['encoding-type=', 'Invalid Encoding Method specified in Request'],
  ];
  for (const [query, message] of refusals) {
    it(`refuse ${query}`, async () => {
      const response = await s3.send({ method: 'GET', target: `/bucket?list-type=2&${query}` });
      expect([response.status, element(response, 'Code'), element(response, 'Message')]).to.deep.equal([
        400,
        'InvalidArgument',
        message,
      ]);
    });
  }

  it('of the first version go on by marker, behind a common prefix too', async () => {
    const page = async (Marker?: string) => {
      const command = new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2, ...(Marker ? { Marker } : {}) });
      return s3.client.send(command);
    };
    const first = await page();
    expect([first.IsTruncated, first.NextMarker]).to.deep.equal([true, 'a/']);
    const second = await page(first.NextMarker);
    expect(second.Contents?.map(({ Key }) => Key)).to.deep.equal(['b']);
    expect([second.CommonPrefixes, second.NextMarker]).to.deep.equal([[{ Prefix: 'c/' }], 'c/']);
  });

  // Recorded on AWS: localstack/localstack, tests/aws/services/s3/test_s3_list_operations.snapshot.json.
  it('go on behind a common prefix that the marker is within', async () => {
    const common = { Bucket, Prefix: '', Delimiter: '/', MaxKeys: 1 };
    const objects = await s3.client.send(new ListObjectsCommand({ ...common, Marker: 'a/1' }));
    expect([objects.Contents?.map(({ Key }) => Key), objects.CommonPrefixes]).to.deep.equal([['b'], undefined]);
    const versions = await s3.client.send(new ListObjectVersionsCommand({ ...common, KeyMarker: 'a/1' }));
    expect([versions.Versions?.map(({ Key }) => Key), versions.CommonPrefixes]).to.deep.equal([['b'], undefined]);
  });

  it('of versions show each object as its null version', async () => {
    const { Versions, NextKeyMarker, IsTruncated } = await s3.client.send(
      new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }),
    );
    expect(Versions?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest])).to.deep.equal([
      ['a', 'null', true],
      ['a/1', 'null', true],
    ]);
    expect([IsTruncated, NextKeyMarker]).to.deep.equal([true, 'a/1']);
  });
});
