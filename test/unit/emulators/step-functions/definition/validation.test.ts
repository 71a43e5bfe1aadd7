import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, INVOKE, oneState } from '../step-functions-fixture.ts';

const integrations = integrationsWithoutActivities();
const problems = (definition: object | string) =>
  validateDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition), integrations);
/** Without the end that the states of these cases have not. */
const located = (definition: object) =>
  problems(definition)
    .filter(({ code }) => code !== 'MISSING_END_STATE')
    .map(({ code, location }) => `${code} ${location}`);
const messages = (definition: object) =>
  problems(definition).map(({ message, location }) => `${message} at ${location}`);
const SCHEMA = 'SCHEMA_VALIDATION_FAILED';

describe('the validation of a definition', () => {
  it('says what AWS was recorded to say of texts that are no definition', () => {
    expect(problems('')).to.deep.equal([
      { severity: 'ERROR', code: SCHEMA, message: 'Definition must be a valid JSON object' },
    ]);
    expect(problems('not a definition')).to.deep.equal([
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        location: '[Source: (String)"not a definition"; line: 1, column: 4]',
        message:
          "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"not a definition\"; line: 1, column: 4]",
      },
    ]);
    expect(problems('{}')).to.deep.equal([
      { severity: 'ERROR', code: SCHEMA, location: '/', message: 'These fields are required: [States, StartAt]' },
    ]);
    expect(messages({ States: { A: { Type: 'Pass', End: true } } })).to.deep.equal([
      'These fields are required: [StartAt] at /',
    ]);
  });

  it('finds every transition to a state that is not there, and every state that is not reached', () => {
    const definition = {
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: FUNCTION_ARN, Next: 'Gone', Catch: [{ ErrorEquals: ['E'], Next: 'Lost' }] },
        B: { Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'C' }], Default: 'Nowhere' },
        D: { Type: 'Succeed' },
      },
    };
    expect(messages(definition)).to.deep.equal([
      "Missing 'Next' target: Gone at /States/A/Next",
      "Missing 'Next' target: Lost at /States/A/Catch[0]/Next",
      "Missing 'Next' target: Nowhere at /States/B/Default",
      "Missing 'Next' target: C at /States/B/Choices[0]/Next",
      'State "B" is not reachable. at /States/B',
      'State "D" is not reachable. at /States/D',
    ]);
    expect(problems(definition).every(({ code }) => code === 'MISSING_TRANSITION_TARGET')).to.equal(true);
  });

  it('finds the same name in two branches', () => {
    const branch = { StartAt: 'X', States: { X: { Type: 'Succeed' } } };
    expect(problems(oneState({ Type: 'Parallel', Branches: [branch, branch], End: true }))).to.deep.equal([
      {
        severity: 'ERROR',
        code: 'DUPLICATE_STATE_NAME',
        location: '/States/S/Branches[1]/States/X',
        message: 'Duplicate State name: X',
      },
    ]);
  });

  it('lists all problems at once, also those in branches', () => {
    const branch = { StartAt: 'X', States: { X: { Type: 'Wait', Timestamp: '2016-12-05 21:29:29Z', End: true } } };
    const definition = {
      StartAt: 'S',
      TimeoutSeconds: -1,
      Wrong: 1,
      States: { S: { Type: 'Parallel', Branches: [branch], Next: 'S', End: true, Seconds: 1 } },
    };
    expect(located(definition)).to.deep.equal([
      `${SCHEMA} /`,
      `${SCHEMA} /TimeoutSeconds`,
      `${SCHEMA} /States/S`,
      `${SCHEMA} /States/S`,
      `${SCHEMA} /States/S/Branches[0]/States/X/Timestamp`,
    ]);
    expect(messages(definition).at(-1)).to.match(/^String does not match RFC3339 timestamp at /);
  });

  it('names the templates whose paths or functions cannot be read', () => {
    const Parameters = {
      'a.$': 'plain',
      'b.$': '$.x[',
      deep: [{ 'c.$': 'States.Nope()' }],
      'd.$': 7,
      'ok.$': '$$.State.Name',
    };
    const text = (field: string) =>
      `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
    expect(messages(oneState({ Type: 'Pass', Parameters, End: true }))).to.deep.equal([
      `${text('a.$')} at /States/S/Parameters`,
      `${text('b.$')} at /States/S/Parameters`,
      `${text('c.$')} at /States/S/Parameters/deep[0]`,
      `${text('d.$')} at /States/S/Parameters`,
    ]);
  });

  it('names parameters that an optimized integration does not take, and those it lacks', () => {
    const Parameters = { 'FunctionNam.$': '$.x', Payload: {} };
    expect(messages(oneState({ Type: 'Task', Resource: INVOKE, Parameters, End: true }))).to.deep.equal([
      'The field "FunctionNam" is not supported by Step Functions at /States/S/Parameters',
      'The field "FunctionName" is required but was missing at /States/S/Parameters',
    ]);
  });

  it('does not recognize what is no resource', () => {
    const { message, location } = problems(oneState({ Type: 'Task', Resource: 'arn:aws:nope', End: true }))[0] ?? {};
    expect(location).to.equal('/States/S/Resource');
    expect(message).to.equal(
      'The resource provided arn:aws:nope is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
    );
  });

  const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });
  const wrong: readonly [string, object, string][] = [
    ['a state without a type', { End: true }, '/States/S'],
    ['a type that is none', { Type: 'Nope' }, '/States/S/Type'],
    ['a state without an end', { Type: 'Pass' }, '/States/S'],
    ['a Task without a resource', { Type: 'Task', End: true }, '/States/S'],
    ['two kinds of waiting', { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true }, '/States/S'],
    ['no kind of waiting', { Type: 'Wait', End: true }, '/States/S'],
    ['more seconds than AWS takes', { Type: 'Wait', Seconds: 100_000_000, End: true }, '/States/S/Seconds'],
    ['a ResultPath that names many places', { Type: 'Pass', ResultPath: '$.a[*]', End: true }, '/States/S/ResultPath'],
    ['an error and its path', { Type: 'Fail', Error: 'a', ErrorPath: '$.a' }, '/States/S'],
    [
      'a heartbeat that is no shorter than the timeout',
      task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      '/States/S/HeartbeatSeconds',
    ],
    ['a timeout and its path', task({ TimeoutSeconds: 5, TimeoutSecondsPath: '$.t' }), '/States/S'],
    [
      'States.ALL among others',
      task({ Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }),
      '/States/S/Retry[0]/ErrorEquals',
    ],
    [
      'States.ALL before others',
      task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
      '/States/S/Retry[0]/ErrorEquals',
    ],
    ['a retrier without errors', task({ Retry: [{ ErrorEquals: [] }] }), '/States/S/Retry[0]/ErrorEquals'],
    [
      'a shrinking backoff',
      task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }),
      '/States/S/Retry[0]/BackoffRate',
    ],
    ['a catcher without Next', task({ Catch: [{ ErrorEquals: ['E'] }] }), '/States/S/Catch[0]'],
    [
      'a delay below the interval',
      task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 9, MaxDelaySeconds: 5 }] }),
      '/States/S/Retry[0]/MaxDelaySeconds',
    ],
    [
      'a jitter that is none',
      task({ Retry: [{ ErrorEquals: ['E'], JitterStrategy: 'HALF' }] }),
      '/States/S/Retry[0]/JitterStrategy',
    ],
  ];
  for (const [what, state, location] of wrong) {
    it(`refuses ${what}`, () => {
      expect(located(oneState(state))).to.deep.equal([`${SCHEMA} ${location}`]);
    });
  }

  const rules: readonly [string, object, string][] = [
    ['two operators', { Variable: '$.a', IsNull: true, IsString: true, Next: 'S' }, ''],
    ['no operator', { Variable: '$.a', Next: 'S' }, ''],
    ['no Next', { Variable: '$.a', IsNull: true }, ''],
    ['no Variable', { IsNull: true, Next: 'S' }, ''],
    ['a string for a number', { Variable: '$.a', NumericEquals: '1', Next: 'S' }, '/NumericEquals'],
    [
      'a time without an offset',
      { Variable: '$.a', TimestampEquals: '2024-01-01T00:00:00', Next: 'S' },
      '/TimestampEquals',
    ],
    ['Next below the top level', { Not: { Variable: '$.a', IsNull: true, Next: 'S' }, Next: 'S' }, '/Not'],
    ['an operator that is none', { Variable: '$.a', IsNull: true, Equals: 1, Next: 'S' }, ''],
  ];
  for (const [what, rule, location] of rules) {
    it(`refuses a choice rule with ${what}`, () => {
      expect(located(oneState({ Type: 'Choice', Choices: [rule] }))).to.deep.equal([
        `${SCHEMA} /States/S/Choices[0]${location}`,
      ]);
    });
  }

  it('takes a definition of 1,000 Parallel states inside of each other', () => {
    let inner: object = { StartAt: 'Z', States: { Z: { Type: 'Succeed' } } };
    for (let at = 0; at < 1_000; at += 1) {
      inner = { StartAt: `P${at}`, States: { [`P${at}`]: { Type: 'Parallel', Branches: [inner], End: true } } };
    }
    expect(problems(inner)).to.deep.equal([]);
  });
});
