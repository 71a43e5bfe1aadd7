import { Readable } from 'node:stream';
import { ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import fc from 'fast-check';
import { fetchListPage } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { parseListPage } from '../../../../../functions/generate-dataset/listing/key-page.ts';
import { listedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { IncompletePageError } from '../../../../../functions/generate-dataset/listing/page-entries.ts';
import { rounds } from '../../../../support/rounds.ts';

const REQUEST = { Bucket: 'pictures', Prefix: 'set/' };

/** An S3 client whose requests get these answers one after the other. */
function clientOf(answers: readonly (() => { statusCode: number; body: Readable })[]): S3Client {
  let at = 0;
  return new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => {
        const answer = answers[Math.min(at, answers.length - 1)]?.();
        at += 1;
        return { response: { ...answer, headers: { 'content-type': 'application/xml' } } };
      },
    },
  });
}

function answerOf(xml: string, statusCode = 200): () => { statusCode: number; body: Readable } {
  return () => ({ statusCode, body: Readable.from([Buffer.from(xml)]) });
}

interface Entry {
  readonly key: string;
  readonly size: number;
  readonly eTag: string;
  readonly order: number;
  readonly extra: boolean;
  readonly storageClass: string;
}

function pageXml(
  entries: readonly Entry[],
  folders: readonly string[],
  isEncoded: boolean,
  truncated: boolean,
): string {
  const contents = entries.map(({ key, size, eTag, order, extra, storageClass }) => {
    const members = [
      `<Key>${asText(key, isEncoded)}</Key>`,
      '<LastModified>2026-01-31T12:00:00.000Z</LastModified>',
      `<ETag>&quot;${eTag}&quot;</ETag>`,
      ...(extra
        ? ['<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>', '<ChecksumType>FULL_OBJECT</ChecksumType>']
        : []),
      `<Size>${size}</Size>`,
      `<StorageClass>${storageClass}</StorageClass>`,
    ];
    const turned = [...members.slice(order), ...members.slice(0, order)];
    return `<Contents>${turned.join('')}</Contents>`;
  });
  const prefixes = folders.map(
    (folder) => `<CommonPrefixes><Prefix>${asText(folder, isEncoded)}</Prefix></CommonPrefixes>`,
  );
  const encoding = isEncoded ? '<EncodingType>url</EncodingType>' : '';
  const next = truncated ? '<NextContinuationToken>1/a+b==&amp;</NextContinuationToken>' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>pictures</Name>${encoding}<IsTruncated>${truncated}</IsTruncated>${contents.join('')}${prefixes.join('')}${next}</ListBucketResult>`;
}

function asText(key: string, isEncoded: boolean): string {
  if (isEncoded) return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return key.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** What the SDK's own parser makes of the same body. */
async function bySdk(xml: string): Promise<object> {
  const output: ListObjectsV2CommandOutput = await clientOf([answerOf(xml)]).send(new ListObjectsV2Command(REQUEST));
  const decode = (text: string) =>
    output.EncodingType === 'url' ? decodeURIComponent(text.replaceAll('+', ' ')) : text;
  return {
    objects: (output.Contents ?? []).map(({ Key = '', Size = 0, ETag = '', StorageClass }) =>
      listedObject({ key: decode(Key), sizeBytes: Size, eTag: ETag, storageClass: StorageClass }),
    ),
    folders: (output.CommonPrefixes ?? []).map(({ Prefix = '' }) => decode(Prefix)),
    isTruncated: output.IsTruncated,
    nextToken: output.NextContinuationToken,
  };
}

async function byOurs(xml: string): Promise<object> {
  const { objects, folders, isTruncated, nextToken } = await fetchListPage(clientOf([answerOf(xml)]), REQUEST);
  return { objects, folders, isTruncated, nextToken };
}

// Characters that XML or URLs treat in a way of their own, of one to four bytes; XML itself cannot hold control characters.
const key = fc
  .array(
    fc.oneof(fc.constantFrom('a', '/', '&', '<', '>', '"', "'", '+', '%', '%41', '&amp;', 'ü', '–', '😀', ' b', '=')),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((all) => `set/${all.join('')}x`);
const entry = fc.record({
  key,
  size: fc.nat(5e12),
  eTag: fc.oneof(fc.constant('9b2cf535f27731c974343645a3985328'), fc.constant('9b2cf535f27731c974343645a3985328-12')),
  order: fc.oneof(fc.constant(0), fc.nat(4)),
  extra: fc.boolean(),
  storageClass: fc.constantFrom('STANDARD', 'STANDARD', 'GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR', 'INTELLIGENT_TIERING'),
});

describe('a page of keys', () => {
  it("is read as the SDK's own parser reads it", async () => {
    const page = fc.tuple(
      fc.array(entry, { maxLength: 6 }),
      fc.array(key, { maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(page, async ([entries, folders, isEncoded, truncated]) => {
        const xml = pageXml(entries, folders, isEncoded, truncated);
        expect(await byOurs(xml)).to.deep.equal(await bySdk(xml));
      }),
      rounds(150),
    );
  });

  it('is read without any member that may be absent', () => {
    const page = parseListPage(Buffer.from('<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>'));
    expect(page).to.deep.include({ isTruncated: false, nextToken: undefined, folders: [], newestModified: '' });
    expect(page.objects).to.deep.equal([listedObject({ key: 'a', sizeBytes: 0, eTag: '', storageClass: undefined })]);
    expect(page.objects[0]).to.have.property('isUnknown', true);
    expect(parseListPage(Buffer.from('<ListBucketResult/>')).objects).to.deep.equal([]);
  });

  it('is read with members and folders between its entries', () => {
    const [a, b] = ['a', 'b'].map((name) => `<Contents><Key>${name}</Key></Contents>`);
    const between = '<IsTruncated>true</IsTruncated><CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>';
    const page = parseListPage(Buffer.from(`<ListBucketResult>${a}${between}${b}</ListBucketResult>`));
    expect(page).to.deep.include({ isTruncated: true, folders: ['c/'] });
    expect(page.objects.map((object) => object.key)).to.deep.equal(['a', 'b']);
  });

  it('names a key that is not UTF-8, and is not asked for again', async () => {
    const xml = `<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>caf%E9.jpg</Key></Contents></ListBucketResult>`;
    const error: unknown = await fetchListPage(clientOf([answerOf(xml), answerOf(xml)]), REQUEST).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({
      name: 'UnreadableKeyError',
      message: 'the key "caf%E9.jpg", percent-encoded as it is listed, is not UTF-8; rename the object',
    });
    expect(error).to.have.nested.property('$metadata.attempts', 1);
  });

  it('is asked for again where its body breaks off', async () => {
    const xml = pageXml(
      [{ key: 'set/a', size: 1, eTag: 'e', order: 0, extra: false, storageClass: 'STANDARD' }],
      [],
      true,
      false,
    );
    const { objects, attempts } = await fetchListPage(clientOf([answerOf(xml.slice(0, -30)), answerOf(xml)]), REQUEST);
    expect(objects.map((object) => object.key)).to.deep.equal(['set/a']);
    expect(attempts).to.equal(2);
  });

  it('fails with what S3 says where it refuses', async () => {
    const xml = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
    const error: unknown = await fetchListPage(clientOf([answerOf(xml, 403)]), REQUEST).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ name: 'AccessDenied', message: 'Access Denied' });
  });

  it('is not taken for whole without its end', () => {
    const xml = pageXml(
      [{ key: 'set/a', size: 1, eTag: 'e', order: 0, extra: false, storageClass: 'STANDARD' }],
      [],
      true,
      true,
    );
    for (let bytes = 0; bytes < Buffer.byteLength(xml); bytes += 1) {
      const cut = () => parseListPage(Buffer.from(xml).subarray(0, bytes));
      expect(cut, `${bytes} bytes`).to.throw(IncompletePageError);
    }
  });
});
