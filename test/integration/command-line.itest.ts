import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { connectDocker } from '../../localstack/clouds/docker/docker-engine.ts';
import { containersOf } from '../../localstack/clouds/docker/leftovers.ts';
import { CliProcess, type EndedCli } from '../support/cli/cli-process.ts';
import { pollUntil } from '../support/poll-until.ts';
import { descendantsOf, isAlive } from '../support/process-table.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { presentRuns } from './support/cloud-process.ts';

const TIMEOUT_MS = 400_000;

describe('the command line with --localstack', function () {
  this.timeout(TIMEOUT_MS);
  const folder = useTemporaryFolder();

  const start = async (command: 'run' | 'up' = 'run') => {
    const cli = new CliProcess([command, '--localstack', '--port', '0', '--data', join(folder(), 'data')]);
    const runId = await pollUntil('the container is there', async () => [...(await presentRuns(cli.pid))][0]);
    return { cli, runId };
  };

  /** Also that no process and no container of the run is left. */
  const ended = async (cli: CliProcess, runId: string, processes: readonly number[]): Promise<EndedCli> => {
    const end = await cli.ended();
    await pollUntil('its processes have ended', () => (processes.some(isAlive) ? undefined : true));
    expect(await containersOf(await connectDocker(), runId)).to.deep.equal([]);
    expect(existsSync(join(folder(), 'data', 'lock')), 'lock').to.equal(false);
    return end;
  };

  it('ends at once on Ctrl-C while LocalStack is starting', async () => {
    const { cli, runId } = await start();
    const processes = descendantsOf(cli.pid);
    cli.kill('SIGINT');
    const { exitCode, stdout } = await ended(cli, runId, processes);
    expect(stdout).to.match(/interrupted before the execution was started\n$/);
    expect(exitCode).to.equal(130);
  });

  it('stops the execution and its job on Ctrl-C while it trains', async () => {
    const { cli, runId } = await start();
    await cli.printed(/training job: Training/);
    const processes = descendantsOf(cli.pid);
    cli.kill('SIGINT');
    const { exitCode, stdout } = await ended(cli, runId, processes);
    expect(stdout).to.match(/^ABORTED in /m);
    expect(exitCode).to.equal(130);
  });

  it('says that LocalStack ended when it is killed while the job trains, and ends too', async () => {
    const { cli, runId } = await start();
    await cli.printed(/training job: Training/);
    const processes = descendantsOf(cli.pid);
    await killContainersOf(runId);
    const { exitCode, stderr } = await ended(cli, runId, processes);
    expect(stderr).to.match(/^LocalStack ended by itself \(exit code 137\)\. Its last lines:\n {2}/);
    expect(stderr).to.not.match(/^ {4}at /m);
    expect(exitCode).to.equal(1);
  });

  it('says so too when it is killed while the program is deployed and images are uploaded', async () => {
    const { cli, runId } = await start();
    await cli.printed(/^Deploy: /m);
    await killContainersOf(runId);
    const { exitCode, stderr } = await ended(cli, runId, []);
    expect(stderr).to.match(/^LocalStack ended by itself \(exit code 137\)\. /);
    expect(exitCode).to.equal(1);
  });

  it('serves other clients until Ctrl-C with `up`', async () => {
    const { cli: up, runId } = await start('up');
    const [, endpointUrl = ''] = await up.printed(/^ready (\S+)$/m);
    const health = await fetch(`${endpointUrl}/_localstack/health`);
    expect(await health.json()).to.have.property('version', '4.14.0');
    expect(readdirSync(join(folder(), 'data'))).to.include('outputs.json');
    up.kill('SIGINT');
    const { exitCode, stdout } = await ended(up, runId, []);
    expect(stdout).to.contain('Ctrl-C ends it.');
    expect(exitCode).to.equal(0);
  });
});

/** LocalStack's own container alone: nothing ends those of Lambda. */
async function killContainersOf(runId: string): Promise<void> {
  const engine = await connectDocker();
  const containers = await containersOf(engine, runId);
  const own = containers.filter(({ Names }) => Names.includes(`/sagemaker-rehearsal-${runId}`));
  for (const { Id } of own) await engine.container.getById(Id).kill();
}
