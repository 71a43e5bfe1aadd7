import { expect } from 'chai';
import { FUNCTION_ARN } from '../step-functions-fixture.ts';
import { problemsOfState, wrong } from './definition-problems.ts';

const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };
const PASS = { Type: 'Pass', End: true };
const WAIT = { Type: 'Wait', End: true };
const ITEM = { StartAt: 'I', States: { I: { Type: 'Succeed' } } };
const MAP = {
  Type: 'Map',
  ItemProcessor: { ...ITEM, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  End: true,
};

const INTEGER = 'Expected value of type Integer';
const below = (least: number) => `Minimum value is ${least}`;
const above = (most: number) => `Maximum value is ${most}`;
const NO_PATH = 'Value must be a valid JSONPath.';
const NO_TIME = 'String does not match RFC3339 timestamp';
const TEXT = '[rehearsal] must be a string';
const FLAG = '[rehearsal] must be true or false';
const LIST = '[rehearsal] must be a list';
const RECORD = '[rehearsal] must be an object';
const EMPTY = 'Value cannot be empty';

type Cases = readonly (readonly [value: unknown, message: string])[];

/** A state, one of its fields, values that it takes and values that it does not take with what is said of them. */
type Row = readonly [state: object, field: string, taken: readonly unknown[], refused: Cases];

const PATHS = ['$', '$.a', '$.a[0].b', "$['a b']", '$.a[*]', '$..a', '$$', '$$.State.Name', '$v', '$v.a[1]'];
const NO_PATHS: Cases = ['', 'a', '.a', '$.', '$.a[', '$.a b[', 7, true, {}].map((value) => [value, NO_PATH]);
const texts: Cases = [7, null, true, ['a'], { a: 1 }].map((value) => [value, TEXT]);
const records: Cases = [7, 'a', null, [1]].map((value) => [value, RECORD]);
const lists: Cases = [7, 'a', null, { a: 1 }].map((value) => [value, LIST]);
const notWhole: Cases = [1.5, '1', null, true].map((value) => [value, INTEGER]);

// https://states-language.net/spec.html and the limits of
// https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html (99,999,999 seconds).
const ROWS: readonly Row[] = [
  [PASS, 'Comment', ['', 'c'], texts],
  [{ ...PASS, End: undefined }, 'Next', ['S'], [[7, TEXT]]],
  [TASK, 'Resource', [FUNCTION_ARN], texts],
  [
    { ...PASS, Next: undefined },
    'End',
    [true],
    [
      ['true', FLAG],
      [1, FLAG],
    ],
  ],
  [PASS, 'InputPath', [null, ...PATHS], NO_PATHS],
  [PASS, 'OutputPath', [null, ...PATHS], NO_PATHS],
  [
    PASS,
    'ResultPath',
    [null, '$', '$.a', '$.a[0].b', "$['a b'].c"],
    [
      ['$.a[*]', 'Value is not a Reference Path'],
      ['$..a', 'Value is not a Reference Path'],
      ['$.a[', 'Value is not a Reference Path'],
      ['$.a[0:1]', 'Value is not a Reference Path'],
      ['$.a[?(@.b)]', 'Value is not a Reference Path'],
      ...['', 'a', 7, true].map((value): [unknown, string] => [value, NO_PATH]),
    ],
  ],
  [PASS, 'Assign', [{}, { a: 1 }], records],
  [TASK, 'ResultSelector', [{}, { a: 1 }], records],
  [PASS, 'Result', [7, null, 'a', [1], { a: 1 }], []],
  [PASS, 'Parameters', [7, null, 'a', [1], { a: 1 }], []],
  [TASK, 'TimeoutSeconds', [1, 99_999_999], [[0, below(1)], [100_000_000, above(99_999_999)], ...notWhole]],
  [TASK, 'HeartbeatSeconds', [1, 99_999_999], [[0, below(1)], [100_000_000, above(99_999_999)], ...notWhole]],
  [TASK, 'TimeoutSecondsPath', PATHS, [...NO_PATHS, [null, NO_PATH]]],
  [TASK, 'HeartbeatSecondsPath', PATHS, [...NO_PATHS, [null, NO_PATH]]],
  [TASK, 'Retry', [[]], lists],
  [TASK, 'Catch', [[]], lists],
  [{ Type: 'Choice' }, 'Choices', [], [...lists, [[], EMPTY]]],
  [{ Type: 'Parallel', End: true }, 'Branches', [[ITEM]], [...lists, [[], EMPTY]]],
  [{ Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'S' }] }, 'Default', ['S'], texts],
  [WAIT, 'Seconds', [0, 99_999_999], [[-1, below(0)], [100_000_000, above(99_999_999)], ...notWhole]],
  [WAIT, 'SecondsPath', PATHS, [...NO_PATHS, [null, NO_PATH]]],
  [WAIT, 'TimestampPath', PATHS, [...NO_PATHS, [null, NO_PATH]]],
  [
    WAIT,
    'Timestamp',
    ['2016-03-14T01:59:00Z', '2016-02-29T23:59:59.123456789+02:00', '2016-03-14T01:59Z'],
    [
      '2016-03-14 01:59:00Z',
      '2016-03-14t01:59:00Z',
      '2016-03-14T01:59:00z',
      '2016-03-14T01:59:00',
      '2016-02-30T01:59:00Z',
      '2015-02-29T01:59:00Z',
      '2016-13-01T01:59:00Z',
      '2016-03-00T01:59:00Z',
      ' 2016-03-14T01:59:00Z',
      '2016-03-14T01:59:00Z ',
      1_457_920_740,
      null,
    ].map((value) => [value, NO_TIME]),
  ],
  [{ Type: 'Fail' }, 'Error', ['', 'E'], texts],
  [{ Type: 'Fail' }, 'Cause', ['', 'c'], texts],
  ...['ErrorPath', 'CausePath'].map(
    (field): Row => [
      { Type: 'Fail' },
      field,
      [...PATHS, 'States.UUID()', "States.Format('{}', $.a)"],
      [...NO_PATHS, [null, NO_PATH], ['States.Nope()', NO_PATH], ['States.Format(', NO_PATH]],
    ],
  ),
  [{ ...MAP, ItemProcessor: undefined }, 'ItemProcessor', [MAP.ItemProcessor], records],
  [{ ...MAP, ItemProcessor: undefined }, 'Iterator', [ITEM], records],
  [MAP, 'ItemsPath', PATHS, [...NO_PATHS, [null, NO_PATH]]],
  [MAP, 'ItemSelector', [7, [1], { a: 1 }], []],
  [MAP, 'ItemReader', [{ Resource: 'arn:aws:states:::s3:getObject' }], records],
  [MAP, 'ItemBatcher', [{ MaxItemsPerBatch: 1 }], records],
  [MAP, 'ResultWriter', [{ Resource: 'arn:aws:states:::s3:putObject' }], records],
  [MAP, 'Label', ['l'], texts],
  ...['MaxConcurrency', 'ToleratedFailureCount'].map(
    (field): Row => [
      MAP,
      field,
      [0, 2_147_483_647],
      [[-1, below(0)], [2_147_483_648, above(2_147_483_647)], ...notWhole],
    ],
  ),
  [
    MAP,
    'ToleratedFailurePercentage',
    [0, 0.5, 100],
    [[-0.5, below(0)], [100.5, above(100)], ...['1', null, true].map((value): [unknown, string] => [value, INTEGER])],
  ],
  ...['MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'].map(
    (field): Row => [MAP, field, PATHS, [...NO_PATHS, [null, NO_PATH]]],
  ),
];

