import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { listenForDamage } from '../../../../emulators/core/storage/damage.ts';
import { element, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';
const DEADLINE_MS = 5_000;

describe('S3 objects on disk', () => {
  let s3: S3Fixture;
  let objects: string;
  let temporary: string;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    objects = join(s3.dataFolder, 'objects', Bucket);
    temporary = join(s3.dataFolder, 'tmp');
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const put = (Key: string, Body: string | Buffer) => s3.client.send(new PutObjectCommand({ Bucket, Key, Body }));
  const keys = async () => {
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket }));
    return (Contents ?? []).map(({ Key, Size }) => `${Key} ${Size}`);
  };

  it('are there again after a restart', async () => {
    await put('small', 'x');
    await put('large', Buffer.alloc(700_000, 'y'));
    await s3.restart();
    expect(await keys()).to.deep.equal(['large 700000', 'small 1']);
    expect((await s3.send({ method: 'GET', target: '/bucket/large' })).text).to.equal('y'.repeat(700_000));
  });

  it('may carry more metadata than is read at once', async () => {
    const Metadata = { long: 'm'.repeat(2000) };
    const Tagging = Array.from({ length: 10 }, (_, index) => `${index}${'k'.repeat(120)}=${'v'.repeat(256)}`).join('&');
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'body', Metadata, Tagging }));
    await s3.restart();
    const got = await s3.send({ method: 'GET', target: '/bucket/k' });
    expect([got.text, got.headers['x-amz-meta-long']]).to.deep.equal(['body', 'm'.repeat(2000)]);
  });

  it('lose what a killed process left unfinished', async () => {
    await put('whole', 'content');
    await writeFile(join(objects, 'a-small-one.17.tmp'), 'half an up');
    await writeFile(join(temporary, '17'), 'half an upload');
    await mkdir(join(s3.dataFolder, 'uploads', 'half-made'));
    await s3.restart();
    expect(await keys()).to.deep.equal(['whole 7']);
    expect(await readdir(objects)).to.have.length(1);
    expect(await readdir(temporary)).to.deep.equal([]);
    expect(await readdir(join(s3.dataFolder, 'uploads'))).to.deep.equal([]);
  });

  it('that are damaged are set aside by themselves: lists and writes of the bucket go on', async () => {
    await put('damaged', 'some content');
    const [file = ''] = await readdir(objects);
    await put('whole', 'content');
    const bytes = await readFile(join(objects, file));
    // One wrong byte in the record behind the content.
    bytes[20] = (bytes[20] ?? 0) ^ 0xff;
    await writeFile(join(objects, file), bytes);
    const said: string[] = [];
    await s3.restart();
    using _ = listenForDamage(s3.dataFolder, ({ what, reason }) => said.push(`${what}: ${reason}`));
    expect(await keys()).to.deep.equal(['whole 7']);
    expect(said).to.deep.equal(['S3 object in bucket bucket: of its record it is not JSON']);
    expect(await readFile(join(objects, 'damaged', file))).to.deep.equal(bytes);
    await put('damaged', 'again');
    expect(await keys()).to.deep.equal(['damaged 5', 'whole 7']);
  });

  it('do not appear when the client hangs up in the middle of an upload', async () => {
    const { hostname, port } = s3.endpoint;
    const headers = { 'content-length': '10000000' };
    const upload = httpRequest({ hostname, port, method: 'PUT', path: '/bucket/aborted', headers, agent: false });
    upload.on('error', () => undefined);
    upload.write(Buffer.alloc(2_000_000, 'z'));
    await until(async () => (await readdir(temporary)).length === 1);
    upload.destroy();
    await until(async () => (await readdir(temporary)).length === 0);
    expect(await keys()).to.deep.equal([]);
  });

  it('stay as they were when an overwrite fails', async () => {
    await put('key', 'old');
    const headers = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const refused = await s3.send({ method: 'PUT', target: '/bucket/key', headers, body: Buffer.alloc(900_000, 'n') });
    expect(refused.status).to.equal(400);
    expect((await s3.send({ method: 'GET', target: '/bucket/key' })).text).to.equal('old');
    expect(await readdir(temporary)).to.deep.equal([]);
  });

  it('are served whole to a reader that began before they were overwritten', async () => {
    await put('key', Buffer.alloc(20_000_000, 'o'));
    const { hostname, port } = s3.endpoint;
    const text = await new Promise<string>((resolve, reject) => {
      const get = httpRequest({ hostname, port, path: '/bucket/key', agent: false }, async (response) => {
        await put('key', 'new');
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve(Buffer.concat(chunks).toString());
      });
      get.on('error', reject);
      get.end();
    });
    expect(text === 'o'.repeat(20_000_000)).to.equal(true);
    expect((await s3.send({ method: 'GET', target: '/bucket/key' })).text).to.equal('new');
  });

  for (const [size, bytes] of [
    ['small', 10],
    ['large', 600_000],
  ] as const) {
    it(`answer a ${size} upload with a 5xx error that names the cause when the folder cannot be written`, async () => {
      // A missing folder stands for a read-only one: the superuser may write to any folder.
      await rm(objects, { recursive: true });
      const body = Buffer.alloc(bytes, 'x');
      const response = await s3.send({ method: 'PUT', target: '/bucket/key', body });
      expect([response.status, element(response, 'Code')]).to.deep.equal([500, 'InternalError']);
      expect(element(response, 'Message')).to.match(/^\[rehearsal\] the emulator.*data folder refused .*ENOENT/);
      expect(await readdir(temporary)).to.deep.equal([]);
    });
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not so after ${DEADLINE_MS} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
