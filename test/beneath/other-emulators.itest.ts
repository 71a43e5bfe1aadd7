import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { runCli } from '../support/cli/cli-process.ts';
import { pollUntil } from '../support/poll-until.ts';

// Run by scripts/beneath.ts, which installs the emulators and names their Python.
const PYTHON = process.env['BENEATH_PYTHON'] ?? '';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** A run of sample images on these endpoints: what the command printed, once it has ended green. */
async function rehearse(folder: string, endpoints: Readonly<Record<string, string>>): Promise<string> {
  const config = join(folder, 'rehearsal.yaml');
  writeFileSync(config, JSON.stringify({ endpoints }));
  const { exitCode, stdout, stderr } = await runCli('run', '--data', join(folder, 'data'), '--config', config);
  expect(`${stdout}${stderr}`).to.match(/^SUCCEEDED in /m);
  expect(exitCode).to.equal(0);
  return stdout;
}

async function keysAt(endpoint: string, bucket: string): Promise<readonly (string | undefined)[]> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'dataset/' }));
  s3.destroy();
  return Contents.map(({ Key }) => Key);
}

function bucketIn(stdout: string): string {
  return /s3:\/\/([^/]+)\/.*\/output\/model\.tar\.gz/.exec(stdout)?.[1] ?? expect.fail(`no model in ${stdout}`);
}

describe('a rehearsal over other emulators', () => {
  let folder: string;
  let url: string;
  let emulator: ChildProcess;

  /** Starts one of them; its address is `url` once it answers. */
  async function start(script: string, args: (port: number) => readonly string[], env: (port: number) => object) {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const home = { HOME: folder, TMPDIR: folder, PATH: `${dirname(PYTHON)}:${process.env['PATH'] ?? ''}` };
    emulator = spawn(join(dirname(PYTHON), script), args(port), { env: { ...home, ...env(port) }, stdio: 'ignore' });
    await pollUntil(
      `${script} answers`,
      () =>
        fetch(url).then(
          () => true,
          () => undefined,
        ),
      60_000,
    );
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beneath-'));
  });

  afterEach(async () => {
    const ended = new Promise((resolve) => emulator.once('close', resolve));
    emulator.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is green with the S3 of moto, whose bucket policies have no conditions: that is said', async () => {
    await start(
      'moto_server',
      (port) => ['-H', '127.0.0.1', '-p', String(port)],
      () => ({}),
    );
    const stdout = await rehearse(folder, { s3: url });
    expect(stdout).to.have.string(
      `s3 is served by ${url}, where the IAM here is not enforced; it lacks conditions in bucket policies, which are therefore kept here and not handed on\n`,
    );
    expect((await keysAt(url, bucketIn(stdout))).some((key) => key?.endsWith('/output/model.tar.gz'))).to.equal(true);
  });

  it('is green with the S3 and the Lambda of MiniStack, and DynamoDB beside them', async () => {
    const env = (port: number) => ({ GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1' });
    await start('ministack', () => [], env);
    const stdout = await rehearse(folder, { s3: url, lambda: url, dynamodb: url });
    expect(stdout).to.have.string(`s3 is served by ${url}, where the IAM here is not enforced\n`);
    expect(stdout).to.have.string(
      `lambda is served by ${url}, where the IAM here is not enforced; functions call the services there, not those here\n`,
    );
    expect(stdout).to.have.string(`dynamodb is served by ${url}, where the IAM here is not enforced\n`);
    expect((await keysAt(url, bucketIn(stdout))).some((key) => key?.endsWith('/output/model.tar.gz'))).to.equal(true);
  });
});
