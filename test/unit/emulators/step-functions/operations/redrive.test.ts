import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline } from '../step-functions-fixture.ts';
import { documented, GUIDE, task, useRedriveLab } from './redrive-lab.ts';

describe('redriving executions', () => {
  const lab = useRedriveLab();

  rule(
    documented(
      '',
      'goes on at the step that failed, with the same input; what succeeded before is not run again, the history goes on after ExecutionRedriven',
      {
        here: 'differs',
        note: 'which events follow ExecutionRedriven is not documented: the state’s entry is not repeated here, except for Fail',
      },
    ),
    async () => {
      const first = await lab().bench.run(
        {
          StartAt: 'A',
          States: { A: { Type: 'Pass', Result: { x: 1 }, Next: 'B' }, B: task({ Next: 'C' }), C: { Type: 'Succeed' } },
        },
        { ignored: true },
      );
      expect(first).to.include({ status: 'FAILED', redriveStatus: 'REDRIVABLE', redriveCount: 0 });
      lab().isBroken = false;
      const { redriveDate } = await lab().redrive(first.executionArn);
      const again = await lab().bench.ended(first.executionArn);
      expect(again).to.deep.include({
        status: 'SUCCEEDED',
        redriveCount: 1,
        redriveDate,
        output: '{"did":{"x":1}}',
        startDate: first.startDate,
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      });
      expect(again).to.not.have.any.keys('error', 'cause');
      expect(outline(again.events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 PassStateEntered',
        '3 2 PassStateExited',
        '4 3 TaskStateEntered',
        '5 4 LambdaFunctionScheduled',
        '6 5 LambdaFunctionStarted',
        '7 6 LambdaFunctionFailed',
        '8 7 ExecutionFailed',
        '9 8 ExecutionRedriven',
        '10 9 LambdaFunctionScheduled',
        '11 10 LambdaFunctionStarted',
        '12 11 LambdaFunctionSucceeded',
        '13 12 TaskStateExited',
        '14 13 SucceedStateEntered',
        '15 14 SucceedStateExited',
        '16 15 ExecutionSucceeded',
      ]);
      expect(again.events[8]?.executionRedrivenEventDetails).to.deep.equal({ redriveCount: 1 });
    },
  );

  rule(
    documented('.Parallel', 'runs only those branches again that failed or were aborted', {
      source: `${GUIDE}#redrive-behavior-states`,
    }),
    async () => {
      const branch = (name: string, state: object, more: object = {}) => ({
        StartAt: name,
        States: { [name]: state, ...more },
      });
      const { executionArn } = await lab().bench.run({
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Next: 'Z',
            Branches: [
              branch('Good', { Type: 'Pass', Result: 'kept', End: true }),
              branch('First', { Type: 'Pass', Result: 7, Next: 'Bad' }, { Bad: task({ End: true }) }),
              branch('Slow', { Type: 'Wait', Seconds: 1, End: true }),
            ],
          },
          Z: { Type: 'Pass', End: true },
        },
      });
      lab().isBroken = false;
      await lab().redrive(executionArn);
      const { status, result, events } = await lab().bench.ended(executionArn);
      expect({ status, result }).to.deep.equal({ status: 'SUCCEEDED', result: ['kept', { did: 7 }, {}] });
      const redrivenAt = events.findIndex(({ type }) => type === 'ExecutionRedriven');
      const exits = events
        .slice(redrivenAt)
        .map(({ stateExitedEventDetails }) => stateExitedEventDetails?.name)
        .filter((name) => name !== undefined);
      expect(exits).to.deep.equal(['Bad', 'Slow', 'P', 'Z']);
      const entries = events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Good');
      expect(entries).to.have.length(1);
    },
  );

  rule(
    documented(
      '.Map',
      'runs only those iterations of an inline Map state again that failed or were aborted, with their variables',
      {
        source: `${GUIDE}#redrive-behavior-states`,
      },
    ),
    async () => {
      lab().bench.lambda.answer = ({ payload }) =>
        lab().isBroken && payload === 'b'
          ? { payload: '{"errorType":"Broken"}', functionError: true }
          : { payload: JSON.stringify(`did ${payload}`) };
      const { executionArn } = await lab().bench.run(
        {
          StartAt: 'M',
          States: {
            M: {
              Type: 'Map',
              MaxConcurrency: 1,
              ItemProcessor: {
                StartAt: 'Note',
                States: {
                  Note: { Type: 'Pass', Assign: { 'seen.$': '$' }, Next: 'Call' },
                  Call: task({ Next: 'End' }),
                  End: { Type: 'Pass', Parameters: { 'seen.$': '$seen', 'result.$': '$' }, End: true },
                },
              },
              End: true,
            },
          },
        },
        ['a', 'b', 'c'],
      );
      const calls = lab().bench.lambda.invocations.length;
      lab().isBroken = false;
      await lab().redrive(executionArn);
      const { result } = await lab().bench.ended(executionArn);
      expect(result).to.deep.equal(['a', 'b', 'c'].map((item) => ({ seen: item, result: `did ${item}` })));
      expect(
        lab()
          .bench.lambda.invocations.slice(calls)
          .map(({ payload }) => payload),
      ).to.deep.equal(['b', 'c']);
    },
  );

  rule(
    documented('.Fail', 'enters the Fail state again, which fails again', {
      source: `${GUIDE}#redrive-behavior-states`,
    }),
    async () => {
      const { executionArn } = await lab().bench.run(oneState({ Type: 'Fail', Error: 'E' }));
      await lab().redrive(executionArn);
      const { status, error, events, redriveCount } = await lab().bench.ended(executionArn);
      expect({ status, error, redriveCount }).to.deep.equal({ status: 'FAILED', error: 'E', redriveCount: 1 });
      expect(outline(events).slice(3)).to.deep.equal([
        '4 3 ExecutionRedriven',
        '5 4 FailStateEntered',
        '6 5 ExecutionFailed',
      ]);
    },
  );

  rule(
    documented('.retry', 'counts retries of the failed state from 0 again', {
      source: `${GUIDE}#redrive-retry-behavior`,
    }),
    async () => {
      const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 1, IntervalSeconds: 1 }];
      const { executionArn } = await lab().bench.run(oneState(task({ Retry, End: true })));
      const attempts = lab().bench.lambda.invocations.length;
      await lab().redrive(executionArn);
      await lab().bench.ended(executionArn);
      expect({ first: attempts, again: lab().bench.lambda.invocations.length - attempts }).to.deep.equal({
        first: 2,
        again: 2,
      });
    },
  );

  rule(
    documented('.context', 'shows RedriveCount and RedriveTime in the context object', {
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html',
    }),
    async () => {
      const { executionArn } = await lab().bench.run({
        StartAt: 'A',
        States: { A: task({ Next: 'B' }), B: { Type: 'Pass', Parameters: { 'e.$': '$$.Execution' }, End: true } },
      });
      lab().isBroken = false;
      const { redriveDate } = await lab().redrive(executionArn);
      const { result } = await lab().bench.ended(executionArn);
      expect((result as { e: object }).e).to.include({ RedriveCount: 1, RedriveTime: redriveDate?.toISOString() });
    },
  );

  it('can be redriven again and again, also after a catcher led on', async () => {
    const { executionArn } = await lab().bench.run(
      {
        StartAt: 'A',
        States: {
          A: task({ Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.caught', Next: 'B' }], Next: 'Never' }),
          Never: { Type: 'Succeed' },
          B: task({ End: true }),
        },
      },
      {},
    );
    for (const count of [1, 2]) {
      await lab().redrive(executionArn);
      expect(await lab().bench.ended(executionArn)).to.include({ status: 'FAILED', redriveCount: count });
    }
    lab().isBroken = false;
    await lab().redrive(executionArn);
    const { result } = await lab().bench.ended(executionArn);
    expect(result).to.have.nested.property('did.caught.Error', 'Broken');
  });
});