const EXPRESSION = '{% $states.input.n %}';
const HALF = 'JSONata string must start with {% and end with %}';
/** In JSONata states: what a field takes beside an expression, and what it does not take. */
const JSONATA_ROWS: readonly Row[] = [
  [TASK, 'TimeoutSeconds', [EXPRESSION, 1], [[0, below(1)]]],
  [TASK, 'HeartbeatSeconds', [EXPRESSION, 1], [['1', INTEGER]]],
  [WAIT, 'Seconds', [EXPRESSION, 0], [['1', INTEGER]]],
  [WAIT, 'Timestamp', [EXPRESSION, '2016-03-14T01:59:00Z'], [['soon', NO_TIME]]],
  [MAP, 'MaxConcurrency', [EXPRESSION, 0], [['1', INTEGER]]],
  [MAP, 'ToleratedFailureCount', [EXPRESSION, 0], [['1', INTEGER]]],
  [MAP, 'ToleratedFailurePercentage', [EXPRESSION, 0], [['1', INTEGER]]],
  [{ Type: 'Fail' }, 'Error', [EXPRESSION, 'E'], texts],
  [{ Type: 'Fail' }, 'Cause', [EXPRESSION, 'c'], [['{% 1', HALF]]],
  [TASK, 'Arguments', [EXPRESSION, 7, [1], { a: EXPRESSION }], []],
  [PASS, 'Output', [EXPRESSION, 7, [1], { a: EXPRESSION }], [['1 %}', HALF]]],
  [PASS, 'Assign', [{ a: EXPRESSION }], [[EXPRESSION, RECORD]]],
  [MAP, 'ItemSelector', [EXPRESSION, 7, { a: EXPRESSION }], []],
  [
    MAP,
    'Items',
    [EXPRESSION, [1], { a: 1 }, []],
    [7, 'a', null, true].map((value) => [value, '[rehearsal] must be a list or a JSONata expression']),
  ],
];

describe('the value of a field', () => {
  for (const [language, rows] of [['JSONPath', ROWS] as const, ['JSONata', JSONATA_ROWS] as const]) {
    for (const [state, field, taken, refused] of rows) {
      const type = 'Type' in state ? state.Type : '';
      it(`${field} of a ${type} state in ${language} is taken or refused in words`, () => {
        for (const value of taken) {
          expect(problemsOfState({ ...state, [field]: value }, language), JSON.stringify(value)).to.deep.equal([]);
        }
        for (const [value, message] of refused) {
          const said = problemsOfState({ ...state, [field]: value }, language).filter((text) =>
            text.endsWith(` at /${field}`),
          );
          expect(said, JSON.stringify(value)).to.deep.equal([wrong(`/${field}`, message)]);
        }
      });
    }
  }
});
