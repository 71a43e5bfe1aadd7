import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { LocalstackContainer, type StartedLocalStackContainer } from '@testcontainers/localstack';
import { expect } from 'chai';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { buildImages } from '../../scripts/images/build-images.ts';
import { EMBEDDED_CLOUD, LOCALSTACK_WITH_SAGEMAKER, reference } from '../../scripts/images/image-table.ts';
import { pythonWith } from '../../scripts/python-environment.ts';
import { pollUntil } from '../support/poll-until.ts';
import { StateMachine } from './support/state-machines.ts';
import { prepareAccount, type TrainingAccount, trainingRequest } from './support/training-account.ts';

const BUILD_TIMEOUT_MS = 600_000;
const PORT = 4566;
const PYTHON_FOLDER = join(import.meta.dirname, 'python');
const CACHE_FOLDER = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'integration');
/** Ends the emulator's process and names it; `[i]` so that the shell does not find itself. */
const KILL_EMULATOR =
  'cd /proc; for id in [0-9]*; do if grep -q "server/cl[i].js" $id/cmdline; then kill -9 $id; echo killed; fi; done';
const IN_ONE_ACCOUNT = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1' };

const run = promisify(execFile);

describe('the images', () => {
  let python: string;

  before(async function build() {
    this.timeout(BUILD_TIMEOUT_MS);
    await buildImages(() => undefined);
    python = await pythonWith(join(PYTHON_FOLDER, 'requirements.txt'), CACHE_FOLDER, () => undefined);
  });

  /** The last line that a program of the folder python prints. */
  const printedBy = async (args: readonly string[], environment: Readonly<Record<string, string>>) => {
    const options = { cwd: PYTHON_FOLDER, env: { ...process.env, ...IN_ONE_ACCOUNT, ...environment } };
    const { stdout } = await run(python, ['-B', ...args], options);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
  const trained = { status: 'Completed', artifact: 's3://from-python/output/from-python/output/model.tar.gz' };

  describe('LocalStack with SageMaker, started by Testcontainers’ own module', () => {
    let localStack: StartedLocalStackContainer | undefined;
    let clients: AwsClients;
    let account: TrainingAccount;

    before(async () => {
      localStack = await new LocalstackContainer(reference(LOCALSTACK_WITH_SAGEMAKER)).start();
      clients = new AwsClients({
        endpointUrl: localStack.getConnectionUri(),
        region: 'us-east-1',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      account = await prepareAccount(clients, 'in-the-image');
    });

    after(async () => {
      await localStack?.stop();
    });

    const services = async (): Promise<unknown> =>
      (await fetch(`${localStack?.getConnectionUri()}/_localstack/health`)).json();
    const ended = (TrainingJobName: string) =>
      pollUntil(`training job ${TrainingJobName} has ended`, async () => {
        const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
        return job.TrainingJobStatus === 'InProgress' ? undefined : job;
      });

    it('names SageMaker in its health as soon as it is ready', async () => {
      expect(await services()).to.have.nested.property('services.sagemaker', 'running');
    });

    it('trains on the images in its S3', async () => {
      const request = { TrainingJobName: 'by-sdk', ...trainingRequest(account, 'good') };
      await clients.sagemaker.send(new CreateTrainingJobCommand(request));
      const job = await ended('by-sdk');
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://in-the-image/output/by-sdk/output/model.tar.gz');
    });

    it('waits for a training job in a state machine', async () => {
      const Train = {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
        Parameters: { TrainingJobName: 'by-state', ...trainingRequest(account, 'good') },
        OutputPath: '$.TrainingJobStatus',
        End: true,
      };
      const definition = { StartAt: 'Train', States: { Train } };
      const machine = await StateMachine.create(clients.sfn, 'train', account.stateMachineRoleArn, definition);
      const execution = await machine.run('one');
      expect(execution, execution.cause).to.deep.include({ status: 'SUCCEEDED', output: '"Completed"' });
    });

    it('starts its emulator again when that ends, with the jobs that it had', async () => {
      const killing = await localStack?.exec(['sh', '-c', KILL_EMULATOR]);
      expect(killing?.stdout, killing?.stderr).to.equal('killed\n');
      await pollUntil('the emulator has ended and serves again', async () => {
        const answer = clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'by-sdk' }));
        return answer.then(
          (job) => (job.TrainingJobStatus === 'Completed' ? true : undefined),
          () => undefined,
        );
      });
      expect(await services()).to.have.nested.property('services.sagemaker', 'running');
    });
  });

  it('train from Python, by Testcontainers’ module for Python and boto3', async () => {
    const printed = await printedBy(['with_testcontainers.py', reference(LOCALSTACK_WITH_SAGEMAKER)], {});
    expect(printed).to.deep.equal(trained);
  });

  describe('the embedded cloud alone', () => {
    let cloud: StartedTestContainer | undefined;

    before(async () => {
      cloud = await new GenericContainer(reference(EMBEDDED_CLOUD))
        .withExposedPorts(PORT)
        .withWaitStrategy(Wait.forLogMessage(/^ready /))
        .start();
    });

    after(async () => {
      await cloud?.stop();
    });

    it('trains for boto3', async () => {
      const AWS_ENDPOINT_URL = `http://127.0.0.1:${cloud?.getMappedPort(PORT)}`;
      expect(await printedBy(['train.py'], { AWS_ENDPOINT_URL })).to.deep.equal(trained);
    });

    it('runs as no privileged user', async () => {
      expect((await cloud?.exec(['id', '-u']))?.stdout.trim()).to.equal('1000');
    });
  });
});
