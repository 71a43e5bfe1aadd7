import {
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf, refusal } from '../../../../support/error-of.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const PASS = oneState({ Type: 'Pass', End: true });
const LONG = oneState({ Type: 'Wait', Seconds: 99_999, End: true });

describe('execution operations', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const stop = (executionArn: string, fields: object = {}) =>
    bench.clients.sfn.send(new StopExecutionCommand({ executionArn, ...fields }));

  it('gives an execution a UUID for a name when none is given', async () => {
    const arn = await bench.start(await bench.create(PASS));
    expect(arn).to.match(/:execution:m\d+:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('describes a running execution', async () => {
    const machine = await bench.create(LONG);
    const arn = await bench.start(machine, { a: 1 }, 'running');
    const { $metadata, startDate, ...described } = await bench.clients.sfn.send(
      new DescribeExecutionCommand({ executionArn: arn }),
    );
    expect(described).to.deep.equal({
      executionArn: arn,
      stateMachineArn: machine,
      name: 'running',
      status: 'RUNNING',
      input: '{"a":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    await stop(arn);
  });

  it('gives the same execution for the same name and input while it runs, and refuses others', async () => {
    const machine = await bench.create(LONG);
    const first = await bench.start(machine, { a: 1 }, 'once');
    expect(await bench.start(machine, { a: 1 }, 'once')).to.equal(first);
    const refused = `ExecutionAlreadyExists: Execution Already Exists: '${first}'`;
    expect(await refusal(bench.start(machine, { a: 2 }, 'once'))).to.equal(refused);
    await stop(first);
    expect(await refusal(bench.start(machine, { a: 1 }, 'once'))).to.equal(refused);
  });

  const inputs: readonly [string, string][] = [
    [
      'not json',
      "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    ],
    ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name"],
    ['', 'Invalid execution input.'],
  ];
  for (const [input, reason] of inputs) {
    it(`refuses the input ${JSON.stringify(input)} in AWS’s words`, async () => {
      const machine = await bench.create(PASS);
      expect(await refusal(bench.start(machine, input))).to.equal(
        `InvalidExecutionInput: Invalid State Machine Execution Input: '${reason}'`,
      );
    });
  }

  it('takes numbers, strings and null for an input, but not more than 256 KiB', async () => {
    const machine = await bench.create(PASS);
    for (const input of ['1', '"text"', 'null']) {
      expect((await bench.ended(await bench.start(machine, input))).output).to.equal(input);
    }
    // The API model counts characters, the quota bytes.
    const large = JSON.stringify('x'.repeat(262_144));
    expect((await errorOf(bench.start(machine, large))).message).to.match(
      /^1 validation error detected: .* at 'input' .* length less than or equal to 262144$/,
    );
    const wide = JSON.stringify('ä'.repeat(200_000));
    expect((await errorOf(bench.start(machine, wide))).name).to.equal('InvalidExecutionInput');
  });

  it('refuses names, machines and executions that are none', async () => {
    const machine = await bench.create(PASS);
    expect((await errorOf(bench.start(machine, {}, 'a b'))).name).to.equal('InvalidName');
    expect(await refusal(bench.start(`${machine}x`))).to.equal(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${machine}x'`,
    );
    const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:none';
    expect(await refusal(bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn })))).to.equal(
      `ExecutionDoesNotExist: Execution Does Not Exist: '${executionArn}'`,
    );
    const history = new GetExecutionHistoryCommand({ executionArn: 'invalid_state_machine_arn' });
    expect(await refusal(bench.clients.sfn.send(history))).to.equal(
      "InvalidArn: Invalid Arn: 'Invalid ARN prefix: invalid_state_machine_arn'",
    );
  });

  it('stops an execution as AWS was recorded to, and once only', async () => {
    const arn = await bench.start(await bench.create(LONG));
    await bench.event(arn, 'WaitStateEntered');
    const { stopDate } = await stop(arn);
    const { status, events } = await bench.ended(arn);
    expect(status).to.equal('ABORTED');
    expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 WaitStateEntered', '3 0 ExecutionAborted']);
    expect(events[2]?.executionAbortedEventDetails).to.deep.equal({});
    expect((await stop(arn, { error: 'again' })).stopDate).to.deep.equal(stopDate);
    expect(await bench.history(arn)).to.have.length(3);
  });

  it('lists executions newest first, by status and page by page', async () => {
    const machine = await bench.create(PASS);
    for (const name of ['e1', 'e2', 'e3']) await bench.ended(await bench.start(machine, {}, name));
    const list = (fields: object) =>
      bench.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, ...fields }));
    const first = await list({ maxResults: 2, statusFilter: 'SUCCEEDED' });
    expect(first.executions?.map(({ name }) => name)).to.deep.equal(['e3', 'e2']);
    await bench.ended(await bench.start(machine, {}, 'e4'));
    const second = await list({ maxResults: 2, statusFilter: 'SUCCEEDED', nextToken: first.nextToken });
    expect(second.executions?.map(({ name }) => name)).to.deep.equal(['e1']);
    expect(second.nextToken).to.equal(undefined);
    expect((await list({ statusFilter: 'RUNNING' })).executions).to.deep.equal([]);
    expect(await refusal(list({ statusFilter: 'succeeded' }))).to.equal(
      "ValidationException: 1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    );
  });

  it('gives the history forwards, backwards, in pages and without data', async () => {
    const { executionArn, events } = await bench.run(PASS, { secret: 1 });
    const get = async (fields: object) =>
      bench.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, ...fields }));
    const ids = (page: { events?: HistoryEvent[] | undefined }) => page.events?.map(({ id }) => id);
    expect(ids(await get({ reverseOrder: true }))).to.deep.equal([4, 3, 2, 1]);
    const first = await get({ maxResults: 3 });
    expect(ids(first)).to.deep.equal([1, 2, 3]);
    expect(ids(await get({ maxResults: 3, nextToken: first.nextToken }))).to.deep.equal([4]);
    const newest = await get({ maxResults: 3, reverseOrder: true });
    expect(ids(newest)).to.deep.equal([4, 3, 2]);
    expect(ids(await get({ maxResults: 3, reverseOrder: true, nextToken: newest.nextToken }))).to.deep.equal([1]);
    expect(JSON.stringify(await get({ includeExecutionData: false }))).to.not.contain('secret');
    expect(events[0]?.timestamp).to.be.instanceOf(Date);
  });

  it('refuses a token of another history, and one that is none', async () => {
    const pages = await Promise.all(
      [1, 2].map(async (input) => {
        const { executionArn } = await bench.run(PASS, input);
        const page = await bench.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }));
        return { executionArn, nextToken: page.nextToken };
      }),
    );
    const [first, second] = pages;
    const beyond = Buffer.from(`${second?.executionArn}#5`).toString('base64url');
    for (const nextToken of [first?.nextToken, beyond, `${second?.nextToken}=`, 'no token']) {
      const asked = new GetExecutionHistoryCommand({ executionArn: second?.executionArn, nextToken });
      expect(await refusal(bench.clients.sfn.send(asked)), nextToken).to.equal(
        "InvalidToken: Invalid Token: 'Invalid token'",
      );
    }
  });

  it('shows each execution the revision that it runs by', async () => {
    const machine = await bench.create(LONG);
    const executionArn = await bench.start(machine);
    await bench.clients.sfn.send(
      new UpdateStateMachineCommand({ stateMachineArn: machine, definition: JSON.stringify(PASS) }),
    );
    const { definition, stateMachineArn, updateDate } = await bench.clients.sfn.send(
      new DescribeStateMachineForExecutionCommand({ executionArn }),
    );
    expect(definition).to.equal(JSON.stringify(LONG));
    expect(stateMachineArn).to.equal(machine);
    expect(updateDate).to.be.instanceOf(Date);
    await stop(executionArn);
  });

  it('takes the trace header that it is given', async () => {
    const stateMachineArn = await bench.create(PASS);
    const { executionArn } = await bench.clients.sfn.send(
      new StartExecutionCommand({ stateMachineArn, traceHeader: 'Root=1' }),
    );
    const { traceHeader } = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(traceHeader).to.equal('Root=1');
  });
});
