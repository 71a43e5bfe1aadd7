import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const AT = "An error occurred while executing the state 'S' (entered at the event id #2).";

describe('Wait, Fail and Succeed states', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const wait = (fields: object) => oneState({ Type: 'Wait', End: true, ...fields });

  it('ends a Wait for a time that is past at once', async () => {
    const { status, events } = await bench.run(wait({ Timestamp: '2016-03-14T01:59:00Z' }));
    expect(status).to.equal('SUCCEEDED');
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 WaitStateEntered',
      '3 2 WaitStateExited',
      '4 3 ExecutionSucceeded',
    ]);
  });

  it('waits for the seconds that a path gives, not less', async () => {
    const { startDate, stopDate } = await bench.run(wait({ SecondsPath: '$.s' }), { s: 1 });
    expect((stopDate?.getTime() ?? 0) - (startDate?.getTime() ?? 0)).to.be.at.least(1000);
  });

  it('waits longer than one timer can', async () => {
    const arn = await bench.start(await bench.create(wait({ Seconds: 99_999_999 })));
    await bench.event(arn, 'WaitStateEntered');
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: arn }));
    expect((await bench.ended(arn)).status).to.equal('ABORTED');
  });

  for (const [fields, input] of [
    [{ Timestamp: '9999-12-31T23:59:59Z' }, {}],
    [{ TimestampPath: '$.t' }, { t: '9999-12-31T23:59:59Z' }],
    [{ SecondsPath: '$.s' }, { s: 2_147_483_648 }],
    [{ QueryLanguage: 'JSONata', Seconds: '{% $states.input.s %}' }, { s: 2_147_483_648 }],
  ] as const) {
    it(`fails as recorded on AWS for a wait of more than 2^31 s: ${Object.keys(fields)}`, async () => {
      const { error, cause } = await bench.run(wait(fields), input);
      expect({ error, cause }).to.deep.equal({
        error: 'States.Runtime',
        cause: `${AT} Wait state delay is too long.`,
      });
    });
  }

  it('fails in AWS’s words when SecondsPath selects nothing', async () => {
    const { error, cause } = await bench.run(wait({ SecondsPath: '$.input.waitSeconds' }));
    expect(error).to.equal('States.Runtime');
    expect(cause).to.equal(`${AT} The SecondsPath parameter does not reference an input value: $.input.waitSeconds`);
  });

  for (const text of ['2016-12-05 21:29:29Z', '2016-12-05T21:29:29', '2016-13-05T21:29:29Z', '2016-12-05T25:29:29Z']) {
    it(`does not take ${text} for a time`, async () => {
      const { cause } = await bench.run(wait({ TimestampPath: '$.TimestampValue' }), { TimestampValue: text });
      expect(cause).to.equal(
        `${AT} The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.TimestampValue == ${text}`,
      );
    });
  }

  it('ends with the error and cause of a Fail state', async () => {
    const { status, error, cause, events } = await bench.run(
      oneState({ Type: 'Fail', Error: 'SomeFailure', Cause: 'why' }),
    );
    expect({ status, error, cause }).to.deep.equal({ status: 'FAILED', error: 'SomeFailure', cause: 'why' });
    expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 FailStateEntered', '3 2 ExecutionFailed']);
  });

  it('leaves out what a Fail state does not name', async () => {
    const { error, cause, events } = await bench.run(oneState({ Type: 'Fail', Cause: 'only a cause' }));
    expect(error).to.equal(undefined);
    expect(cause).to.equal('only a cause');
    expect(events.at(-1)?.executionFailedEventDetails).to.deep.equal({ cause: 'only a cause' });
  });

  it('takes error and cause from paths and intrinsic functions', async () => {
    const state = { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('{} of {}', $.e, $$.Execution.Input.n)" };
    const { error, cause } = await bench.run(oneState(state), { e: 'Bad', n: 3 });
    expect({ error, cause }).to.deep.equal({ error: 'Bad', cause: 'Bad of 3' });
  });

  it('fails with States.Runtime when ErrorPath selects nothing', async () => {
    const { error, cause } = await bench.run(oneState({ Type: 'Fail', ErrorPath: '$.e' }));
    expect(error).to.equal('States.Runtime');
    expect(cause).to.equal(
      `${AT} The JSONPath '$.e' specified for the field 'ErrorPath' could not be found in the input '{}'`,
    );
  });

  it('ends with what a Succeed state lets through', async () => {
    const { output } = await bench.run(oneState({ Type: 'Succeed', InputPath: '$.a', OutputPath: '$.b' }), {
      a: { b: 1 },
    });
    expect(output).to.equal('1');
  });
});
