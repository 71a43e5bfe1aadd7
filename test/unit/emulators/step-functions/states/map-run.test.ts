import { expect } from 'chai';
import { MapRuns } from '../../../../../emulators/step-functions/executions/map-runs/map-runs.ts';
import { rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html';

describe('a map run', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  /** Children fail for items below 0. */
  const STATES = {
    I: { Type: 'Choice', Choices: [{ Variable: '$', NumericLessThan: 0, Next: 'F' }], Default: 'P' },
    F: { Type: 'Fail', Error: 'Boom', Cause: 'why' },
    P: { Type: 'Pass', End: true },
  };
  const map = (fields: object, States: object = STATES) =>
    oneState({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States },
      End: true,
      ...fields,
    });

  const tolerances: readonly [string, object, number[], boolean][] = [
    ['nothing', {}, [1, -1], false],
    ['a count', { ToleratedFailureCount: 1 }, [1, -1], true],
    ['more than a count', { ToleratedFailureCount: 1 }, [-1, -1], false],
    ['a percentage', { ToleratedFailurePercentage: 50 }, [1, -1], true],
    ['more than a percentage', { ToleratedFailurePercentage: 40 }, [1, -1], false],
    ['both, the count exceeded', { ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 }, [-1, -1], false],
  ];
  for (const [what, fields, items, succeeds] of tolerances) {
    rule(
      {
        table: 'states-language',
        id: `map.tolerated.${what}`,
        aws: 'too many failed items fail the state with States.ExceedToleratedFailureThreshold',
        here: 'same',
        wording: 'AWS',
        source: GUIDE,
      },
      async () => {
        const { status, error, cause } = await bench.run(map(fields), items);
        if (succeeds) expect(status).to.equal('SUCCEEDED');
        else {
          expect(error).to.equal('States.ExceedToleratedFailureThreshold');
          expect(cause).to.equal('The specified tolerated failure threshold was exceeded');
        }
      },
    );
  }

  const wrong: readonly [string, unknown, string][] = [
    ['an object', {}, 'The ToleratedFailureCountPath field refers to value "{}" which is not a valid integer: $.t'],
    [
      'a word',
      'NoNumber',
      'The ToleratedFailureCountPath field refers to value "NoNumber" which is not a valid integer: $.t',
    ],
    ['a negative number', -1, 'ToleratedFailureCount cannot be negative.'],
  ];
  for (const [what, t, text] of wrong) {
    rule(
      {
        table: 'states-language',
        id: `map.toleratedCountPath.${what}`,
        aws: 'fails the execution after MapStateStarted',
        here: 'same',
        wording: 'AWS',
        source: 'recording of AWS: scenarios/test_base_scenarios.snapshot.json',
      },
      async () => {
        const { error, cause, events } = await bench.run(map({ ItemsPath: '$.l', ToleratedFailureCountPath: '$.t' }), {
          l: [0],
          t,
        });
        expect(error).to.equal('States.Runtime');
        expect(cause).to.equal(`An error occurred while executing the state 'S' (entered at the event id #2). ${text}`);
        expect(events.slice(2).map(({ type }) => type)).to.deep.equal(['MapStateStarted', 'ExecutionFailed']);
      },
    );
  }

  it('is kept with its counts, its children and their histories, also for the next process', async () => {
    const ended = await bench.run(map({ ToleratedFailureCount: 1, Label: 'kept' }), [1, 2, -1]);
    const runs = new MapRuns(bench.dataFolder);
    const [record] = runs.ofExecution(ended.executionArn);
    expect(record).to.deep.include({ status: 'SUCCEEDED', toleratedFailureCount: 1, executionType: 'STANDARD' });
    const counts = {
      pending: 0,
      running: 0,
      succeeded: 2,
      failed: 1,
      timedOut: 0,
      aborted: 0,
      total: 3,
      resultsWritten: 3,
    };
    expect(record?.itemCounts).to.deep.equal(counts);
    expect(record?.executionCounts).to.deep.equal(counts);
    const children = runs.children.of(record?.mapRunArn ?? '');
    expect(children.map(({ input, status }) => `${input} ${status}`)).to.have.members([
      '1 SUCCEEDED',
      '2 SUCCEEDED',
      '-1 FAILED',
    ]);
    const failed = children.find(({ status }) => status === 'FAILED')?.executionArn ?? '';
    expect(runs.child(failed)).to.deep.include({
      error: 'Boom',
      cause: 'why',
      stateMachineName: `m${/m(\d+)/.exec(failed)?.[1]}/kept`,
    });
    expect(runs.childHistory(failed)?.map(({ type }) => type)).to.deep.equal([
      'ExecutionStarted',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'FailStateEntered',
      'ExecutionFailed',
    ]);
  });

  it('is aborted with its children when the execution is', async () => {
    const states = { I: { Type: 'Wait', Seconds: 99_999, End: true } };
    const { executionArn, status } = await bench.run({ ...map({}, states), TimeoutSeconds: 1 }, [1, 2]);
    expect(status).to.equal('TIMED_OUT');
    const [record] = new MapRuns(bench.dataFolder).ofExecution(executionArn);
    expect(record?.status).to.equal('ABORTED');
    expect(record?.executionCounts).to.deep.include({ aborted: 2, running: 0 });
  });

  // Ten thousand of them: large-executions.ltest.ts.
  it('runs a thousand items', async () => {
    const items = Array.from({ length: 1_000 }, (_, at) => at);
    const pass = { I: { Type: 'Pass', Result: 1, ResultPath: null, End: true } };
    const { result } = await bench.run(map({}, pass), items);
    expect(result).to.deep.equal(items);
  });
});
