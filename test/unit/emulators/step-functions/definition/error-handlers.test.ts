import { expect } from 'chai';
import { FUNCTION_ARN } from '../step-functions-fixture.ts';
import { problemsOfState, unsupported, wrong } from './definition-problems.ts';

const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };
const INTEGER = 'Expected value of type Integer';
const retried = (fields: object, language?: string) =>
  problemsOfState({ ...TASK, Retry: [{ ErrorEquals: ['E'], ...fields }] }, language);
const caught = (fields: object, language?: string) =>
  problemsOfState({ ...TASK, Catch: [{ ErrorEquals: ['E'], Next: 'S', ...fields }] }, language);
const only = (own: string, field: string, other: string) =>
  wrong(
    '/Catch[0]',
    `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
  );

type Row = readonly [field: string, taken: readonly unknown[], refused: readonly (readonly [unknown, string])[]];

const notWhole = [1.5, '1', null].map((value) => [value, INTEGER] as const);
/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html: limits of a retrier. */
const RETRIER: readonly Row[] = [
  [
    'IntervalSeconds',
    [0, 1, 99_999_999],
    [[-1, 'Minimum value is 0'], [100_000_000, 'Maximum value is 99999999'], ...notWhole],
  ],
  [
    'MaxAttempts',
    [0, 99_999_999],
    [[-1, 'Minimum value is 0'], [100_000_000, 'Maximum value is 99999999'], ...notWhole],
  ],
  ['MaxDelaySeconds', [2, 31_622_400], [[31_622_401, 'Maximum value is 31622400'], ...notWhole]],
  [
    'BackoffRate',
    [1, 1.5, 1e9],
    [
      [0.99, 'Minimum value is 1'],
      ['2', '[rehearsal] "2" must be a number from 1'],
      [null, '[rehearsal] null must be a number from 1'],
    ],
  ],
  [
    'JitterStrategy',
    ['NONE', 'FULL'],
    [
      ['HALF', 'Value should be one of the following: [NONE, FULL]'],
      [7, 'Expected value of type [STRING]'],
    ],
  ],
  ['Comment', ['', 'c'], [[7, '[rehearsal] must be a string']]],
];

describe('the error handlers of a state', () => {
  for (const [field, taken, refused] of RETRIER) {
    it(`retry by ${field} within its limits`, () => {
      for (const language of ['JSONPath', 'JSONata']) {
        for (const value of taken) expect(retried({ [field]: value }, language)).to.deep.equal([]);
        for (const [value, message] of refused) {
          expect(retried({ [field]: value }, language)).to.deep.equal([wrong(`/Retry[0]/${field}`, message)]);
        }
      }
    });
  }

  it('wait at most for longer than they wait at first', () => {
    const message = wrong('/Retry[0]/MaxDelaySeconds', '[rehearsal] MaxDelaySeconds must be above IntervalSeconds');
    expect(retried({ IntervalSeconds: 5, MaxDelaySeconds: 6 })).to.deep.equal([]);
    expect(retried({ IntervalSeconds: 5, MaxDelaySeconds: 5 })).to.deep.equal([message]);
    // A retrier waits for one second unless it says how long.
    expect(retried({ MaxDelaySeconds: 1 })).to.deep.equal([message]);
    expect(retried({ IntervalSeconds: 0, MaxDelaySeconds: 1 })).to.deep.equal([]);
    expect(retried({ IntervalSeconds: 0, MaxDelaySeconds: 0 })).to.deep.equal([
      wrong('/Retry[0]/MaxDelaySeconds', 'Minimum value is 1'),
      message,
    ]);
    expect(retried({ IntervalSeconds: '5', MaxDelaySeconds: 2 })).to.deep.equal([
      wrong('/Retry[0]/IntervalSeconds', INTEGER),
    ]);
  });

  it('know the fields of their kind and no others', () => {
    for (const field of ['Next', 'Assign', 'Output', 'ResultPath', 'Nope']) {
      expect(retried({ [field]: 'S' })).to.deep.equal([unsupported(field, '/Retry[0]')]);
      expect(retried({ [field]: 'S' }, 'JSONata')).to.deep.equal([unsupported(field, '/Retry[0]')]);
    }
    for (const field of ['MaxAttempts', 'Nope']) {
      expect(caught({ [field]: 1 })).to.deep.equal([unsupported(field, '/Catch[0]')]);
      expect(caught({ [field]: 1 }, 'JSONata')).to.deep.equal([unsupported(field, '/Catch[0]')]);
    }
    expect(caught({ Output: 1 })).to.deep.equal([only('JSONPath', 'Output', 'JSONata')]);
    expect(caught({ ResultPath: '$' }, 'JSONata')).to.deep.equal([only('JSONata', 'ResultPath', 'JSONPath')]);
  });

  it('catch with fields that have the rules of a state’s', () => {
    for (const fields of [{ Comment: 'c' }, { ResultPath: '$.e' }, { ResultPath: null }, { Assign: { a: 1 } }]) {
      expect(caught(fields)).to.deep.equal([]);
    }
    for (const fields of [{ Comment: 'c' }, { Output: '{% $states.errorOutput %}' }, { Assign: { a: '{% 1 %}' } }]) {
      expect(caught(fields, 'JSONata')).to.deep.equal([]);
    }
    const refused: readonly (readonly [object, string, string])[] = [
      [{ Comment: 7 }, 'Comment', '[rehearsal] must be a string'],
      [{ Next: 7 }, 'Next', '[rehearsal] must be a string'],
      [{ ResultPath: 'e' }, 'ResultPath', 'Value must be a valid JSONPath.'],
      [{ Assign: 7 }, 'Assign', '[rehearsal] must be an object'],
    ];
    for (const [fields, field, message] of refused)
      expect(caught(fields)).to.deep.equal([wrong(`/Catch[0]/${field}`, message)]);
  });

  it('catch with results that can be read', () => {
    expect(caught({ Assign: { 'a.$': 'no path' } })).to.deep.equal([
      wrong(
        '/Catch[0]/Assign',
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
      ),
    ]);
    expect(caught({ Assign: { 'a-b': 1 } })).to.deep.equal([
      "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at /Catch[0]/Assign",
    ]);
    for (const field of ['Assign', 'Output']) {
      expect(caught({ [field]: { a: '{% 1 + %}' } }, 'JSONata')).to.deep.equal([
        `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /Catch[0]/${field}/a`,
      ]);
    }
  });

  it('name the errors that they are for', () => {
    const handled = (Retry: readonly unknown[]) => problemsOfState({ ...TASK, Retry });
    const place = (at: number) => `/Retry[${at}]/ErrorEquals`;
    for (const ErrorEquals of ['E', [7], { a: 1 }, null]) {
      expect(handled([{ ErrorEquals }])).to.deep.equal([
        wrong(place(0), '[rehearsal] ErrorEquals must be a list of error names'),
      ]);
    }
    expect(handled([{}])).to.deep.equal([wrong('/Retry[0]', 'These fields are required: [ErrorEquals]')]);
    expect(problemsOfState({ ...TASK, Catch: [{}] })).to.deep.equal([
      wrong('/Catch[0]', 'These fields are required: [ErrorEquals, Next]'),
    ]);
    expect(handled([{ ErrorEquals: ['A', 'B'] }, { ErrorEquals: ['States.ALL'] }])).to.deep.equal([]);
    const alone = 'States.ALL must appear alone and at end of list';
    expect(handled([{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }])).to.deep.equal([wrong(place(0), alone)]);
    expect(handled([{ ErrorEquals: ['A'] }, { ErrorEquals: ['B', 'States.ALL'] }])).to.deep.equal([
      wrong(place(1), alone),
    ]);
    expect(handled([{ ErrorEquals: [] }])).to.deep.equal([wrong(place(0), 'Value cannot be empty')]);
    for (const handler of [7, null, ['E']]) {
      expect(handled([{ ErrorEquals: ['A'] }, handler])).to.deep.equal([
        wrong('/Retry[1]', '[rehearsal] must be an object'),
      ]);
      expect(problemsOfState({ ...TASK, Catch: [handler] })).to.deep.equal([
        wrong('/Catch[0]', '[rehearsal] must be an object'),
      ]);
    }
  });
});
