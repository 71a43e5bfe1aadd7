import { expect } from 'chai';
import fc from 'fast-check';
import { parseListPage } from '../../../../../functions/generate-dataset/listing/key-page.ts';
import { rounds } from '../../../../support/rounds.ts';

/** As S3 writes it, with keys that need no encoding. */
function pageOf(keys: readonly string[]): Buffer {
  const entries = keys.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>2026-01-31T12:00:00.000Z</LastModified><ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag><Size>7</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  return Buffer.from(
    `<ListBucketResult><EncodingType>url</EncodingType>${entries.join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`,
  );
}

/** Names that begin alike, by any number of bytes. */
const KEY = fc
  .tuple(
    fc.constantFrom('set/train/a/', 'set/train/a/image-0000', 'set/'),
    fc.string({ unit: fc.constantFrom('a', 'b', '1', '/'), maxLength: 9 }),
  )
  .map(([start, rest]) => `${start}${rest}x`);

describe('keys of a page', () => {
  it('are known to be sorted where they are, and come out as they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(KEY, { maxLength: 30 }), fc.boolean(), (keys, isSorted) => {
        const given = isSorted ? keys.toSorted() : keys;
        const page = parseListPage(pageOf(given));
        expect(page.objects.map(({ key }) => key)).to.deep.equal(given);
        expect(page.isSorted).to.equal(given.every((key, index) => index === 0 || (given[index - 1] ?? '') < key));
      }),
      rounds(300),
    );
  });

  it('are not sorted where one comes twice, or where it begins the one before', () => {
    for (const keys of [
      ['set/a', 'set/a'],
      ['set/abcdefgh', 'set/abcd'],
      ['set/abcdefghi', 'set/abcdefgh'],
    ]) {
      expect(parseListPage(pageOf(keys)).isSorted).to.equal(false);
    }
  });

  it('are not known to be sorted where one has an escape, whose order is that of what it stands for', () => {
    expect(parseListPage(pageOf(['set/a', 'set/b+c', 'set/d'])).isSorted).to.equal(false);
  });
});
