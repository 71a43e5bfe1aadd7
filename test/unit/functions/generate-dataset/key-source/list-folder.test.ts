import { expect } from 'chai';
import { listFolder } from '../../../../../functions/generate-dataset/key-source/list-folder.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { errorOf } from '../../../../support/error-of.ts';

const PLACE = { bucket: 'lists', key: 'inventory/' };

interface Page {
  readonly Contents?: readonly { readonly Key?: string; readonly Size?: number; readonly LastModified?: Date }[];
  readonly CommonPrefixes?: readonly { readonly Prefix?: string }[];
  readonly IsTruncated?: boolean;
  readonly NextContinuationToken?: string;
}

/** A bucket that answers with these pages, one after the other, and keeps what it was asked. */
function listing(...pages: readonly Page[]) {
  const asked: object[] = [];
  const send = async ({ input }: { readonly input: object }) => {
    asked.push(input);
    const page = pages[asked.length - 1];
    if (page === undefined) throw new Error('asked for more pages than there are');
    return page;
  };
  return { asked, s3: { send } as unknown as S3Sender };
}

describe('a folder of lists', () => {
  it('has what is right in it, from all pages of the listing', async () => {
    const LastModified = new Date('2026-11-27T10:00:00Z');
    const { s3, asked } = listing(
      {
        Contents: [{ Key: 'inventory/a%20b.csv', Size: 7, LastModified }],
        CommonPrefixes: [{ Prefix: 'inventory/2026-11-26%C3%BC/' }],
        IsTruncated: true,
        NextContinuationToken: 'second',
      },
      {
        Contents: [{ Key: 'inventory/c.csv', Size: 0 }],
        CommonPrefixes: [{ Prefix: 'inventory/data/' }],
        IsTruncated: false,
      },
    );
    expect(await listFolder(s3, PLACE)).to.deep.equal({
      files: [
        { key: 'inventory/a b.csv', sizeBytes: 7, modifiedMs: LastModified.getTime() },
        { key: 'inventory/c.csv', sizeBytes: 0, modifiedMs: 0 },
      ],
      folders: ['inventory/2026-11-26ü/', 'inventory/data/'],
    });
    const request = { Bucket: 'lists', Prefix: 'inventory/', Delimiter: '/', EncodingType: 'url' };
    expect(asked).to.deep.equal([request, { ...request, ContinuationToken: 'second' }]);
  });

  // "ListObjectsV2": NextContinuationToken is sent when IsTruncated is true.
  it('ends with the page that says so, or that does not say how to go on', async () => {
    for (const end of [{ IsTruncated: false, NextContinuationToken: 'again' }, { IsTruncated: true }, {}]) {
      const { s3, asked } = listing(end);
      expect(await listFolder(s3, PLACE)).to.deep.equal({ files: [], folders: [] });
      expect(asked).to.have.length(1);
    }
  });

  it('that cannot be listed is named', async () => {
    const refused = Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    const s3 = { send: () => Promise.reject(refused) } as unknown as S3Sender;
    const { name, message } = await errorOf(listFolder(s3, PLACE));
    expect([name, message]).to.deep.equal([
      'DatasetStorageError',
      'listing s3://lists/inventory/ failed: AccessDenied: Access Denied',
    ]);
  });
});
