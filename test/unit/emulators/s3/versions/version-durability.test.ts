import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { listenForDamage } from '../../../../../emulators/core/storage/damage.ts';
import { Bucket, VersionedBucket } from './versioned-bucket.ts';

describe('S3 versions on disk', () => {
  let bucket: VersionedBucket;
  let folder: string;
  beforeEach(async () => {
    bucket = await VersionedBucket.enabled();
    folder = join(bucket.s3.dataFolder, 'objects', Bucket);
  });
  afterEach(() => bucket.close());

  it('are there again after a restart, in their order', async () => {
    await bucket.put('key', 'one');
    await bucket.put('key', Buffer.alloc(700_000, 'y'));
    await bucket.delete('key');
    await bucket.set('Suspended');
    await bucket.put('key', 'null');
    await bucket.put('other', 'other');
    await bucket.delete('other');
    const before = await bucket.list();
    expect(before).to.have.length(5);
    await bucket.s3.restart();
    expect(await bucket.list()).to.deep.equal(before);
    expect(await bucket.read('key')).to.equal('null');
  });

  it('stay in order when the clock has gone back since', async () => {
    const first = await bucket.put('key', 'one');
    const { now } = Date;
    await bucket.s3.restart();
    try {
      Date.now = () => now() - 86_400_000;
      const second = await bucket.put('key', 'two');
      expect(await bucket.list()).to.deep.equal([`key ${second} *`, `key ${first}`]);
    } finally {
      Date.now = now;
    }
  });

  it('are a file each, of which none is left when the last is deleted', async () => {
    const versions = [await bucket.put('key', 'one'), await bucket.put('key', 'two')];
    const [marker = ''] = await bucket.delete('key');
    expect(await readdir(folder)).to.have.length(3);
    for (const version of [...versions, marker]) await bucket.delete('key', version);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('that outlive the record of their bucket are older than what a new bucket of that name gets', async () => {
    await bucket.put('key', 'old');
    await bucket.put('gone', 'old');
    const records = join(bucket.s3.dataFolder, 'buckets');
    for (const file of await readdir(records)) await writeFile(join(records, file), '');
    using _ = listenForDamage(bucket.s3.dataFolder, () => undefined);
    await bucket.s3.restart();
    await bucket.s3.client.send(new CreateBucketCommand({ Bucket }));
    await bucket.put('key', 'new');
    await bucket.delete('gone');
    await bucket.s3.restart();
    expect(await bucket.read('key')).to.equal('new');
    expect((await bucket.s3.send({ method: 'HEAD', target: '/bucket/gone' })).status).to.equal(404);
  });

  it('that are damaged are set aside by themselves: the other versions go on', async () => {
    const first = await bucket.put('key', 'one');
    const [file = ''] = await readdir(folder);
    const second = await bucket.put('key', 'two');
    await writeFile(join(folder, file), 'nothing of it');
    const said: string[] = [];
    await bucket.s3.restart();
    using _ = listenForDamage(bucket.s3.dataFolder, ({ what, reason }) => said.push(`${what}: ${reason}`));
    expect(await bucket.list()).to.deep.equal([`key ${second} *`]);
    expect(said).to.deep.equal(['S3 object in bucket bucket: its end is missing']);
    expect(first).not.to.equal(second);
  });
});
