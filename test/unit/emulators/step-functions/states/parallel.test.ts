import { expect } from 'chai';
import { FUNCTION_ARN, oneState, outline, StatesBench } from '../states-bench.ts';

describe('a Parallel state', () => {
  let bench: StatesBench;
  before(async () => {
    bench = await StatesBench.start();
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
    bench.lambda.answer = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve({ payload: '{}' });
        });
      });
    const task = branch('T', { Type: 'Task', Resource: FUNCTION_ARN, End: true });
    const failing = {
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 1, Next: 'F' }, F: { Type: 'Fail', Error: 'Boom' } },
    };
    const { events } = await bench.run(oneState({ Type: 'Parallel', Branches: [task, failing], End: true }));
    expect(events.map(({ type }) => type)).to.include.members(['TaskStateAborted', 'ParallelStateFailed']);
    expect(aborted).to.equal(true);
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
        Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: 1 }],
        End: true,
      }),
    );
    expect(result).to.deep.equal(['fine']);
  });

  it('stands inside of itself', async () => {
    const inner = branch('Inner', { Type: 'Parallel', Branches: [pass('A', 1), pass('B', 2)], End: true });
    const { result } = await bench.run(oneState({ Type: 'Parallel', Branches: [inner, pass('C', 3)], End: true }));
    expect(result).to.deep.equal([[1, 2], 3]);
  });
});
