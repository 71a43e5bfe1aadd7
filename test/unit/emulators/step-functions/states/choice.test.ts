import { expect } from 'chai';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

describe('a Choice state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  /** One state machine with a rule that leads to Yes and a default that leads to No. */
  const chooses = async (rule: object, input: unknown): Promise<boolean> => {
    const { output, status, cause } = await bench.run(
      {
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
          Yes: { Type: 'Pass', Result: true, End: true },
          No: { Type: 'Pass', Result: false, End: true },
        },
      },
      input,
    );
    if (status !== 'SUCCEEDED') throw new Error(cause);
    return output === 'true';
  };

  const cases: readonly [string, object, unknown, boolean][] = [
    ['never takes a string for a number', { Variable: '$.v', NumericGreaterThan: 0.8 }, { v: '0.9' }, false],
    ['never takes a number for a string', { Variable: '$.v', StringEquals: '1' }, { v: 1 }, false],
    ['compares numbers', { Variable: '$.v', NumericGreaterThan: 0.8 }, { v: 0.9 }, true],
    ['takes 1.0 and 1 for the same number', { Variable: '$.v', NumericEquals: 1 }, '{"v":1.0}', true],
    ['has an or-equals form', { Variable: '$.v', NumericLessThanEquals: 5 }, { v: 5 }, true],
    ['compares strings by their characters', { Variable: '$.v', StringLessThan: 'b' }, { v: 'a' }, true],
    ['puts upper case before lower case', { Variable: '$.v', StringLessThan: 'a' }, { v: 'B' }, true],
    ['compares with a path', { Variable: '$.v', StringEqualsPath: '$.w' }, { v: 'x', w: 'x' }, true],
    [
      'compares only values of the same type by paths',
      { Variable: '$.v', NumericEqualsPath: '$.w' },
      { v: 1, w: '1' },
      false,
    ],
    ['compares booleans', { Variable: '$.v', BooleanEquals: false }, { v: false }, true],
    [
      'compares times across offsets',
      { Variable: '$.v', TimestampEquals: '2024-01-01T12:00:00Z' },
      { v: '2024-01-01T13:00:00+01:00' },
      true,
    ],
    [
      'never takes a date without an offset for a time',
      { Variable: '$.v', TimestampGreaterThan: '2020-01-01T00:00:00Z' },
      { v: '2024-01-01T12:00:00' },
      false,
    ],
    ['finds that a member is there, even null', { Variable: '$.v', IsPresent: true }, { v: null }, true],
    ['finds that a member is not there', { Variable: '$.v.w', IsPresent: false }, { v: 1 }, true],
    ['recognises null', { Variable: '$.v', IsNull: true }, { v: null }, true],
    ['distinguishes numbers from strings of digits', { Variable: '$.v', IsNumeric: true }, { v: '1' }, false],
    ['recognises strings', { Variable: '$.v', IsString: true }, { v: '1' }, true],
    ['recognises booleans', { Variable: '$.v', IsBoolean: true }, { v: true }, true],
    ['recognises timestamps', { Variable: '$.v', IsTimestamp: true }, { v: '2024-02-29T00:00:00.5Z' }, true],
    [
      'knows that there is no 30 February',
      { Variable: '$.v', IsTimestamp: true },
      { v: '2024-02-30T00:00:00Z' },
      false,
    ],
    ['matches patterns with stars', { Variable: '$.v', StringMatches: 'log-*.txt' }, { v: 'log-a.b.txt' }, true],
    ['matches the whole string', { Variable: '$.v', StringMatches: '*.txt' }, { v: 'a.txt.gz' }, false],
    ['takes an escaped star for a star', { Variable: '$.v', StringMatches: 'a\\*c' }, { v: 'abc' }, false],
    ['finds an escaped star', { Variable: '$.v', StringMatches: 'a\\*c*' }, { v: 'a*cd' }, true],
    ['finds an escaped backslash', { Variable: '$.v', StringMatches: 'a\\\\*' }, { v: 'a\\b' }, true],
    ['sees the context object', { Variable: '$$.State.Name', StringEquals: 'C' }, {}, true],
    [
      'joins with And',
      {
        And: [
          { Variable: '$.v', IsNumeric: true },
          { Variable: '$.v', NumericLessThan: 3 },
        ],
      },
      { v: 2 },
      true,
    ],
    [
      'ends And at the first rule that fails, so that the others’ paths may be missing',
      {
        And: [
          { Variable: '$.v', IsPresent: true },
          { Variable: '$.v', IsNull: false },
        ],
      },
      {},
      false,
    ],
    [
      'joins with Or',
      {
        Or: [
          { Variable: '$.v', NumericEquals: 1 },
          { Variable: '$.v', NumericEquals: 2 },
        ],
      },
      { v: 2 },
      true,
    ],
    ['turns round with Not', { Not: { Variable: '$.v', StringEquals: 'x' } }, { v: 'y' }, true],
  ];
  for (const [name, rule, input, expected] of cases) {
    it(name, async () => {
      expect(await chooses(rule, input)).to.equal(expected);
    });
  }

  it('fails with AWS’s text when its variable selects nothing', async () => {
    const { error, cause } = await bench.run({
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$.v', IsNull: true, Next: 'D' }] },
        D: { Type: 'Succeed' },
      },
    });
    expect(error).to.equal('States.Runtime');
    expect(cause).to.equal(
      "An error occurred while executing the state 'C' (entered at the event id #2). Invalid path '$.v': The choice state's condition path references an invalid value.",
    );
  });

  it('fails with States.NoChoiceMatched when no rule holds and there is no Default', async () => {
    const { error, events } = await bench.run(
      {
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices: [{ Variable: '$.v', IsNull: true, Next: 'D' }] },
          D: { Type: 'Succeed' },
        },
      },
      { v: 1 },
    );
    expect(error).to.equal('States.NoChoiceMatched');
    expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 ChoiceStateEntered', '3 2 ExecutionFailed']);
  });

  it('takes the first rule that holds', async () => {
    const rule = (Next: string) => ({ Variable: '$.v', NumericGreaterThan: 0, Next });
    const { output } = await bench.run(
      {
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices: [rule('First'), rule('Second')] },
          First: { Type: 'Pass', Result: 'first', End: true },
          Second: { Type: 'Pass', Result: 'second', End: true },
        },
      },
      { v: 1 },
    );
    expect(output).to.equal('"first"');
  });

  it('goes round a loop until its condition holds', async () => {
    const { result } = await bench.run(
      {
        StartAt: 'Add',
        States: {
          Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'C' },
          C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 50, Next: 'Add' }], Default: 'End' },
          End: { Type: 'Succeed' },
        },
      },
      { n: 0 },
    );
    expect(result).to.deep.equal({ n: 50 });
  });

  it('is refused without any rule', async () => {
    let message = '';
    await bench.create(oneState({ Type: 'Choice', Choices: [] })).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.contain('/States/S/Choices');
  });
});
