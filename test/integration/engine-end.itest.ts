import { join } from 'node:path';
import { expect } from 'chai';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { connectDocker } from '../../localstack/clouds/docker/docker-engine.ts';
import { containersOf } from '../../localstack/clouds/docker/leftovers.ts';
import { startCloud } from '../../localstack/index.ts';
import { CliProcess } from '../support/cli/cli-process.ts';
import { errorOf } from '../support/error-of.ts';
import { pollUntil } from '../support/poll-until.ts';
import { descendantsOf, isAlive } from '../support/process-table.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { presentRuns } from './support/cloud-process.ts';
import { EngineRelay } from './support/engine-relay.ts';
import { OwnImageAccount } from './support/own-image-account.ts';
import { buildTrainingImage, removeTrainingImage } from './support/training-image.ts';

const TIMEOUT_MS = 400_000;

describe('a Docker engine that ends in the middle of a run', function () {
  this.timeout(TIMEOUT_MS);
  const folder = useTemporaryFolder();
  let relay: EngineRelay;
  before(() => buildTrainingImage());
  after(() => removeTrainingImage());
  beforeEach(async () => {
    relay = new EngineRelay(join(folder(), 'docker.sock'));
    await relay.start();
  });
  afterEach(() => relay.stop());

  const environment = () => ({
    DOCKER_HOST: `unix://${relay.path}`,
    TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE: '/var/run/docker.sock',
  });
  /** An engine that ends takes its containers' processes along, and leaves the containers. */
  const endEngine = async (runId: string) => {
    await relay.stop();
    const engine = await connectDocker();
    for (const { Id } of await containersOf(engine, runId)) await engine.container.getById(Id).kill();
  };
  const left = async (runId: string) => (await containersOf(await connectDocker(), runId)).length;

  it('is said to have ended, without a stack trace, and the next start removes what is left', async () => {
    const options = ['run', '--localstack', '--port', '0', '--data', join(folder(), 'data')];
    using cli = new CliProcess(options, environment());
    const runId = await pollUntil('the container is there', async () => [...(await presentRuns(cli.pid))][0]);
    await cli.printed(/training job: Training/);
    const processes = descendantsOf(cli.pid);
    await endEngine(runId);
    const { exitCode, stderr } = await cli.ended();
    await pollUntil('its processes have ended', () => (processes.some(isAlive) ? undefined : true));
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/^Docker does not answer any more, nor does LocalStack in it\. Start Docker again; /);
    expect(stderr).to.not.match(/^ {4}at |UnknownError/m);
    expect(await left(runId)).to.be.greaterThan(0);
    await nextStart(folder());
    expect(await left(runId)).to.equal(0);
  });

  it('ends a training job with an own image, which says so', async () => {
    using up = new CliProcess(['up', '--port', '0', '--data', join(folder(), 'data')], environment());
    const [, endpointUrl = ''] = await up.printed(/^ready (.*)$/m);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const clients = new AwsClients({ endpointUrl, region: 'us-east-1', credentials });
    const account = await OwnImageAccount.prepare(clients, 'engine-ends');
    await account.create('left', 'wait');
    await account.logged('left', 'waiting');
    const [runId = ''] = await presentRuns(up.pid);
    await endEngine(runId);
    const { TrainingJobStatus, FailureReason } = await account.ended('left');
    expect(TrainingJobStatus).to.equal('Failed');
    expect(FailureReason).to.match(/Docker does not answer any more/);
    clients.destroy();
    up.kill('SIGINT');
    const { exitCode, stderr } = await up.ended();
    expect(stderr).to.match(
      /^containers of this run \(label \S+\) may be left; the next run in Docker removes them: /m,
    );
    expect(stderr).to.not.match(/^ {4}at /m);
    expect(exitCode).to.equal(1);
    await nextStart(folder());
    expect(await left(runId)).to.equal(0);
  });
});

/** A start that goes no further than its image. */
async function nextStart(dataFolder: string): Promise<void> {
  const before = process.env['LOCALSTACK_IMAGE'];
  process.env['LOCALSTACK_IMAGE'] = 'localhost:1/nothing:1';
  try {
    const error = await errorOf(startCloud({ kind: 'localstack', dataFolder }));
    expect(error.message).to.match(/^the image localhost:1\/nothing:1 is not on this machine/);
  } finally {
    if (before === undefined) delete process.env['LOCALSTACK_IMAGE'];
    else process.env['LOCALSTACK_IMAGE'] = before;
  }
}
