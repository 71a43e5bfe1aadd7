import { expect } from 'chai';
import { pollUntil } from '../../../../support/poll-until.ts';
import { FUNCTION_ARN, INVOKE, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const FAILURE = '{"errorMessage": "Some exception", "errorType": "Oops"}';

describe('Lambda tasks', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());
  beforeEach(() => {
    bench.lambda.invocations.length = 0;
    bench.lambda.answer = () => ({ payload: '{"ok":true}' });
  });

  const invoke = (fields: object = {}) =>
    oneState({
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'f', 'Payload.$': '$' },
      End: true,
      ...fields,
    });
  const plain = (fields: object = {}) => oneState({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });

  it('gives the members of lambda:invoke’s result in AWS’s order', async () => {
    const { result } = await bench.run(invoke(), { a: 1 });
    expect(Object.keys(result as object)).to.deep.equal([
      'ExecutedVersion',
      'Payload',
      'SdkHttpMetadata',
      'SdkResponseMetadata',
      'StatusCode',
    ]);
    expect(result).to.deep.include({ ExecutedVersion: '$LATEST', Payload: { ok: true }, StatusCode: 200 });
    expect(bench.lambda.invocations.map(({ functionName, payload }) => ({ functionName, payload }))).to.deep.equal([
      { functionName: 'f', payload: { a: 1 } },
    ]);
  });

  const payloads: readonly [unknown, unknown][] = [
    ['{}', {}],
    ['0', 0],
    ['"Hello"', 'Hello'],
    [null, {}],
    [{ a: 1 }, { a: 1 }],
  ];
  for (const [payload, received] of payloads) {
    it(`hands the function ${JSON.stringify(received)} for the Payload ${JSON.stringify(payload)}, as recorded on AWS`, async () => {
      await bench.run(invoke({ Parameters: { FunctionName: 'f', 'Payload.$': '$.p' } }), { p: payload });
      expect(bench.lambda.invocations.map((invocation) => invocation.payload)).to.deep.equal([received]);
    });
  }

  it('shows no header that only the local connection has', async () => {
    const { result } = await bench.run(invoke());
    const { SdkHttpMetadata } = result as { SdkHttpMetadata: { HttpHeaders: object } };
    expect(Object.keys(SdkHttpMetadata.HttpHeaders)).to.not.include('keep-alive');
  });

  it('leaves the events of an optimized integration', async () => {
    const { events } = await bench.run(invoke({ TimeoutSeconds: 60, HeartbeatSeconds: 30 }), { a: 1 });
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 TaskStateEntered',
      '3 2 TaskScheduled',
      '4 3 TaskStarted',
      '5 4 TaskSucceeded',
      '6 5 TaskStateExited',
      '7 6 ExecutionSucceeded',
    ]);
    expect(events[2]?.taskScheduledEventDetails).to.deep.equal({
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'us-east-1',
      parameters: '{"FunctionName":"f","Payload":{"a":1}}',
      timeoutInSeconds: 60,
      heartbeatInSeconds: 30,
    });
    expect(events[3]?.taskStartedEventDetails).to.deep.equal({ resourceType: 'lambda', resource: 'invoke' });
  });

  it('leaves the events of a plain function ARN', async () => {
    const { events, output } = await bench.run(plain({ TimeoutSeconds: 5 }), { a: 1 });
    expect(output).to.equal('{"ok":true}');
    expect(outline(events).slice(2, 6)).to.deep.equal([
      '3 2 LambdaFunctionScheduled',
      '4 3 LambdaFunctionStarted',
      '5 4 LambdaFunctionSucceeded',
      '6 5 TaskStateExited',
    ]);
    expect(events[2]?.lambdaFunctionScheduledEventDetails).to.deep.equal({
      resource: FUNCTION_ARN,
      input: '{"a":1}',
      inputDetails: { truncated: false },
      timeoutInSeconds: 5,
    });
  });

  it('takes a function’s error type as the error and its payload as the cause', async () => {
    bench.lambda.answer = () => ({ payload: FAILURE, functionError: true });
    const { error, cause, events } = await bench.run(invoke());
    expect({ error, cause }).to.deep.equal({
      error: 'Oops',
      cause: '{"errorMessage":"Some exception","errorType":"Oops"}',
    });
    expect(outline(events).slice(3)).to.deep.equal(['4 3 TaskStarted', '5 4 TaskFailed', '6 5 ExecutionFailed']);
    expect(events[4]?.taskFailedEventDetails).to.deep.equal({
      resourceType: 'lambda',
      resource: 'invoke',
      error,
      cause,
    });
  });

  it('passes the payload of a plain function’s error on as it was written', async () => {
    bench.lambda.answer = () => ({ payload: FAILURE, functionError: true });
    const { cause, events } = await bench.run(plain());
    expect(cause).to.equal(FAILURE);
    expect(events[4]?.type).to.equal('LambdaFunctionFailed');
  });

  it('says Lambda.Unknown when the error has no type', async () => {
    bench.lambda.answer = () => ({
      payload: '{"errorMessage":"Task timed out after 3.00 seconds"}',
      functionError: true,
    });
    const { error, cause } = await bench.run(invoke());
    expect({ error, cause }).to.deep.equal({
      error: 'Lambda.Unknown',
      cause:
        'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"Task timed out after 3.00 seconds"}',
    });
  });

  it('names Lambda’s own refusals as AWS does', async () => {
    const message = 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:f';
    bench.lambda.answer = () => ({ refusal: { code: 'ResourceNotFoundException', status: 404, message } });
    const { error, cause } = await bench.run(invoke());
    expect(error).to.equal('Lambda.ResourceNotFoundException');
    expect(cause).to.match(
      /^Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:\$LATEST \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );
  });

  it('gives refusals that Lambda’s model does not list the name of its base class', async () => {
    bench.lambda.answer = () => ({ refusal: { code: 'AccessDeniedException', status: 403, message: 'no' } });
    expect((await bench.run(invoke())).error).to.equal('Lambda.AWSLambdaException');
  });

  it('fails with AWS’s text when a result is too large, which States.ALL catches', async () => {
    bench.lambda.answer = () => ({ payload: JSON.stringify('x'.repeat(300_000)) });
    const definition = {
      StartAt: 'S',
      States: {
        S: {
          Type: 'Task',
          Resource: INVOKE,
          Parameters: { FunctionName: 'f' },
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
          End: true,
        },
        C: { Type: 'Succeed' },
      },
    };
    expect((await bench.run(definition)).result).to.deep.equal({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  it('refuses at run time what it does not take, when the whole input stands for Parameters', async () => {
    const { error, cause } = await bench.run(oneState({ Type: 'Task', Resource: INVOKE, End: true }), {
      FunctionName: 'f',
      Wrong: 1,
    });
    expect(error).to.equal('States.Runtime');
    expect(cause).to.equal(
      'An error occurred while executing the state \'S\' (entered at the event id #2). The Parameters \'{"FunctionName":"f","Wrong":1}\' could not be used to start the Task: [The field "Wrong" is not supported by Step Functions]',
    );
  });

  it('aborts the call and says States.Timeout when its time is over', async () => {
    let aborted = 0;
    bench.lambda.answer = async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      aborted += 1;
      return {};
    };
    const [integration, plainFunction] = await Promise.all([
      bench.run(invoke({ TimeoutSecondsPath: '$.limit' }), { limit: 1 }),
      bench.run(plain({ TimeoutSeconds: 1 })),
    ]);
    const { error, cause, events } = integration;
    expect({ error, cause }).to.deep.equal({ error: 'States.Timeout', cause: undefined });
    expect(outline(events).slice(4)).to.deep.equal(['5 4 TaskTimedOut', '6 5 ExecutionFailed']);
    expect(events[4]?.taskTimedOutEventDetails).to.deep.equal({
      resourceType: 'lambda',
      resource: 'invoke',
      error: 'States.Timeout',
    });
    expect(plainFunction.events[4]?.type).to.equal('LambdaFunctionTimedOut');
    expect(plainFunction.events[4]?.lambdaFunctionTimedOutEventDetails).to.deep.equal({ error: 'States.Timeout' });
    await pollUntil('both calls are aborted', () => aborted === 2 || undefined);
  });
});
