import { DescribeExecutionCommand, ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS: callback/test_callback.snapshot.json';
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html';

describe('nested executions', () => {
  let bench: StepFunctionsFixture;
  let child: string;
  before(async () => {
    bench = await StepFunctionsFixture.start();
    child = await bench.create(oneState({ Type: 'Pass', Result: { Arg1: 'argument1' }, End: true }), 'child');
  });
  after(() => bench.close());

  const nested = (pattern: string, Parameters: object, fields: object = {}) =>
    oneState({
      Type: 'Task',
      Resource: `arn:aws:states:::states:startExecution${pattern}`,
      Parameters,
      End: true,
      ...fields,
    });
  const childArn = (name: string) => `arn:aws:states:us-east-1:000000000000:execution:child:${name}`;

  rule(
    {
      table: 'step-functions-api',
      id: 'states:startExecution',
      aws: 'starts the child and goes on; ExecutionArn and StartDate with the response’s metadata; a null Input is {}',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: services/test_sfn_task_service.snapshot.json',
    },
    async () => {
      const { result } = await bench.run(nested('', { StateMachineArn: child, Input: null, Name: 'plain' }));
      expect(Object.keys(result as object)).to.deep.equal([
        'ExecutionArn',
        'SdkHttpMetadata',
        'SdkResponseMetadata',
        'StartDate',
      ]);
      const { ExecutionArn, StartDate } = result as { ExecutionArn: string; StartDate: number };
      expect(ExecutionArn).to.equal(childArn('plain'));
      const started = await bench.ended(ExecutionArn);
      expect(started.input).to.equal('{}');
      expect(StartDate).to.equal(started.startDate?.getTime());
    },
  );

  const patterns: readonly [string, (value: unknown) => unknown][] = [
    ['.sync', (value) => JSON.stringify(value)],
    ['.sync:2', (value) => value],
  ];
  for (const [pattern, written] of patterns) {
    rule(
      {
        table: 'step-functions-api',
        id: `states:startExecution${pattern}`,
        aws: `gives the child’s description with Input and Output as ${pattern === '.sync' ? 'text' : 'JSON'}`,
        here: 'same',
        wording: 'none',
        source: `${RECORDED} test_start_execution_sync; members of redriving as AWS added them in 2023`,
      },
      async () => {
        const Name = pattern === '.sync' ? 'sync' : 'sync2';
        const { result, events } = await bench.run(
          nested(pattern, { StateMachineArn: child, Input: { 'a.$': '$.x' }, Name }),
          { x: 1 },
        );
        const { startDate, stopDate } = await bench.ended(childArn(Name));
        expect(result).to.deep.equal({
          ExecutionArn: childArn(Name),
          Input: written({ a: 1 }),
          InputDetails: { Included: true },
          Name,
          Output: written({ Arg1: 'argument1' }),
          OutputDetails: { Included: true },
          RedriveCount: 0,
          RedriveStatus: 'NOT_REDRIVABLE',
          RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
          StartDate: startDate?.getTime(),
          StateMachineArn: child,
          Status: 'SUCCEEDED',
          StopDate: stopDate?.getTime(),
        });
        expect(outline(events).slice(2, 7)).to.deep.equal([
          '3 2 TaskScheduled',
          '4 3 TaskStarted',
          '5 4 TaskSubmitted',
          '6 5 TaskSucceeded',
          '7 6 TaskStateExited',
        ]);
        expect(JSON.parse(events[4]?.taskSubmittedEventDetails?.output ?? '')).to.deep.include({
          ExecutionArn: childArn(Name),
          StartDate: startDate?.getTime(),
        });
      },
    );
  }

  rule(
    {
      table: 'step-functions-api',
      id: 'states:startExecution.sync.failure',
      aws: 'a child that fails is States.TaskFailed with its description as cause',
      here: 'same',
      wording: 'none',
      source: `${RECORDED} test_start_execution_sync_delegate_failure`,
    },
    async () => {
      const failing = await bench.create(oneState({ Type: 'Fail', Error: 'SomeFailure', Cause: 'because' }), 'failing');
      const { error, cause } = await bench.run(nested('.sync', { StateMachineArn: failing, Name: 'f' }));
      expect(error).to.equal('States.TaskFailed');
      const description = JSON.parse(cause ?? '');
      expect(Object.keys(description).slice(0, 3)).to.deep.equal(['Cause', 'Error', 'ExecutionArn']);
      expect(description).to.deep.include({ Cause: 'because', Error: 'SomeFailure', Input: '{}', Status: 'FAILED' });
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'states:startExecution.refusal',
      aws: 'a refused start is named after the Java SDK’s class, with the SDK’s text',
      here: 'same',
      wording: 'AWS',
      source: 'recording of AWS: error_handling/test_task_service_sfn.snapshot.json',
    },
    async () => {
      const { error, cause, events } = await bench.run(nested('', { StateMachineArn: `${child}x` }));
      expect(error).to.equal('StepFunctions.StateMachineDoesNotExistException');
      expect(cause?.replace(/[0-9a-f-]{36}/, '<id>')).to.equal(
        `State Machine Does Not Exist: '${child}x' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: <id>; Proxy: null)`,
      );
      expect(events[4]?.type).to.equal('TaskFailed');
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'states:startExecution.sync.abort',
      aws: 'stopping the parent, or its task’s time limit, stops the child',
      here: 'same',
      wording: 'none',
      source: `${GUIDE}; https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync`,
    },
    async () => {
      const long = await bench.create(oneState({ Type: 'Wait', Seconds: 99_999, End: true }), 'long');
      const running = await pollFirst(long, async () => {
        const parent = await bench.start(await bench.create(nested('.sync:2', { StateMachineArn: long })));
        await bench.event(parent, 'TaskSubmitted');
        await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: parent }));
      });
      expect((await bench.ended(running)).status).to.equal('ABORTED');
      const { error } = await bench.run(
        nested('.sync:2', { StateMachineArn: long, Name: 'late' }, { TimeoutSeconds: 1 }),
      );
      expect(error).to.equal('States.Timeout');
      const late = 'arn:aws:states:us-east-1:000000000000:execution:long:late';
      expect((await bench.ended(late)).status).to.equal('ABORTED');
    },
  );

  /** The one execution of a machine after the work has begun. */
  async function pollFirst(stateMachineArn: string, work: () => Promise<void>): Promise<string> {
    await work();
    return pollUntil('the child is there', async () => {
      const { executions } = await bench.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn }));
      return executions?.[0]?.executionArn;
    });
  }

  it('waits for a token with startExecution.waitForTaskToken', async () => {
    const Input = { 'token.$': '$$.Task.Token' };
    const parent = await bench.start(
      await bench.create(nested('.waitForTaskToken', { StateMachineArn: child, Input, Name: 'callback' })),
    );
    await bench.event(parent, 'TaskSubmitted');
    const { input } = await bench.clients.sfn.send(
      new DescribeExecutionCommand({ executionArn: childArn('callback') }),
    );
    expect(JSON.parse(input ?? '')).to.have.property('token');
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: parent }));
  });

  it('passes a text on as it is, so that it must be JSON', async () => {
    await bench.run(nested('', { StateMachineArn: child, Input: '{"a": 1}', Name: 'text' }));
    expect((await bench.ended(childArn('text'))).input).to.equal('{"a": 1}');
    const { error } = await bench.run(nested('', { StateMachineArn: child, Input: 'hello' }));
    expect(error).to.equal('StepFunctions.InvalidExecutionInputException');
  });
});
