import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type OpenCloud, openCloud } from '../support/open-cloud.ts';
import { pollUntil } from '../support/poll-until.ts';
import { freshName } from '../support/start-target.ts';
import { needing, targetName } from '../support/target-name.ts';

const FOLDER = join(import.meta.dirname, 'definitions');
const START_MS = 180_000;
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 1, End: true } } };

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

// The same on every target, since what a definition gives is in the States Language and not in who runs it.
needing('deployment', 'definitions of other shapes', () => {
  let open: OpenCloud;
  let roleArn: string;

  before(async function start() {
    this.timeout(START_MS);
    open = await openCloud(targetName() === 'localstack' ? 'localstack' : 'embedded');
    const RoleName = freshName('definitions');
    const { iam } = open.cloud.clients;
    const AssumeRolePolicyDocument = JSON.stringify(trust('states.amazonaws.com'));
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const policy = { RoleName, PolicyName: 'all', PolicyDocument: JSON.stringify(EVERYTHING) };
    await iam.send(new PutRolePolicyCommand(policy));
    roleArn = Role?.Arn ?? '';
  });
  after(() => open?.close());

  const sfn = () => open.cloud.clients.sfn;
  const create = async (definition: string, name = freshName('shape')): Promise<string> => {
    const { stateMachineArn = '' } = await sfn().send(new CreateStateMachineCommand({ name, definition, roleArn }));
    return stateMachineArn;
  };
  /** A definition of the folder with its placeholders filled. */
  const shape = (name: string, values: Readonly<Record<string, string>> = {}) => {
    const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
    return create(text.replaceAll(/\$\{(\w+)\}/g, (_, key: string) => values[key] ?? ''));
  };
  const start = async (stateMachineArn: string, input: object): Promise<string> => {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    return (await sfn().send(command)).executionArn ?? '';
  };
  const ended = (executionArn: string) =>
    pollUntil(`${executionArn} ends`, async () => {
      const execution = await sfn().send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
  const outputOf = async (stateMachineArn: string, input: object): Promise<unknown> => {
    const { status, output = 'null', error, cause } = await ended(await start(stateMachineArn, input));
    expect(status, `${error}: ${cause}`).to.equal('SUCCEEDED');
    return JSON.parse(output);
  };

  it('run a Map over classes, and catch the failure of one', async () => {
    const machine = await shape('map-over-classes');
    const cat = { name: 'cat', images: 12 };
    expect(await outputOf(machine, { least: 10, classes: [cat, { name: 'dog', images: 10 }] })).to.deep.equal({
      count: 2,
      labels: ['0-cat', '1-dog'],
    });
    expect(await outputOf(machine, { least: 10, classes: [cat, { name: 'dog', images: 9 }] })).to.deep.equal({
      refused: 'TooFewImages',
    });
  });

  it('wait for the answer to a callback', async () => {
    const child = await create(JSON.stringify(PASS));
    const execution = await start(await shape('callback', { Child: child }), { model: 'm' });
    const asked = await pollUntil('the other workflow', async () => {
      const { executions = [] } = await sfn().send(new ListExecutionsCommand({ stateMachineArn: child }));
      return executions[0]?.executionArn;
    });
    const { input = '{}' } = await ended(asked);
    const { token: taskToken, model } = JSON.parse(input) as { readonly token: string; readonly model: string };
    expect(model).to.equal('m');
    await sfn().send(new SendTaskSuccessCommand({ taskToken, output: '{"approved":true,"by":"me"}' }));
    const { status, output } = await ended(execution);
    expect({ status, output: JSON.parse(output ?? 'null') }).to.deep.equal({
      status: 'SUCCEEDED',
      output: { approved: true, by: 'me' },
    });
  });

  it('run nested executions in two branches', async () => {
    const child = await create(JSON.stringify(WAIT));
    const results = await outputOf(await shape('nested-execution', { Child: child }), { model: 'm' });
    expect(results).to.deep.equal([
      { output: { rate: 0.01, model: 'm' }, status: 'SUCCEEDED' },
      { output: { rate: 0.1, model: 'm' }, status: 'SUCCEEDED' },
    ]);
  });

  it('take every object below a prefix through a distributed Map', async () => {
    const Bucket = freshName('shapes');
    const { s3 } = open.cloud.clients;
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const Key of ['images/a.jpg', 'images/b.jpg', 'other/c.jpg']) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
    expect(await outputOf(await shape('distributed-map', { Bucket }), {})).to.deep.equal([
      { file: 'a.jpg', bytes: 12 },
      { file: 'b.jpg', bytes: 12 },
    ]);
  });

  // LocalStack answers RedriveExecution with an internal failure, and its JSONata needs a Java that it has to download.
  if (targetName() !== 'localstack') {
    it('pick the best epoch with JSONata', async () => {
      const machine = await shape('jsonata');
      const epochs = [0.5, 0.9, 0.7].map((accuracy, epoch) => ({ epoch, accuracy }));
      expect(await outputOf(machine, { epochs })).to.deep.equal({ kept: 1, mean: 0.7 });
      const { error, cause } = await ended(await start(machine, { epochs: [{ epoch: 0, accuracy: 0.5 }] }));
      expect({ error, cause }).to.deep.equal({ error: 'TooWeak', cause: 'accuracy 0.5' });
    });

    it('go on from a failed branch when redriven', async () => {
      const name = freshName('later');
      const machine = await create(JSON.stringify(PASS));
      const later = `${machine.slice(0, machine.lastIndexOf(':'))}:${name}`;
      const execution = await start(await shape('redriven-failure', { Later: later }), {});
      expect((await ended(execution)).error).to.equal('StepFunctions.StateMachineDoesNotExistException');
      expect(await create(JSON.stringify(PASS), name)).to.equal(later);
      await sfn().send(new RedriveExecutionCommand({ executionArn: execution }));
      const { status, output = 'null' } = await ended(execution);
      expect(status).to.equal('SUCCEEDED');
      const [kept, called] = JSON.parse(output) as readonly { readonly id: string }[];
      expect(called?.id).to.equal(kept?.id);
      const command = new GetExecutionHistoryCommand({ executionArn: execution, maxResults: 1000 });
      const { events = [] } = await sfn().send(command);
      const entered = events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
      expect(entered).to.deep.equal(['Prepare', 'Both', 'Keep', 'Later', 'Call']);
      expect(events.map(({ id }) => id)).to.deep.equal(events.map((_, at) => at + 1));
    });
  }
});
