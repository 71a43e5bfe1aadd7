import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { environment, Stranger } from './stranger.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const STRANGERS = join(import.meta.dirname, 'strangers');
const EXAMPLES = join(PROJECT_FOLDER, 'examples');
const MAX_INSTALLED_BYTES = 60e6;
const NODE_24 = process.execPath;

const run = promisify(execFile);

async function pack(folder: string, target: string): Promise<string> {
  const args = ['pack', '--silent', '--pack-destination', target];
  return join(target, (await run('npm', args, { cwd: join(PROJECT_FOLDER, 'dist', folder) })).stdout.trim());
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Dependencies that an example names, with the packages as they were packed in place of published ones. */
function dependenciesOf(example: Readonly<Record<string, unknown>>, packed: Readonly<Record<string, string>>) {
  return { ...Object(example['dependencies']), ...Object(example['devDependencies']), ...packed };
}

describe('the packages, as npm packs them', () => {
  const tarballs = mkdtempSync(join(tmpdir(), 'tarballs-'));
  const alone = new Stranger();
  const both = new Stranger();
  const node22 = new Stranger();
  let oldNode: string;

  before(async () => {
    await run(process.execPath, [join(PROJECT_FOLDER, 'scripts', 'build-packages.ts')]);
    const emulators = await pack('emulators', tarballs);
    const rehearsal = await pack('localstack', tarballs);
    await alone.install({ 'sagemaker-workflow-emulators': emulators }, '--omit=dev', '--ignore-scripts');
    alone.copy(join(STRANGERS, 'train-and-invoke.js'), 'train-and-invoke.js');
    const packed = { 'sagemaker-workflow-emulators': emulators, 'sagemaker-workflow-rehearsal': rehearsal };
    const examples = ['test-with-mocha', 'test-with-vitest'];
    for (const example of examples) both.copy(join(EXAMPLES, example), example);
    const named = examples.map((example) => dependenciesOf(both.readJson(join(example, 'package.json')), packed));
    const typing = { typescript: '6.0.3', '@types/node': '24.19.2' };
    await both.install(Object.assign({}, ...named, typing), '--ignore-scripts');
    // Its own script fetches the program.
    await node22.install({ node: '22' });
    oldNode = join(node22.folder, 'node_modules', 'node', 'bin', 'node');
  });

  after(() => {
    for (const stranger of [alone, both, node22]) stranger.remove();
    rmSync(tarballs, { recursive: true, force: true });
  });

  const nodes: readonly (readonly [string, () => string])[] = [
    ['24', () => NODE_24],
    ['22', () => oldNode],
  ];

  it('are tried on Node 24 and 22', async () => {
    const versions = await Promise.all(nodes.map(([, node]) => alone.run(node(), ['--version'])));
    expect(versions.map((version) => version.split('.')[0])).to.deep.equal(['v24', 'v22']);
  });

  it(`install the emulators in at most ${MAX_INSTALLED_BYTES / 1e6} MB, without Pulumi and Testcontainers`, () => {
    const installed = join(alone.folder, 'node_modules');
    expect(bytesIn(installed)).to.be.lessThan(MAX_INSTALLED_BYTES).and.greaterThan(1e6);
    const heavy = ['@pulumi', 'testcontainers', 'typescript', 'esbuild', 'mnist'];
    expect(heavy.filter((name) => existsSync(join(installed, name)))).to.deep.equal([]);
  });

  for (const [version, node] of nodes) {
    it(`invoke a function and train on Node ${version}, and refuse an own image, saying what runs one`, async () => {
      const output = await alone.run(node(), ['train-and-invoke.js']);
      const { ownImage, ...others } = JSON.parse(output);
      expect(others).to.deep.equal({ greeting: 'hello Ada', job: ['Completed', ''] });
      expect(ownImage).to.match(/^\[rehearsal\] .*sagemaker-workflow-rehearsal/);
    });
  }

  it('serve chosen services and hand on the others by their command', async () => {
    const beneath = await Server.start(alone, []);
    const above = await Server.start(alone, ['--services', 'sagemaker', '--endpoint-url', beneath.url]);
    try {
      const [first, second] = [beneath, above].map(({ url }) => clientsOf(url));
      await first?.s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
      const { Buckets = [] } = (await second?.s3.send(new ListBucketsCommand({}))) ?? {};
      expect(Buckets.map(({ Name }) => Name)).to.deep.equal(['photos']);
      const jobs = await second?.sagemaker.send(new ListTrainingJobsCommand({}));
      expect(jobs?.TrainingJobSummaries).to.deep.equal([]);
      expect(await above.end()).to.equal(0);
    } finally {
      await above.end();
      await beneath.end();
    }
  });

  it('bring the console, which their command shows', async () => {
    const server = await Server.start(alone, []);
    try {
      const entrance = await fetch(server.consoleUrl, { redirect: 'manual' });
      const cookie = String(entrance.headers.getSetCookie()[0]).split(';')[0] ?? '';
      const load = async (name: string) => {
        const answer = await fetch(`${server.url}/_console/${name}`, { headers: { cookie } });
        return [answer.status, answer.headers.get('content-type'), (await answer.text()).length > 0];
      };
      expect(await load('')).to.deep.equal([200, 'text/html; charset=utf-8', true]);
      expect(await load('console.js')).to.deep.equal([200, 'text/javascript; charset=utf-8', true]);
      expect(await load('console.css')).to.deep.equal([200, 'text/css; charset=utf-8', true]);
      expect(await load('icon.svg')).to.deep.equal([200, 'image/svg+xml', true]);
    } finally {
      await server.end();
    }
  });

  it('have declarations that a strict TypeScript project compiles against', async () => {
    both.copy(join(STRANGERS, 'typed.ts'), 'typed.ts');
    const compilerOptions = {
      target: 'es2024',
      lib: ['es2024', 'esnext.disposable'],
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: ['node'],
    };
    both.write('tsconfig.json', { compilerOptions, files: ['typed.ts'] });
    const compiler = join(both.folder, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(await both.run(NODE_24, [compiler])).to.equal('');
  });

  it('run the example for mocha on Node 24, which knows `await using`', async () => {
    const mocha = join(both.folder, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const args = [mocha, '--timeout', '60000', 'test/**/*.test.ts'];
    expect(await both.run(NODE_24, args, 'test-with-mocha')).to.match(/2 passing/);
  });

  for (const [version, node] of nodes) {
    it(`run the example for vitest on Node ${version}`, async () => {
      const vitest = join(both.folder, 'node_modules', 'vitest', 'vitest.mjs');
      const output = await both.run(node(), [vitest, 'run', '--testTimeout', '60000'], 'test-with-vitest');
      expect(output).to.match(/Tests +2 passed/);
    });
  }
});

function clientsOf(endpointUrl: string): AwsClients {
  return new AwsClients({ endpointUrl, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
}

/** `sagemaker-workflow-emulators` as a process. */
class Server {
  readonly url: string;
  readonly consoleUrl: string;
  readonly end: () => Promise<number | null>;

  private constructor(url: string, consoleUrl: string, end: () => Promise<number | null>) {
    this.url = url;
    this.consoleUrl = consoleUrl;
    this.end = end;
  }

  static async start(stranger: Stranger, options: readonly string[]): Promise<Server> {
    const command = join(stranger.folder, 'node_modules', '.bin', 'sagemaker-workflow-emulators');
    const data = mkdtempSync(join(stranger.folder, 'data-'));
    const args = [command, '--port', '0', '--data', data, ...options];
    const child = spawn(NODE_24, args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment() });
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
    const end = () => {
      child.kill('SIGTERM');
      return exit;
    };
    let endpointUrl: string | undefined;
    for await (const line of createInterface(child.stdout)) {
      const [, name, url] = /^(ready|console) (.*)$/.exec(line) ?? [];
      if (name === 'ready') endpointUrl = url;
      if (name === 'console' && endpointUrl !== undefined && url !== undefined)
        return new Server(endpointUrl, url, end);
    }
    throw new Error(`the command ended with ${await exit} before it was ready`);
  }
}
