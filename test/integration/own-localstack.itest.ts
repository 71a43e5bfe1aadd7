import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { AwsClients } from '../../emulators/core/aws-clients.ts';
import { pollUntil } from '../support/poll-until.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { COMPOSE_FILE, PlainLocalStack } from './support/plain-localstack.ts';
import { SageMakerServerProcess } from './support/sagemaker-server-process.ts';
import { StateMachine } from './support/state-machines.ts';
import { prepareAccount, type TrainingAccount, trainingRequest } from './support/training-account.ts';

const TRAIN = 'arn:aws:states:::sagemaker:createTrainingJob.sync';
const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'localstack.md');
const MANY_EPOCHS = 100_000;

describe('the SageMaker emulator beside somebody’s own LocalStack', () => {
  let folder: string;
  let server: SageMakerServerProcess;
  let localStack: PlainLocalStack | undefined;
  let clients: AwsClients;
  let account: TrainingAccount;
  let addresses: readonly string[];

  before(async function start() {
    this.timeout(400_000);
    folder = mkdtempSync(join(tmpdir(), 'own-localstack-'));
    const endpointPort = await freePort();
    const endpointUrl = `http://127.0.0.1:${endpointPort}`;
    const args = ['--port', '0', '--endpoint-url', endpointUrl, '--data', folder];
    server = new SageMakerServerProcess(args, { SAGEMAKER_EMULATOR_SECRET: PlainLocalStack.secret });
    addresses = await server.ready();
    localStack = await PlainLocalStack.start(endpointPort, Number(new URL(addresses[0] ?? '').port));
    await localStack.ready();
    clients = new AwsClients({
      endpointUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    account = await prepareAccount(clients, 'own-localstack');
  });

  after(async () => {
    await server.end('SIGTERM');
    await localStack?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const machine = (name: string, definition: object) =>
    StateMachine.create(clients.sfn, name, account.stateMachineRoleArn, definition);
  const train = (name: string, epochs?: number) => ({
    Type: 'Task',
    Resource: TRAIN,
    Parameters: {
      'TrainingJobName.$': `States.Format('${name}-{}', $$.Execution.Name)`,
      ...trainingRequest(account, 'good', epochs),
    },
    End: true,
  });

  it('is set up as docs/localstack.md shows', () => {
    expect(readFileSync(PAGE, 'utf8')).to.contain(readFileSync(COMPOSE_FILE, 'utf8'));
  });

  it('is seen in LocalStack’s log and health', async () => {
    expect(await localStack?.log()).to.match(
      /^sagemaker_hook\.py: SageMaker is served by the emulator at http:\/\/host\.docker\.internal:\d+$/m,
    );
    const health = await fetch(`${localStack?.endpointUrl}/_localstack/health`);
    expect(await health.json()).to.have.nested.property('services.sagemaker', 'running');
  });

  it('serves CreateTrainingJob through LocalStack’s endpoint', async () => {
    const { sagemaker } = clients;
    await sagemaker.send(
      new CreateTrainingJobCommand({ TrainingJobName: 'by-sdk', ...trainingRequest(account, 'good') }),
    );
    const status = await pollUntil('the job has ended', async () => {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'by-sdk' }));
      return job.TrainingJobStatus === 'InProgress' ? undefined : job.TrainingJobStatus;
    });
    expect(status).to.equal('Completed');
  });

  it('serves boto3, waiter included', async () => {
    const request = { TrainingJobName: 'by-boto3', ...trainingRequest(account, 'good') };
    const printed = await localStack?.python(`
import boto3, json
client = boto3.client('sagemaker', endpoint_url='http://localhost:4566', region_name='us-east-1',
                      aws_access_key_id='test', aws_secret_access_key='test')
print(client.create_training_job(**json.loads(${JSON.stringify(JSON.stringify(request))}))['TrainingJobArn'])
client.get_waiter('training_job_completed_or_stopped').wait(
    TrainingJobName='by-boto3', WaiterConfig={'Delay': 1, 'MaxAttempts': 60})
print(client.describe_training_job(TrainingJobName='by-boto3')['TrainingJobStatus'])
try:
    client.describe_training_job(TrainingJobName='nobody')
except client.exceptions.ClientError as error:
    print(error.response['Error']['Code'])
`);
    expect(printed?.split('\n')).to.deep.equal([
      'arn:aws:sagemaker:us-east-1:000000000000:training-job/by-boto3',
      'Completed',
      'ValidationException',
    ]);
  });

  it('runs .sync in the branches of a Parallel, then createModel', async () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: train(name) } });
    const model = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createModel',
      Parameters: {
        'ModelName.$': '$[0].TrainingJobName',
        ExecutionRoleArn: account.trainingRoleArn,
        PrimaryContainer: {
          'Image.$': '$[0].AlgorithmSpecification.TrainingImage',
          'ModelDataUrl.$': '$[0].ModelArtifacts.S3ModelArtifacts',
        },
      },
      End: true,
    };
    const both = await machine('both', {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [branch('left'), branch('right')], Next: 'Save' }, Save: model },
    });
    const execution = await both.run('one');
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    expect(JSON.parse(execution.output ?? '')).to.deep.equal({
      ModelArn: 'arn:aws:sagemaker:us-east-1:000000000000:model/left-one',
    });
  });

  it('stops the job of a branch whose sibling fails', async () => {
    const fail = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 2, Next: 'Fail' }, Fail: { Type: 'Fail', Error: 'Enough' } },
    };
    const endless = { StartAt: 'Endless', States: { Endless: train('endless', MANY_EPOCHS) } };
    const failing = await machine('failing', {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [endless, fail], End: true } },
    });
    const execution = await failing.run('one');
    expect(execution).to.deep.include({ status: 'FAILED', error: 'Enough' });
    const status = await pollUntil('the job has ended', async () => {
      const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'endless-one' }));
      return job.TrainingJobStatus === 'InProgress' || job.TrainingJobStatus === 'Stopping'
        ? undefined
        : job.TrainingJobStatus;
    });
    expect(status).to.equal('Stopped');
  });

  it('answers nobody without the secret', async () => {
    for (const address of addresses) {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'SageMaker.ListTrainingJobs' },
        body: '{}',
      });
      expect(answer.status, address).to.equal(403);
      expect(await answer.json()).to.have.property('__type', 'AccessDeniedException');
    }
  });

  it('fails an execution within seconds, and says why, when the emulator goes away', async () => {
    const endless = await machine('left-alone', {
      StartAt: 'Train',
      States: { Train: train('left-alone', MANY_EPOCHS) },
    });
    const executionArn = await endless.start('one');
    await pollUntil('the job was submitted', async () =>
      (await endless.eventTypes(executionArn)).includes('TaskSubmitted') ? true : undefined,
    );
    await server.end('SIGKILL');
    const execution = await endless.ended(executionArn);
    expect(execution).to.deep.include({ status: 'FAILED', error: 'SageMaker.SdkClientException' });
    expect(execution.cause).to.match(
      /^\[rehearsal\] the SageMaker emulator at http:\/\/host\.docker\.internal:\d+ does not answer: /,
    );
  });
});

describe('the SageMaker emulator without a secret', () => {
  const folder = useTemporaryFolder();

  it('serves programs on this machine only, and ends in order', async () => {
    const alone = new SageMakerServerProcess(['--port', '0', '--data', folder()], { SAGEMAKER_EMULATOR_SECRET: '' });
    const served = await alone.ready();
    expect(served).to.have.lengthOf(1);
    expect(served[0]).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'SageMaker.ListTrainingJobs' };
    const answer = await fetch(served[0] ?? '', { method: 'POST', headers, body: '{}' });
    expect(await answer.json()).to.deep.equal({ TrainingJobSummaries: [] });
    expect(await alone.end('SIGINT')).to.equal(0);
  });
});

/** Free now; LocalStack's port must be known before its container is started. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
