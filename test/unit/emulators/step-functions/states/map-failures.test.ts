import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';

describe('an inline Map state whose iteration fails', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const FAIL = { Type: 'Fail', Error: 'Boom', Cause: 'why' };
  const map = (fields: object, States: object = { Item: FAIL }) => ({
    Type: 'Map',
    ItemProcessor: { StartAt: 'Item', States },
    ...fields,
  });

  rule(
    {
      table: 'states-language',
      id: 'map.failed.events',
      aws: 'MapStateFailed follows the failed iteration’s last event, not its end',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const { status, error, cause, events } = await bench.run(oneState(map({ End: true })), [1]);
      expect({ status, error, cause }).to.deep.equal({ status: 'FAILED', error: 'Boom', cause: 'why' });
      expect(outline(events).slice(2)).to.deep.equal([
        '3 2 MapStateStarted',
        '4 3 MapIterationStarted',
        '5 4 FailStateEntered',
        '6 5 MapIterationFailed',
        '7 5 MapStateFailed',
        '8 7 ExecutionFailed',
      ]);
      expect(events[5]?.mapIterationFailedEventDetails).to.deep.equal({ name: 'S', index: 0 });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.failed.retry',
      aws: 'a retried Map state is started again without a MapStateFailed between',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const Retry = [{ ErrorEquals: ['Boom'], MaxAttempts: 1, JitterStrategy: 'FULL' }];
      const { events } = await bench.run(oneState(map({ Retry, End: true })), [1]);
      expect(outline(events).slice(5)).to.deep.equal([
        '6 5 MapIterationFailed',
        '7 5 MapStateStarted',
        '8 7 MapIterationStarted',
        '9 8 FailStateEntered',
        '10 9 MapIterationFailed',
        '11 9 MapStateFailed',
        '12 11 ExecutionFailed',
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.failed.catch',
      aws: 'a caught failure leaves MapStateFailed, then the state’s exit with Error and Cause',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const states = { M: map({ Catch: [{ ErrorEquals: ['Boom'], Next: 'Z' }], End: true }), Z: { Type: 'Succeed' } };
      const { result, events } = await bench.run({ StartAt: 'M', States: states }, [1]);
      expect(result).to.deep.equal({ Error: 'Boom', Cause: 'why' });
      expect(outline(events).slice(6, 9)).to.deep.equal([
        '7 5 MapStateFailed',
        '8 7 MapStateExited',
        '9 8 SucceedStateEntered',
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.failed.siblings',
      aws: 'the other iterations are aborted; their events follow the failed one’s last event',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: timeouts/test_timeouts.snapshot.json',
    },
    async () => {
      const states = {
        Item: {
          Type: 'Choice',
          Choices: [{ Variable: '$', NumericEquals: 1, Next: 'Fails' }],
          Default: 'Waits',
        },
        Fails: FAIL,
        Waits: { Type: 'Wait', Seconds: 99_999, End: true },
      };
      const { error, events } = await bench.run(oneState(map({ End: true }, states)), [0, 1]);
      expect(error).to.equal('Boom');
      const failed = events.find(({ type }) => type === 'FailStateEntered')?.id;
      expect(
        outline(events)
          .slice(-5)
          .map((line) => line.replace(/^\d+ /, '')),
      ).to.deep.equal([
        `${failed} MapIterationFailed`,
        `${failed} WaitStateAborted`,
        `${failed} MapIterationAborted`,
        `${failed} MapStateFailed`,
        `${events.at(-2)?.id} ExecutionFailed`,
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.failed.waiting',
      aws: 'iterations that have not begun never do',
      here: 'same',
      wording: 'none',
      source: 'https://states-language.net/spec.html#map-state',
    },
    async () => {
      const { events } = await bench.run(oneState(map({ MaxConcurrency: 1, End: true })), [1, 2, 3]);
      expect(events.filter(({ type }) => type === 'MapIterationStarted')).to.have.length(1);
    },
  );

  it('leaves no events of iterations when the whole execution is stopped', async () => {
    const states = { Item: { Type: 'Wait', Seconds: 99_999, End: true } };
    const machine = { ...oneState(map({ End: true }, states)), TimeoutSeconds: 1 };
    const { status, events } = await bench.run(machine, [1]);
    expect(status).to.equal('TIMED_OUT');
    expect(events.at(-1)?.type).to.equal('ExecutionTimedOut');
    expect(events.map(({ type }) => type)).to.not.include('MapIterationAborted');
  });
});
