import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { ContainerError } from '../../localstack/clouds/docker/container-error.ts';
import { connectDocker } from '../../localstack/clouds/docker/docker-engine.ts';
import { containersOf } from '../../localstack/clouds/docker/leftovers.ts';
import { type LocalStackCloud, startLocalStackCloud } from '../../localstack/clouds/localstack/localstack-cloud.ts';
import { localStackImage } from '../../localstack/clouds/localstack/localstack-image.ts';
import { errorOf } from '../support/error-of.ts';
import { pollUntil } from '../support/poll-until.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { CloudProcess, presentRuns } from './support/cloud-process.ts';
import { useSharedCloud } from './support/shared-cloud.ts';
import { prepareAccount, trainingRequest } from './support/training-account.ts';

const START_TIMEOUT_MS = 400_000;
const PRESENT_IMAGE = process.env['LOCALSTACK_IMAGE'];

describe('LocalStack that does not start', () => {
  const folder = useTemporaryFolder();
  const start = (port = 0) => startLocalStackCloud({ dataFolder: folder(), region: 'us-east-1', port });
  const refused = async (port?: number) => {
    const error = await errorOf(start(port));
    expect(error).to.be.instanceOf(ContainerError);
    return error.message;
  };

  afterEach(() => setImage(PRESENT_IMAGE));

  it('because its image cannot be pulled: names it and the remedy', async () => {
    setImage('localhost:1/nothing:1');
    expect(await refused()).to.match(
      /^the image localhost:1\/nothing:1 is not on this machine and cannot be pulled: .*LOCALSTACK_IMAGE\.$/,
    );
  });

  it('because its port is taken: names it and the remedy', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      expect(await refused(port)).to.equal(
        `port ${port} on 127.0.0.1 is in use by another process; choose another with --port, or --port 0 for any free one`,
      );
    } finally {
      server.close();
    }
  });

  it('because the container dies: shows its last lines and leaves nothing behind', async function dies() {
    this.timeout(START_TIMEOUT_MS);
    const before = await presentRuns();
    await withImage('ENTRYPOINT ["sh", "-c", "echo out of luck; sleep 1; exit 3"]', async () => {
      expect(await refused()).to.match(
        /^LocalStack ended while it was starting \(exit code 3\)\. .*\n {2}out of luck$/s,
      );
    });
    await withImage('ENTRYPOINT ["sh", "-c", "echo out of luck; exit 3"]', async () => {
      expect(await refused()).to.match(/ {2}out of luck$/);
    });
    expect([...(await presentRuns())].filter((run) => !before.has(run))).to.deep.equal([]);
  });

  it('because the user does not want to wait: ends at once and leaves nothing behind', async () => {
    const before = await presentRuns();
    const impatience = new AbortController();
    const onProgress = (text: string) => text.startsWith('waiting') && impatience.abort(new Error('enough'));
    const options = { dataFolder: folder(), region: 'us-east-1', port: 0, onProgress, signal: impatience.signal };
    const error = await errorOf(startLocalStackCloud(options));
    expect(error).to.satisfy(
      ({ message, cause }: Error) => message === 'enough' || (cause as Error).message === 'enough',
    );
    expect([...(await presentRuns())].filter((run) => !before.has(run))).to.deep.equal([]);
  });

  it('because its internals have moved: says which and what to use', async function moved() {
    this.timeout(START_TIMEOUT_MS);
    const rename =
      'find /opt/code -name state_task_service_callback.py -exec sed -i s/_eval_integration_pattern/_moved/ {} +';
    await withImage(`RUN ${rename}`, async () => {
      const message = await refused();
      expect(message).to.match(/^LocalStack could not load sagemaker_hook\.py\. /);
      expect(message).to.match(/ - localstack\..*StateTaskServiceCallback\._eval_integration_pattern/);
      expect(message).to.contain('Use the image localstack/localstack:4.14.0.');
    });
  });
});

describe('LocalStack that ends in the middle', () => {
  const folder = useTemporaryFolder();

  it('says so, and lets everything be closed, the training job stopped', async function ends() {
    this.timeout(START_TIMEOUT_MS);
    const cloud = await startLocalStackCloud({ dataFolder: folder(), region: 'us-east-1', port: 0 });
    try {
      const account = await prepareAccount(cloud.clients, 'ends-in-the-middle');
      const request = { TrainingJobName: 'endless', ...trainingRequest(account, 'good', 100_000) };
      await cloud.clients.sagemaker.send(new CreateTrainingJobCommand(request));
      await killContainerOf(cloud);
      await pollUntil('the end was noticed', () => (cloud.failed.aborted ? true : undefined));
      expect(cloud.failed.reason).to.be.instanceOf(ContainerError);
      expect(cloud.failed.reason.message).to.match(/^LocalStack ended by itself \(exit code 137\)\. Its last lines:\n/);
    } finally {
      await cloud.close();
    }
    expect(await containersOf(await connectDocker(), cloud.runId)).to.deep.equal([]);
  });
});

describe('two LocalStacks at the same time', () => {
  const shared = useSharedCloud();
  const folder = useTemporaryFolder();

  it('do not disturb each other', async function both() {
    this.timeout(START_TIMEOUT_MS);
    await shared().clients.s3.send(new CreateBucketCommand({ Bucket: 'of-the-first' }));
    const second = await startLocalStackCloud({ dataFolder: folder(), region: 'us-east-1', port: 0 });
    try {
      expect((await second.clients.s3.send(new ListBucketsCommand({}))).Buckets ?? []).to.deep.equal([]);
    } finally {
      await second.close();
    }
    expect(second.failed.aborted).to.equal(false);
    const { Buckets } = await shared().clients.s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).to.include('of-the-first');
  });
});

describe('a process that uses LocalStack', () => {
  const folder = useTemporaryFolder();

  it('is not led astray by a proxy, and leaves nothing behind when it is killed', async function killed() {
    this.timeout(START_TIMEOUT_MS);
    const proxy = 'http://127.0.0.1:1';
    const environment = { HTTP_PROXY: proxy, http_proxy: proxy, HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: '1' };
    const child = new CloudProcess(folder(), environment);
    await child.ready();
    const runId = await child.runId();
    child.kill();
    await pollUntil('its containers are gone', async () =>
      (await containersOf(await connectDocker(), runId)).length > 0 ? undefined : true,
    );
  });
});

function setImage(image: string | undefined): void {
  if (image === undefined) delete process.env['LOCALSTACK_IMAGE'];
  else process.env['LOCALSTACK_IMAGE'] = image;
}

/** Does the work with an image of its own: LocalStack's, with a Dockerfile's line more. */
async function withImage(line: string, work: () => Promise<void>): Promise<void> {
  const tag = `sagemaker-rehearsal-test:${process.pid}`;
  const dockerfile = `FROM ${await localStackImage(PRESENT_IMAGE)}\n${line}\n`;
  execFileSync('docker', ['build', '--quiet', '--tag', tag, '-'], { input: dockerfile, stdio: 'pipe' });
  try {
    setImage(tag);
    await work();
  } finally {
    setImage(PRESENT_IMAGE);
    execFileSync('docker', ['image', 'rm', '--force', tag], { stdio: 'pipe' });
  }
}

async function killContainerOf({ runId }: LocalStackCloud): Promise<void> {
  const engine = await connectDocker();
  for (const { Id } of await containersOf(engine, runId)) await engine.container.getById(Id).kill();
}
