import { expect } from 'chai';
import { FUNCTION_ARN, INVOKE, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

describe('Retry and Catch', () => {
  let bench: StepFunctionsFixture;
  const shares: number[] = [];
  before(async () => {
    // With no jitter left a retry comes at once; tests look at the order of events, not at the clock.
    bench = await StepFunctionsFixture.start({
      random: () => {
        shares.push(0);
        return 0;
      },
    });
  });
  after(() => bench.close());
  beforeEach(() => {
    shares.length = 0;
    bench.lambda.invocations.length = 0;
  });

  const failing = (times: number, ...errorTypes: string[]) => {
    bench.lambda.answer = () => {
      const at = bench.lambda.invocations.length - 1;
      if (at >= times) return { payload: '"fine"' };
      return { payload: JSON.stringify({ errorType: errorTypes[at % errorTypes.length] }), functionError: true };
    };
  };
  const retrier = (ErrorEquals: string[], MaxAttempts: number) => ({
    ErrorEquals,
    MaxAttempts,
    JitterStrategy: 'FULL',
  });
  const task = (fields: object) => oneState({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });

  it('schedules the task again after its failure and counts in $$.State.RetryCount', async () => {
    failing(2, 'Flaky');
    const { output, events } = await bench.run(
      task({ Parameters: { 'attempt.$': '$$.State.RetryCount' }, Retry: [retrier(['Flaky'], 3)] }),
    );
    expect(output).to.equal('"fine"');
    expect(bench.lambda.invocations.map(({ payload }) => payload)).to.deep.equal([
      { attempt: 0 },
      { attempt: 1 },
      { attempt: 2 },
    ]);
    expect(outline(events).slice(1, 8)).to.deep.equal([
      '2 0 TaskStateEntered',
      '3 2 LambdaFunctionScheduled',
      '4 3 LambdaFunctionStarted',
      '5 4 LambdaFunctionFailed',
      '6 5 LambdaFunctionScheduled',
      '7 6 LambdaFunctionStarted',
      '8 7 LambdaFunctionFailed',
    ]);
  });

  it('gives up after MaxAttempts retries', async () => {
    failing(99, 'Flaky');
    const { error } = await bench.run(task({ Retry: [retrier(['Flaky'], 2)] }));
    expect(error).to.equal('Flaky');
    expect(bench.lambda.invocations).to.have.length(3);
  });

  it('does not retry with MaxAttempts 0', async () => {
    failing(99, 'Flaky');
    await bench.run(task({ Retry: [retrier(['Flaky'], 0), retrier(['States.ALL'], 5)] }));
    expect(bench.lambda.invocations).to.have.length(1);
  });

  it('counts for each retrier by itself', async () => {
    failing(99, 'A', 'B');
    await bench.run(task({ Retry: [retrier(['A'], 2), retrier(['B'], 1)] }));
    // A, retry, B, retry, A, retry, B: the second retrier is used up.
    expect(bench.lambda.invocations).to.have.length(4);
  });

  it('asks for a random share only with JitterStrategy FULL', async () => {
    failing(2, 'Flaky');
    await bench.run(task({ Retry: [retrier(['Flaky'], 3)] }));
    expect(shares).to.have.length(2);
  });

  it('catches with the first catcher that matches and puts the error into the input', async () => {
    failing(99, 'Bad');
    const { result } = await bench.run(
      {
        StartAt: 'S',
        States: {
          S: {
            Type: 'Task',
            Resource: FUNCTION_ARN,
            Catch: [
              { ErrorEquals: ['Other'], Next: 'Wrong' },
              { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Caught' },
            ],
            Next: 'Wrong',
          },
          Wrong: { Type: 'Fail' },
          Caught: { Type: 'Succeed' },
        },
      },
      { a: 1 },
    );
    expect(result).to.deep.equal({ a: 1, error: { Error: 'Bad', Cause: '{"errorType":"Bad"}' } });
  });

  const caughtBy = (names: string[], state: object) => ({
    StartAt: 'S',
    States: {
      S: { Type: 'Task', ...state, Catch: [{ ErrorEquals: names, Next: 'Caught' }], End: true },
      Caught: { Type: 'Pass', Result: 'caught', End: true },
    },
  });

  it('does not take States.Timeout for States.TaskFailed, but for States.ALL', async () => {
    bench.lambda.answer = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({})));
    const slow = { Resource: FUNCTION_ARN, TimeoutSeconds: 1 };
    const [task, all] = await Promise.all([
      bench.run(caughtBy(['States.TaskFailed'], slow)),
      bench.run(caughtBy(['States.ALL'], slow)),
    ]);
    expect(task.error).to.equal('States.Timeout');
    expect(all.output).to.equal('"caught"');
  });

  it('never catches States.Runtime, not even by its own name', async () => {
    failing(0, '');
    const wrongPath = { Resource: INVOKE, Parameters: { FunctionName: 'f', 'Payload.$': '$.missing' } };
    expect((await bench.run(caughtBy(['States.ALL'], wrongPath))).error).to.equal('States.Runtime');
    expect((await bench.run(caughtBy(['States.TaskFailed'], wrongPath))).error).to.equal('States.Runtime');
    expect((await bench.run(caughtBy(['States.Runtime'], wrongPath))).error).to.equal('States.Runtime');
  });

  it('catches a function of the States Language that fails', async () => {
    failing(0, '');
    const definition = caughtBy(['States.IntrinsicFailure'], {
      Resource: INVOKE,
      Parameters: { FunctionName: 'f', 'Payload.$': 'States.StringToJson($.text)' },
    });
    expect((await bench.run(definition, { text: 'not json' })).output).to.equal('"caught"');
  });
});
