import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

describe('a Pass state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const outputOf = async (state: object, input: unknown): Promise<string | undefined> =>
    (await bench.run(oneState({ Type: 'Pass', End: true, ...state }), input)).output;

  rule(
    {
      table: 'states-language',
      id: 'input.written anew',
      aws: 'a state gets its input written without blanks; ExecutionStarted shows it as it was given',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: scenarios/test_base_scenarios.snapshot.json',
    },
    async () => {
      const given = '["Hello", "World"]';
      const { events } = await bench.run(oneState({ Type: 'Pass', End: true }), given);
      expect(events[0]?.executionStartedEventDetails?.input).to.equal(given);
      expect(events[1]?.stateEnteredEventDetails?.input).to.equal('["Hello","World"]');
    },
  );

  it('passes on long numbers digit by digit and blanks within texts', async () => {
    expect(await outputOf({}, '{ "a b":  1.50, "b": 12345678901234567890, "c": "x \\" : ,\\u0041 " }')).to.equal(
      '{"a b":1.50,"b":12345678901234567890,"c":"x \\" : ,A "}',
    );
  });

  it('takes blanks around a path or a call, in a template and in the fields of paths', async () => {
    const state = {
      Parameters: { 'a.$': ' $.a ', 'b.$': '$$.State.Name ', 'c.$': ' States.MathAdd($.a, 1) ' },
      ResultPath: ' $.r ',
      OutputPath: ' $.r ',
    };
    expect(await outputOf(state, { a: 1 })).to.equal('{"a":1,"b":"S","c":2}');
  });

  it('leaves the events that AWS recorded for it', async () => {
    const { events } = await bench.run(oneState({ Type: 'Pass', Result: { Arg1: 'argument1' }, End: true }));
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 PassStateEntered',
      '3 2 PassStateExited',
      '4 3 ExecutionSucceeded',
    ]);
    expect(events[0]?.executionStartedEventDetails).to.deep.equal({
      input: '{}',
      inputDetails: { truncated: false },
      roleArn: 'arn:aws:iam::000000000000:role/states',
    });
    expect(events[2]?.stateExitedEventDetails).to.deep.equal({
      name: 'S',
      output: '{"Arg1":"argument1"}',
      outputDetails: { truncated: false },
    });
  });

  it('puts Result where ResultPath says and keeps the rest', async () => {
    expect(await outputOf({ Result: 7, ResultPath: '$.a.b' }, { a: { c: 1 }, z: 2 })).to.equal(
      '{"a":{"c":1,"b":7},"z":2}',
    );
  });

  it('drops its result when ResultPath is null', async () => {
    expect(await outputOf({ Result: 7, ResultPath: null }, { a: 1 })).to.equal('{"a":1}');
  });

  it('gives {} for a null InputPath and a null OutputPath', async () => {
    expect(await outputOf({ InputPath: null }, { a: 1 })).to.equal('{}');
    expect(await outputOf({ OutputPath: null }, { a: 1 })).to.equal('{}');
  });

  it('applies InputPath, Parameters, ResultPath and OutputPath in this order', async () => {
    const state = {
      InputPath: '$.in',
      Parameters: { 'twice.$': 'States.Array($.v, $.v)', fixed: { 'deep.$': '$.v' } },
      ResultPath: '$.out',
      OutputPath: '$.out.twice[1]',
    };
    expect(await outputOf(state, { in: { v: 5 }, other: 1 })).to.equal('5');
  });

  it('keeps a member named __proto__ as data', async () => {
    expect(await outputOf({ Parameters: { 'copy.$': '$' } }, '{"__proto__":{"x":1}}')).to.equal(
      '{"copy":{"__proto__":{"x":1}}}',
    );
  });

  it('fails with AWS’s text when a path of Parameters selects nothing', async () => {
    const { status, error, cause, events } = await bench.run(
      oneState({ Type: 'Pass', Parameters: { 'address.$': '$.application.address' }, End: true }),
      '{"flagged":false}',
    );
    expect({ status, error, cause }).to.deep.equal({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.application.address' specified for the field 'address.$' could not be found in the input '{\"flagged\":false}'",
    });
    expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 PassStateEntered', '3 2 ExecutionFailed']);
  });

  it('fails when ResultPath leads through a value that is no object', async () => {
    const { error } = await bench.run(oneState({ Type: 'Pass', Result: 1, ResultPath: '$.a.b', End: true }), {
      a: 'text',
    });
    expect(error).to.equal('States.ResultPathMatchFailure');
  });

  it('fails when its output is larger than 256 KiB, whatever it catches', async () => {
    const { error, cause } = await bench.run(
      oneState({ Type: 'Pass', Parameters: { 'a.$': '$', 'b.$': '$' }, End: true }),
      { text: 'x'.repeat(200_000) },
    );
    expect(error).to.equal('States.DataLimitExceeded');
    expect(cause).to.equal(
      "The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
  });

  it('sees the context object', async () => {
    const parameters = {
      'id.$': '$$.Execution.Id',
      'input.$': '$$.Execution.Input.x',
      'role.$': '$$.Execution.RoleArn',
      'redrives.$': '$$.Execution.RedriveCount',
      'machine.$': '$$.StateMachine.Name',
      'state.$': '$$.State.Name',
      'entered.$': '$$.State.EnteredTime',
      'started.$': '$$.Execution.StartTime',
    };
    const arn = await bench.create(oneState({ Type: 'Pass', Parameters: parameters, End: true }), 'context');
    const { result, executionArn } = await bench.ended(await bench.start(arn, { x: 3 }));
    expect(result).to.deep.include({
      id: executionArn,
      input: 3,
      role: 'arn:aws:iam::000000000000:role/states',
      redrives: 0,
      machine: 'context',
      state: 'S',
    });
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    expect(result).to.have.property('entered').that.matches(time);
    expect(result).to.have.property('started').that.matches(time);
  });
});
