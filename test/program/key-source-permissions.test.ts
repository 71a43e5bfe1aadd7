import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack, statements } from './recorded-program.ts';

describe('the permissions of a function that reads a list of keys', () => {
  let recording: Recording;

  before(async () => {
    recording = await recordDevStack();
  });

  it('are those of one that asks S3, and to read what is below the folder of the list', async () => {
    const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const added = async (inventoryUri: string, more: Readonly<Record<string, string>> = {}) => {
      const read = await recordDevStack({ keySource: 'inventory', inventoryUri, ...more });
      const known = new Set(statements(recording, 'retraining-generate-dataset').map(({ Sid }) => Sid));
      return statements(read, 'retraining-generate-dataset').filter(({ Sid }) => !known.has(Sid));
    };
    const list = [
      {
        Sid: 'FindKeyList',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::key-lists',
        Condition: { StringLike: { 's3:prefix': 'reports/b/daily/*' } },
      },
      {
        Sid: 'ReadKeyList',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::key-lists/reports/b/daily/*',
      },
    ];
    expect(await added('s3://key-lists/reports/b/daily/')).to.deep.equal(list);
    // The files that a manifest names are beside the folder of its day.
    const manifest = 's3://key-lists/reports/b/daily/2026-11-27T01-00Z/manifest.json';
    expect(await added(manifest, { inventoryKeyArn: keyArn })).to.deep.equal([
      ...list,
      {
        Sid: 'UseKeyListKey',
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: keyArn,
        Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      },
    ]);
  });
});
