import { expect } from 'chai';
import { FUNCTION_ARN } from '../step-functions-fixture.ts';
import { problemsOfState, wrong } from './definition-problems.ts';

const ITEM = { StartAt: 'I', States: { I: { Type: 'Succeed' } } };
const PROCESSOR = { ...ITEM, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const EXPRESSION = '{% 1 %}';

/** A fitting value for every field that a state of any type has. */
const VALUES: Readonly<Record<string, unknown>> = {
  Comment: 'c',
  Next: 'S',
  End: true,
  ...Object.fromEntries(['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath'].map((field) => [field, '$.a'])),
  ...Object.fromEntries(['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'].map((field) => [field, { a: 1 }])),
  ...{ Arguments: { a: 1 }, Output: EXPRESSION, Result: 1, Retry: [], Catch: [], Resource: FUNCTION_ARN },
  ...{ Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' } },
  ...{ TimeoutSeconds: 9, TimeoutSecondsPath: '$.a', HeartbeatSeconds: 1, HeartbeatSecondsPath: '$.a' },
  ...{ Choices: [{ Variable: '$.a', IsNull: true, Next: 'S' }], Default: 'S', Branches: [ITEM] },
  ...{ Seconds: 1, SecondsPath: '$.a', Timestamp: '2016-03-14T01:59:00Z', TimestampPath: '$.a' },
  ...{ Error: 'e', ErrorPath: '$.a', Cause: 'c', CausePath: '$.a' },
  ...{ ItemProcessor: PROCESSOR, Iterator: PROCESSOR, Items: [1], Label: 'l', ResultWriter: {} },
  ...{ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' }, ItemBatcher: { MaxItemsPerBatch: 1 } },
  ...{ MaxConcurrency: 1, ToleratedFailureCount: 1, ToleratedFailurePercentage: 1 },
  ...{ MaxConcurrencyPath: '$.a', ToleratedFailureCountPath: '$.a', ToleratedFailurePercentagePath: '$.a' },
};

const JSONATA_VALUES: Readonly<Record<string, unknown>> = { Choices: [{ Condition: EXPRESSION, Next: 'S' }] };

// https://states-language.net/spec.html#state-type-table and, for Assign, Output and Arguments,
// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
const GOES_ON = 'Next End';
const MAP =
  'ItemProcessor Iterator ItemSelector ItemReader ItemBatcher ResultWriter Label MaxConcurrency ToleratedFailureCount ToleratedFailurePercentage';
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  JSONPath: {
    Task: `${GOES_ON} InputPath OutputPath Parameters ResultSelector ResultPath Assign Retry Catch Resource TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath Credentials`,
    Pass: `${GOES_ON} InputPath OutputPath Parameters Result ResultPath Assign`,
    Choice: 'InputPath OutputPath Choices Default Assign',
    Wait: `${GOES_ON} InputPath OutputPath Seconds SecondsPath Timestamp TimestampPath Assign`,
    Succeed: 'InputPath OutputPath',
    Fail: 'Error ErrorPath Cause CausePath',
    Parallel: `${GOES_ON} InputPath OutputPath Parameters ResultSelector ResultPath Assign Retry Catch Branches`,
    Map: `${GOES_ON} InputPath OutputPath Parameters ResultSelector ResultPath Assign Retry Catch ItemsPath ${MAP} MaxConcurrencyPath ToleratedFailureCountPath ToleratedFailurePercentagePath`,
  },
  JSONata: {
    Task: `${GOES_ON} Arguments Output Assign Retry Catch Resource TimeoutSeconds HeartbeatSeconds Credentials`,
    Pass: `${GOES_ON} Output Assign`,
    Choice: 'Choices Default Output Assign',
    Wait: `${GOES_ON} Seconds Timestamp Output Assign`,
    Succeed: 'Output',
    Fail: 'Error Cause',
    Parallel: `${GOES_ON} Arguments Output Assign Retry Catch Branches`,
    Map: `${GOES_ON} Items Output Assign Retry Catch ${MAP}`,
  },
};

describe('the fields of a state', () => {
  for (const [language, types] of Object.entries(FIELDS)) {
    const other = language === 'JSONPath' ? 'JSONata' : 'JSONPath';
    for (const [type, fields] of Object.entries(types)) {
      it(`of the type ${type} are those of ${language}; of others it is said whether ${other} has them`, () => {
        const own = ['Comment', ...fields.split(' ')];
        const others = FIELDS[other]?.[type]?.split(' ') ?? [];
        const only = `The QueryLanguage is set to '${language}', but field`;
        for (const [field, value] of Object.entries(VALUES)) {
          const processor = type === 'Map' && field !== 'Iterator' ? { ItemProcessor: PROCESSOR } : {};
          const fitting = language === 'JSONata' ? (JSONATA_VALUES[field] ?? value) : value;
          const said = problemsOfState({ Type: type, ...processor, [field]: fitting }, language);
          const expected = own.includes(field)
            ? []
            : others.includes(field)
              ? [wrong('', `${only} '${field}' is only supported for the '${other}' QueryLanguage`)]
              : [wrong('', `Field '${field}' is not supported`)];
          expect(
            said.filter((text) => text.includes(`'${field}'`) || text.includes(`/${field}`)),
            field,
          ).to.deep.equal(expected);
        }
      });
    }
  }

  const REQUIRED: readonly (readonly [type: string, field: string])[] = [
    ['Task', 'Resource'],
    ['Choice', 'Choices'],
    ['Parallel', 'Branches'],
  ];
  for (const [type, field] of REQUIRED) {
    it(`of the type ${type} must be there: ${field}`, () => {
      const end = type === 'Choice' ? {} : { End: true };
      for (const language of ['JSONPath', 'JSONata']) {
        expect(problemsOfState({ Type: type, ...end }, language)).to.deep.equal([
          wrong('', `These fields are required: [${field}]`),
        ]);
      }
    });
  }

  it('may all be absent of a Succeed and a Fail state', () => {
    for (const language of ['JSONPath', 'JSONata']) {
      for (const Type of ['Succeed', 'Fail']) expect(problemsOfState({ Type }, language)).to.deep.equal([]);
    }
  });

  const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };
  const MAP_STATE = { Type: 'Map', ItemProcessor: PROCESSOR, End: true };
  const PAIRS: readonly (readonly [state: object, group: string, language?: string])[] = [
    [{ ...TASK, Next: 'S' }, 'Next, End'],
    [{ ...TASK, Next: 'S' }, 'Next, End', 'JSONata'],
    [{ ...TASK, TimeoutSeconds: 9, TimeoutSecondsPath: '$.a' }, 'TimeoutSeconds, TimeoutSecondsPath'],
    [{ ...TASK, HeartbeatSeconds: 9, HeartbeatSecondsPath: '$.a' }, 'HeartbeatSeconds, HeartbeatSecondsPath'],
    [{ Type: 'Fail', Error: 'e', ErrorPath: '$.a' }, 'Error, ErrorPath'],
    [{ Type: 'Fail', Cause: 'e', CausePath: '$.a' }, 'Cause, CausePath'],
    [{ ...MAP_STATE, ItemSelector: {}, Parameters: {} }, 'ItemSelector, Parameters'],
    [{ ...MAP_STATE, MaxConcurrency: 1, MaxConcurrencyPath: '$.a' }, 'MaxConcurrency, MaxConcurrencyPath'],
    [
      { ...MAP_STATE, ToleratedFailureCount: 1, ToleratedFailureCountPath: '$.a' },
      'ToleratedFailureCount, ToleratedFailureCountPath',
    ],
    [
      { ...MAP_STATE, ToleratedFailurePercentage: 1, ToleratedFailurePercentagePath: '$.a' },
      'ToleratedFailurePercentage, ToleratedFailurePercentagePath',
    ],
    [
      { Type: 'Wait', Seconds: 1, Timestamp: '2016-03-14T01:59:00Z', End: true },
      'SecondsPath, Seconds, TimestampPath, Timestamp',
      'JSONata',
    ],
    [
      { Type: 'Wait', SecondsPath: '$.a', TimestampPath: '$.a', End: true },
      'SecondsPath, Seconds, TimestampPath, Timestamp',
    ],
  ];
  for (const [state, group, language] of PAIRS) {
    it(`exclude each other: ${group}${language === undefined ? '' : ` in ${language}`}`, () => {
      expect(problemsOfState(state, language)).to.deep.equal([
        wrong('', `There should only be one of the following fields: [${group}]`),
      ]);
    });
  }

  const MISSING: readonly (readonly [state: object, group: string])[] = [
    ...[{ Type: 'Pass' }, { Type: 'Task', Resource: FUNCTION_ARN }, { Type: 'Wait', Seconds: 1 }].map(
      (state) => [state, 'Next, End'] as const,
    ),
    [{ Type: 'Parallel', Branches: [ITEM] }, 'Next, End'],
    [{ Type: 'Map', ItemProcessor: PROCESSOR }, 'Next, End'],
    [{ Type: 'Pass', End: false }, 'Next, End'],
    [{ Type: 'Wait', End: true }, 'SecondsPath, Seconds, TimestampPath, Timestamp'],
    [{ Type: 'Map', End: true }, 'ItemProcessor, Iterator'],
  ];
  for (const [state, group] of MISSING) {
    it(`must have one of ${group}: ${JSON.stringify(state).slice(0, 60)}`, () => {
      for (const language of ['JSONPath', 'JSONata']) {
        expect(problemsOfState(state, language)).to.deep.equal([
          wrong('', `This object should have only one of the following fields: [${group}]`),
        ]);
      }
    });
  }

  it('are more than one only where both are given: an End that is false is none', () => {
    expect(problemsOfState({ Type: 'Pass', Next: 'S', End: false })).to.deep.equal([]);
    expect(problemsOfState({ ...MAP_STATE, Iterator: PROCESSOR })[0]).to.equal(
      wrong('', 'There should only be one of the following fields: [ItemProcessor, Iterator]'),
    );
  });
});
