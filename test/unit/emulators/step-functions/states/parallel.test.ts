import { expect } from 'chai';
import { pollUntil } from '../../../../support/poll-until.ts';
import { FUNCTION_ARN, INVOKE, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

describe('a Parallel state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
  const pass = (name: string, result: unknown) => branch(name, { Type: 'Pass', Result: result, End: true });
  const fail = (name: string) => branch(name, { Type: 'Fail', Error: 'Boom', Cause: 'why' });
  const longWait = (name: string) => branch(name, { Type: 'Wait', Seconds: 99_999, End: true });

  it('gives the branches’ outputs in their order', async () => {
    const late = branch('Late', { Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z', Next: 'After' });
    const slow = { ...late, States: { ...late.States, After: { Type: 'Pass', Result: 'late', End: true } } };
    const { result } = await bench.run(oneState({ Type: 'Parallel', Branches: [slow, pass('A', 1)], End: true }));
    expect(result).to.deep.equal(['late', 1]);
  });

  it('hands every branch its input through Parameters and shapes the results', async () => {
    const echo = (name: string) => branch(name, { Type: 'Pass', End: true });
    const { result } = await bench.run(
      oneState({
        Type: 'Parallel',
        Parameters: { 'v.$': '$.x' },
        Branches: [echo('A'), echo('B')],
        ResultSelector: { 'both.$': '$[*].v' },
        ResultPath: '$.r',
        End: true,
      }),
      { x: 4 },
    );
    expect(result).to.deep.equal({ x: 4, r: { both: [4, 4] } });
  });

  it('leaves the events that AWS recorded: its exit does not follow ParallelStateSucceeded', async () => {
    const { events } = await bench.run(oneState({ Type: 'Parallel', Branches: [pass('A', 1)], End: true }));
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 ParallelStateEntered',
      '3 2 ParallelStateStarted',
      '4 3 PassStateEntered',
      '5 4 PassStateExited',
      '6 5 ParallelStateSucceeded',
      '7 5 ParallelStateExited',
      '8 7 ExecutionSucceeded',
    ]);
  });

  it('ends its other branches when one fails, at once', async () => {
    const { status, error, cause, events } = await bench.run(
      oneState({ Type: 'Parallel', Branches: [longWait('W'), fail('F')], End: true }),
    );
    expect({ status, error, cause }).to.deep.equal({ status: 'FAILED', error: 'Boom', cause: 'why' });
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 ParallelStateEntered',
      '3 2 ParallelStateStarted',
      '4 3 WaitStateEntered',
      '5 3 FailStateEntered',
      '6 5 WaitStateAborted',
      '7 5 ParallelStateFailed',
      '8 7 ExecutionFailed',
    ]);
  });

  it('aborts a running task of a branch when another fails', async () => {
    let aborted = false;
    let started = (): void => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    bench.lambda.answer = async ({ functionName, signal }) => {
      if (functionName === 'failing') {
        await running;
        return { payload: '{"errorType":"Boom"}', functionError: true };
      }
      started();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      aborted = true;
      return {};
    };
    const task = (name: string, FunctionName: string) =>
      branch(name, { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName }, End: true });
    const branches = [task('T', 'slow'), task('F', 'failing')];
    const { error, events } = await bench.run(oneState({ Type: 'Parallel', Branches: branches, End: true }));
    expect(error).to.equal('Boom');
    const failed = events.find(({ type }) => type === 'TaskFailed')?.id;
    expect(
      outline(events)
        .slice(-3)
        .map((line) => line.replace(/^\d+ /, '')),
    ).to.deep.equal([
      `${failed} TaskStateAborted`,
      `${failed} ParallelStateFailed`,
      `${events.at(-2)?.id} ExecutionFailed`,
    ]);
    await pollUntil('the call is aborted', () => aborted || undefined);
  });

  it('waits in more branches than Node allows listeners, without a warning', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => warnings.push(warning);
    process.on('warning', keep);
    const waiting = Array.from({ length: 20 }, (_, at) => longWait(`W${at}`));
    const { error } = await bench.run(oneState({ Type: 'Parallel', Branches: [...waiting, fail('F')], End: true }));
    process.off('warning', keep);
    expect(error).to.equal('Boom');
    expect(warnings).to.deep.equal([]);
  });

  it('catches what a branch did not', async () => {
    const { result, events } = await bench.run(
      {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [fail('F')],
            Catch: [{ ErrorEquals: ['Boom'], ResultPath: '$.error', Next: 'Done' }],
            End: true,
          },
          Done: { Type: 'Succeed' },
        },
      },
      { a: 1 },
    );
    expect(result).to.deep.equal({ a: 1, error: { Error: 'Boom', Cause: 'why' } });
    expect(outline(events).slice(3, 7)).to.deep.equal([
      '4 3 FailStateEntered',
      '5 4 ParallelStateFailed',
      '6 5 ParallelStateExited',
      '7 6 SucceedStateEntered',
    ]);
  });

  it('runs all its branches again when it is retried', async () => {
    bench.lambda.invocations.length = 0;
    bench.lambda.answer = () =>
      bench.lambda.invocations.length < 2
        ? { payload: '{"errorType":"Flaky"}', functionError: true }
        : { payload: '"fine"' };
    const { result } = await bench.run(
      oneState({
        Type: 'Parallel',
        Branches: [branch('T', { Type: 'Task', Resource: FUNCTION_ARN, End: true })],
        Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 1, JitterStrategy: 'FULL' }],
        End: true,
      }),
    );
    expect(result).to.deep.equal(['fine']);
  });

  it('may be nested in itself', async () => {
    const inner = branch('Inner', { Type: 'Parallel', Branches: [pass('A', 1), pass('B', 2)], End: true });
    const { result } = await bench.run(oneState({ Type: 'Parallel', Branches: [inner, pass('C', 3)], End: true }));
    expect(result).to.deep.equal([[1, 2], 3]);
  });

  // 1,000 deep: large-executions.ltest.ts.
  it('runs 100 deep', async () => {
    let inner: object = { StartAt: 'Z', States: { Z: { Type: 'Pass', Result: 1, End: true } } };
    for (let at = 0; at < 100; at += 1) {
      inner = { StartAt: `P${at}`, States: { [`P${at}`]: { Type: 'Parallel', Branches: [inner], End: true } } };
    }
    const { output } = await bench.run(inner);
    expect(output).to.equal(`${'['.repeat(100)}1${']'.repeat(100)}`);
  });
});
