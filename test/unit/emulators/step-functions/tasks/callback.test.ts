import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf, refusal } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { INVOKE, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS: callback/test_callback.snapshot.json';
const SEND_SUCCESS = 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html';
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token';

function waiting(fields: object = {}): object {
  return oneState({
    Type: 'Task',
    Resource: `${INVOKE}.waitForTaskToken`,
    Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
    End: true,
    ...fields,
  });
}

describe('tasks that wait for their token', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  /** Starts a definition and gives the token that the function was handed. */
  async function begin(definition: object, nth = 0): Promise<{ arn: string; token: string }> {
    const before = bench.lambda.invocations.length + nth;
    const arn = await bench.start(await bench.create(definition));
    const invocation = await pollUntil('the function has the token', () => bench.lambda.invocations[before]);
    return { arn, token: (invocation.payload as { token: string }).token };
  }
  const succeed = (taskToken: string, output: string) =>
    bench.clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));
  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskSuccess',
      aws: 'the output becomes the task’s result, in the text that was sent, after TaskSubmitted with the answer of the service',
      here: 'same',
      wording: 'none',
      source: `${RECORDED} test_sqs_wait_for_task_token`,
    },
    async () => {
      const { arn, token } = await begin(waiting());
      await bench.event(arn, 'TaskSubmitted');
      await succeed(token, '{ "approved":  true }');
      const { output, events } = await bench.ended(arn);
      expect(output).to.equal('{ "approved":  true }');
      expect(outline(events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 TaskStateEntered',
        '3 2 TaskScheduled',
        '4 3 TaskStarted',
        '5 4 TaskSubmitted',
        '6 5 TaskSucceeded',
        '7 6 TaskStateExited',
        '8 7 ExecutionSucceeded',
      ]);
      expect(events[2]?.taskScheduledEventDetails).to.deep.equal({
        resourceType: 'lambda',
        resource: 'invoke.waitForTaskToken',
        region: 'us-east-1',
        parameters: JSON.stringify({ FunctionName: 'f', Payload: { token } }),
      });
      expect(JSON.parse(events[4]?.taskSubmittedEventDetails?.output ?? '')).to.deep.include({ StatusCode: 200 });
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskFailure',
      aws: 'error and cause become the task’s; TaskFailed ends it and catchers see both',
      here: 'same',
      wording: 'none',
      source: `${RECORDED} test_sqs_failure_in_wait_for_task_token`,
    },
    async () => {
      const { arn, token } = await begin(waiting());
      await bench.clients.sfn.send(
        new SendTaskFailureCommand({ taskToken: token, error: 'Failure error', cause: 'Failure cause' }),
      );
      const { error, cause, events } = await bench.ended(arn);
      expect({ error, cause }).to.deep.equal({ error: 'Failure error', cause: 'Failure cause' });
      expect(events.find(({ type }) => type === 'TaskFailed')?.taskFailedEventDetails).to.deep.equal({
        resourceType: 'lambda',
        resource: 'invoke.waitForTaskToken',
        error: 'Failure error',
        cause: 'Failure cause',
      });
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskSuccess.TaskTimedOut',
      aws: 'a token is used once: afterwards, and after the task or its execution has ended, it is refused',
      here: 'same',
      wording: 'AWS',
      source: `${SEND_SUCCESS}; the text as AWS's SDK for JavaScript reported it in public repositories`,
    },
    async () => {
      const stale = "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'";
      const { arn, token } = await begin(waiting());
      await succeed(token, '1');
      expect(await refusal(succeed(token, '2'))).to.equal(stale);
      expect((await bench.ended(arn)).output).to.equal('1');
      const second = await begin(waiting());
      await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: second.arn }));
      const beat = bench.clients.sfn.send(new SendTaskHeartbeatCommand({ taskToken: second.token }));
      expect(await refusal(beat)).to.equal(stale);
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskSuccess.InvalidToken',
      aws: 'a text that is no token is refused',
      here: 'same',
      wording: 'AWS',
      source: `${SEND_SUCCESS}; the text as recorded of AWS in public repositories`,
    },
    async () => {
      for (const token of ['FakeTaskToken', 'AAAA', 'x'.repeat(2_048)]) {
        expect(await refusal(succeed(token, '{}'))).to.equal("InvalidToken: Invalid Token: 'Invalid token'");
      }
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskSuccess.InvalidOutput',
      aws: 'output that is not JSON is refused, and the task goes on waiting',
      here: 'same',
      wording: 'partly AWS',
      source: SEND_SUCCESS,
    },
    async () => {
      const { arn, token } = await begin(waiting());
      expect(await refusal(succeed(token, 'not json'))).to.equal(
        "InvalidOutput: Invalid Output: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
      );
      // The quota is in bytes; more characters are refused by the API model.
      expect((await errorOf(succeed(token, JSON.stringify('ä'.repeat(200_000))))).name).to.equal('InvalidOutput');
      expect((await errorOf(succeed(token, JSON.stringify('x'.repeat(262_144))))).name).to.equal('ValidationException');
      await succeed(token, 'null');
      expect((await bench.ended(arn)).output).to.equal('null');
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'HeartbeatSeconds',
      aws: 'a task without a heartbeat for so long fails with States.Timeout and TaskTimedOut, without a cause',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: timeouts/test_heartbeats.snapshot.json test_heartbeat_timeout',
    },
    async () => {
      const { arn } = await begin(waiting({ HeartbeatSeconds: 1, TimeoutSeconds: 600 }));
      const { error, cause, events } = await bench.ended(arn);
      expect({ error, cause }).to.deep.equal({ error: 'States.Timeout', cause: undefined });
      expect(events.slice(5).map(({ type }) => type)).to.deep.equal(['TaskTimedOut', 'ExecutionFailed']);
      expect(events[5]?.taskTimedOutEventDetails).to.deep.equal({
        resourceType: 'lambda',
        resource: 'invoke.waitForTaskToken',
        error: 'States.Timeout',
      });
      expect(events[2]?.taskScheduledEventDetails).to.deep.include({ heartbeatInSeconds: 1, timeoutInSeconds: 600 });
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'SendTaskHeartbeat',
      aws: 'starts the time for the next heartbeat again',
      here: 'same',
      wording: 'none',
      source: `${RECORDED} test_multiple_heartbeat_notifications`,
    },
    async () => {
      const { arn, token } = await begin(waiting({ HeartbeatSeconds: 1 }));
      const firstBeatMs = Date.now();
      // Longer than HeartbeatSeconds, in beats that are much nearer to each other.
      await pollUntil('1.5 s of beats have passed', async () => {
        await bench.clients.sfn.send(new SendTaskHeartbeatCommand({ taskToken: token }));
        return Date.now() - firstBeatMs > 1_500 ? true : undefined;
      });
      await succeed(token, '"alive"');
      expect((await bench.ended(arn)).output).to.equal('"alive"');
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'waitForTaskToken.retry',
      aws: 'each attempt has a token of its own; the old one is stale',
      here: 'same',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      const Retry = [{ ErrorEquals: ['Again'], IntervalSeconds: 1, MaxAttempts: 1 }];
      const { arn, token } = await begin(waiting({ Retry }));
      const seen = bench.lambda.invocations.length;
      await bench.clients.sfn.send(new SendTaskFailureCommand({ taskToken: token, error: 'Again' }));
      const again = await pollUntil('the second attempt', () => bench.lambda.invocations[seen]);
      const second = (again.payload as { token: string }).token;
      expect(second).to.not.equal(token);
      expect((await errorOf(succeed(token, '1'))).name).to.equal('TaskTimedOut');
      await succeed(second, '2');
      expect((await bench.ended(arn)).output).to.equal('2');
    },
  );

  it('takes an answer that comes before the service has answered the request', async () => {
    bench.lambda.answer = async ({ payload }) => {
      await succeed((payload as { token: string }).token, '"early"');
      return { payload: '{}' };
    };
    const { result } = await bench.run(waiting());
    bench.lambda.answer = () => ({ payload: '{}' });
    expect(result).to.equal('early');
  });

  it('submits nothing when the service refuses the request', async () => {
    bench.lambda.answer = () => ({
      refusal: { code: 'ResourceNotFoundException', status: 404, message: 'Function not found' },
    });
    const { error, events } = await bench.run(waiting());
    bench.lambda.answer = () => ({ payload: '{}' });
    expect(error).to.equal('Lambda.ResourceNotFoundException');
    expect(events[4]?.type).to.equal('TaskSubmitFailed');
  });
});
