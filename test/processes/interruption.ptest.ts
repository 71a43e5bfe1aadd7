import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { startCloud } from '../../localstack/index.ts';
import { CliProcess, ENDLESS_STACK, runCli, SMALL_STACK } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { pollUntil } from '../support/poll-until.ts';
import { descendantsOf, isAlive } from '../support/process-table.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 32, height: 32 };

describe('a run that does not come to its end', () => {
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const dataset = () => join(folder(), 'images');

  const start = async (environment: Readonly<Record<string, string>> = {}) => {
    await writeFiles(dataset(), await patternDataset(DATASET));
    return new CliProcess(['run', '--data', data(), '--dataset', dataset(), '--config', ENDLESS_STACK], environment);
  };

  /** A run in the middle of its deployment, for which esbuild does not come to an end; and esbuild's process. */
  const startWithEndlessEsbuild = async () => {
    const program = join(folder(), 'esbuild');
    writeFileSync(program, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
    const run = await start({ ESBUILD_BINARY_PATH: program });
    await run.printed(/^Cloud: /m);
    return { run, esbuild: await pollUntil('esbuild is started', () => descendantsOf(run.pid)[0]) };
  };

  const endEsbuild = async (esbuild: number) => {
    process.kill(esbuild, 'SIGINT');
    await pollUntil('esbuild has ended', () => (isAlive(esbuild) ? undefined : true));
  };

  /** The next start, with a job that ends. */
  const next = () => runCli('run', '--data', data(), '--dataset', dataset(), '--config', SMALL_STACK);

  /** Looks at the state that a run has left behind, as any client would. */
  const lookAfter = async <T>(look: (clients: AwsClients, stateMachineArn: string) => Promise<T>): Promise<T> => {
    await using cloud = await startCloud({ kind: 'embedded', dataFolder: data() });
    const { stateMachineArn } = JSON.parse(readFileSync(join(data(), 'outputs.json'), 'utf8'));
    return await look(cloud.clients, stateMachineArn);
  };

  const jobsAndExecutions = (clients: AwsClients, stateMachineArn: string) =>
    Promise.all([
      clients.sagemaker.send(new ListTrainingJobsCommand({})),
      clients.sfn.send(new ListExecutionsCommand({ stateMachineArn })),
    ]);

  it('ends its job as Stopped on Ctrl-C, leaves nothing half-written, and the next start works', async () => {
    const run = await start();
    await run.printed(/training job: Training/);
    run.kill('SIGINT');
    const { exitCode, stdout } = await run.ended();
    expect(exitCode, stdout).to.equal(130);
    expect(stdout).to.match(/ABORTED in /);
    expect(unfinishedFiles(data())).to.deep.equal([]);

    const [jobs, executions] = await lookAfter(jobsAndExecutions);
    expect(jobs.TrainingJobSummaries?.map(({ TrainingJobStatus }) => TrainingJobStatus)).to.deep.equal(['Stopped']);
    expect(executions.executions?.map(({ status }) => status)).to.deep.equal(['ABORTED']);
    const { exitCode: nextExitCode, stdout: nextOutput, stderr } = await next();
    expect(nextExitCode, nextOutput + stderr).to.equal(0);
  });

  for (const [moment, printed] of [
    ['while it is deployed', /^Cloud: emulators in this process, at /m],
    ['while files are uploaded', /^Deploy: \d+ resources of stack dev$/m],
    ['just before the execution is started', /^Upload: \d+ files to s3:/m],
  ] as const) {
    it(`ends with status 130 and no stack on Ctrl-C ${moment}, and lets go of the data folder`, async () => {
      const run = await start();
      await run.printed(printed);
      // The terminal sends it to the whole group at once; esbuild, which the program starts, dies of it.
      const children = descendantsOf(run.pid);
      run.kill('SIGINT');
      for (const child of children) signalIfAlive(child, 'SIGINT');
      const { exitCode, stdout, stderr } = await run.ended();
      expect(exitCode, stdout + stderr).to.equal(130);
      expect(stderr).to.equal('');
      expect(stdout).to.match(/interrupted before the execution was started|ABORTED in/);
      expect(existsSync(join(data(), 'lock'))).to.equal(false);
    });
  }

  it('ends with status 130 where esbuild, which gets the same Ctrl-C, is seen to die of it first', async () => {
    const { run, esbuild } = await startWithEndlessEsbuild();
    using _run = run;
    // It finds both when it goes on, and Node hands out signals after everything else.
    run.kill('SIGSTOP');
    await endEsbuild(esbuild);
    run.kill('SIGINT');
    run.kill('SIGCONT');
    const { exitCode, stdout, stderr } = await run.ended();
    expect(exitCode, stdout + stderr).to.equal(130);
    expect(stderr).to.equal('');
    expect(stdout).to.contain('interrupted before the execution was started');
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });

  it('ends with status 143 on SIGTERM', async () => {
    using run = await start();
    await run.printed(/^Cloud: /m);
    run.kill('SIGTERM');
    const { exitCode, stdout, stderr } = await run.ended();
    expect(exitCode, stdout + stderr).to.equal(143);
    expect(stdout).to.contain('interrupted before the execution was started');
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });

  it('ends in order with status 1 where esbuild is killed and nothing else', async () => {
    const { run, esbuild } = await startWithEndlessEsbuild();
    using _run = run;
    await endEsbuild(esbuild);
    const { exitCode, stdout, stderr } = await run.ended();
    expect(exitCode, stdout + stderr).to.equal(1);
    // What esbuild says depends on whether something was being sent to it.
    expect(stderr).to.match(
      /^the program could not be deployed:\n - error serializing property "code": The service was stopped(?:: write EPIPE)?\n$/,
    );
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });

  it('is shown as ended after kill -9, its training process ends too, and the next start works', async () => {
    const run = await start();
    await run.printed(/training job: Training/);
    const children = descendantsOf(run.pid);
    expect(children).to.have.length.greaterThan(0);
    run.kill('SIGKILL');
    await run.ended();
    await pollUntil('the children have ended', () => (children.some(isAlive) ? undefined : true));

    await lookAfter(async (clients, stateMachineArn) => {
      const [jobs, executions] = await jobsAndExecutions(clients, stateMachineArn);
      expect(executions.executions?.map(({ status }) => status)).to.deep.equal(['ABORTED']);
      const TrainingJobName = jobs.TrainingJobSummaries?.[0]?.TrainingJobName;
      expect(jobs.TrainingJobSummaries).to.have.length(1);
      const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.match(/^InternalServerError: /);
    });
    const { exitCode: nextExitCode, stdout: nextOutput, stderr } = await next();
    expect(nextExitCode, nextOutput + stderr).to.equal(0);
    expect(existsSync(join(data(), 'lock'))).to.equal(false);
  });
});

/** What the services write beside its place until it is whole, and a job's work folder. */
function unfinishedFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tmp$|(^|\/)tmp\/|^sagemaker\/work\/|^lock/.test(file));
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended since.
  }
}
