import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { uploadText } from '../../../../functions/generate-dataset/lst-upload.ts';
import { listenTo, type ServiceListener } from '../../../support/service-listener.ts';

const REGION = 'us-east-1';
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };

describe('generateDataset over HTTP, with the SDK', () => {
  let folder: string;
  let service: EmulatedService;
  let listener: ServiceListener;
  let s3: S3Client;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generate-dataset-http-'));
    service = createS3Service({ dataFolder: folder, region: REGION, accountId: '000000000000' });
    listener = await listenTo(service);
    // As the handler makes it: no path style is asked for.
    s3 = new S3Client({ endpoint: listener.endpointUrl, region: REGION, credentials });
    await s3.send(new CreateBucketCommand({ Bucket: 'pictures' }));
  });

  afterEach(async () => {
    s3.destroy();
    await listener.close();
    await service.close();
    await rm(folder, { recursive: true });
  });

  async function putAll(keys: readonly string[]): Promise<void> {
    for (let start = 0; start < keys.length; start += 20) {
      const some = keys.slice(start, start + 20);
      await Promise.all(some.map((Key) => s3.send(new PutObjectCommand({ Bucket: 'pictures', Key, Body: 'x' }))));
    }
  }

  async function read(Key: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'pictures', Key }));
    return (await Body?.transformToString()) ?? '';
  }

  it('follows S3 through its pages of 1,000 keys', async () => {
    const numbers = Array.from({ length: 1005 }, (_, n) => String(n).padStart(4, '0'));
    await putAll([...numbers.map((n) => `set/train/a/${n}.jpg`), 'set/train/b/1.png', 'set/test/b/2.bmp']);
    const result = await generateDataset(s3, SETTINGS, { executionName: 'run' });
    expect(result.classes).to.deep.equal([
      { label: 0, name: 'a', train: 1005, validation: 0 },
      { label: 1, name: 'b', train: 1, validation: 1 },
    ]);
    const rows = numbers.map((n, index) => `${index + 1}\t0\ta/${n}.jpg\n`);
    expect(await read('set/train-data.lst')).to.equal(`${rows.join('')}1006\t1\tb/1.png\n`);
    expect(await read('set/test-data.lst')).to.equal('1\t1\tb/2.bmp\n');
  });

  it('gets names through unharmed that XML or URLs would change', async () => {
    const names = ['a+b.jpg', 'a b.jpg', '100%.jpg', '%41.jpg', '&amp;<.jpg', '"it\'s".jpg', 'ü😀.jpg', '\u0001.jpg'];
    await putAll([...names.map((name) => `set/train/c/${name}`), 'set/train/d/1.jpg', 'set/test/c/1.jpg']);
    await generateDataset(s3, SETTINGS, { executionName: 'run' });
    const written = (await read('set/train-data.lst')).split('\n').map((row) => row.split('\t')[2]);
    const expected = names.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
    expect(written.slice(0, names.length)).to.deep.equal(expected.map((name) => `c/${name}`));
  });

  it('refuses names with a tab or a line break and leaves the files as they were', async () => {
    await putAll(['set/train/a/1.jpg', 'set/train/b/1.jpg', 'set/test/a/1.jpg', 'set/train-data.lst']);
    await putAll(['set/train/a/tab\t.jpg', 'set/train/b/line\nbreak.jpg', 'set/test/a/return\r.jpg']);
    const error: unknown = await generateDataset(s3, SETTINGS, { executionName: 'run' }).catch((e: unknown) => e);
    expect(error).to.have.property(
      'message',
      '3 image keys hold a tab or a line break, which a .lst file cannot hold; rename "set/train/a/tab\\t.jpg", "set/train/b/line\\nbreak.jpg", "set/test/a/return\\r.jpg"',
    );
    expect(await read('set/train-data.lst')).to.equal('x');
  });

  it("says S3's own words where the bucket is not there", async () => {
    const elsewhere = { ...SETTINGS, bucket: 'no-such-pictures' };
    const error: unknown = await generateDataset(s3, elsewhere, { executionName: 'run' }).catch((e: unknown) => e);
    expect(error).to.have.property('name', 'DatasetStorageError');
    expect(error).to.have.property(
      'message',
      'listing s3://no-such-pictures/set/train/ failed: NoSuchBucket: The specified bucket does not exist',
    );
  });

  it('uploads a long file in parts that S3 joins', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    async function* lines() {
      for (let count = 0; count < 5500; count += 1) yield line;
    }
    await uploadText(s3, 'pictures', 'set/train-data.lst', lines());
    expect((await read('set/train-data.lst')) === line.repeat(5500)).to.equal(true);
  });
});
