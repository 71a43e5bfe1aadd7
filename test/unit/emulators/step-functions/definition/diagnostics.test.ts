import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, oneState } from '../step-functions-fixture.ts';

const integrations = integrationsWithoutActivities();
const errors = (definition: object) =>
  validateDefinition(JSON.stringify(definition), integrations).filter(({ severity }) => severity === 'ERROR');
/** What AWS says of the states themselves. */
const said = (definition: object) =>
  errors(definition)
    .filter(({ code }) => code !== 'MISSING_END_STATE')
    .map(({ code, message, location }) => `${code}: ${message} at ${location}`);

const MEASURED =
  'github.com/badmintoncryer/cdk-preflight: rules measured with ValidateStateMachineDefinition on 2026-09-05';

function measured(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  const rest = { table: 'step-functions-api', here: 'same', wording: 'AWS', source: MEASURED } as const;
  return { id: `definition.${id}`, aws, ...rest, ...fields };
}

const SCHEMA = 'SCHEMA_VALIDATION_FAILED: ';
const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });
const retry = (fields: object) => task({ Retry: [{ ErrorEquals: ['E'], ...fields }] });
const choice = (...rules: object[]) => ({ Type: 'Choice', Choices: rules });
const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
const ITEM = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
const map = (ProcessorConfig: object, fields: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig, ...ITEM },
  End: true,
  ...fields,
});
const DISTRIBUTED = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const reader = (ReaderConfig: object) =>
  map(DISTRIBUTED, { ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: {}, ReaderConfig } });
const TYPES = 'Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map';
const JSONATA = { QueryLanguage: 'JSONata' };
const onlyFor = (language: string, field: string, other: string) =>
  `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;

/** What is wrong, the state, what AWS says and where below the state. */
const STATES: readonly [string, object, string, string?][] = [
  ['type', { Type: 'Nope' }, `The field 'Type' should have one of these values: [${TYPES}]`, '/Type'],
  ['noType', { End: true }, 'These fields are required: [Type]'],
  ['unknownField', pass({ Nope: 1 }), "Field 'Nope' is not supported"],
  ['fieldOfOtherType', pass({ Seconds: 1 }), "Field 'Seconds' is not supported"],
  ['retryOnPass', pass({ Retry: [] }), "Field 'Retry' is not supported"],
  ['nextAndEnd', pass({ Next: 'S' }), 'There should only be one of the following fields: [Next, End]'],
  ['neitherNextNorEnd', { Type: 'Pass' }, 'This object should have only one of the following fields: [Next, End]'],
  [
    'waits',
    { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true },
    'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]',
  ],
  [
    'timeouts',
    task({ TimeoutSeconds: 5, TimeoutSecondsPath: '$.t' }),
    'There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]',
  ],
  ['secondsBelow', { Type: 'Wait', Seconds: -1, End: true }, 'Minimum value is 0', '/Seconds'],
  ['secondsAbove', { Type: 'Wait', Seconds: 100_000_000, End: true }, 'Maximum value is 99999999', '/Seconds'],
  ['timeoutZero', task({ TimeoutSeconds: 0 }), 'Minimum value is 1', '/TimeoutSeconds'],
  ['timeoutText', task({ TimeoutSeconds: '5' }), 'Expected value of type Integer', '/TimeoutSeconds'],
  ['resource', task({ Resource: 'nope' }), 'Value is not a valid resource ARN', '/Resource'],
  ['path', pass({ InputPath: 'a' }), 'Value must be a valid JSONPath.', '/InputPath'],
  ['resultPath', pass({ ResultPath: '$.a[*]' }), 'Value is not a Reference Path', '/ResultPath'],
  ['noBranches', { Type: 'Parallel', Branches: [], End: true }, 'Value cannot be empty', '/Branches'],
  ['noChoices', choice(), 'Value cannot be empty', '/Choices'],
  ['noErrors', task({ Retry: [{ ErrorEquals: [] }] }), 'Value cannot be empty', '/Retry[0]/ErrorEquals'],
  [
    'statesAllAmongOthers',
    task({ Catch: [{ ErrorEquals: ['States.ALL', 'E'], Next: 'S' }] }),
    'States.ALL must appear alone and at end of list',
    '/Catch[0]/ErrorEquals',
  ],
  [
    'statesAllFirst',
    task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
    'States.ALL must appear alone and at end of list',
    '/Retry[0]/ErrorEquals',
  ],
  ['attempts', retry({ MaxAttempts: -1 }), 'Minimum value is 0', '/Retry[0]/MaxAttempts'],
  ['backoff', retry({ BackoffRate: 0.5 }), 'Minimum value is 1', '/Retry[0]/BackoffRate'],
  [
    'jitter',
    retry({ JitterStrategy: 'HALF' }),
    'Value should be one of the following: [NONE, FULL]',
    '/Retry[0]/JitterStrategy',
  ],
  ['retryField', retry({ Next: 'S' }), "Field 'Next' is not supported", '/Retry[0]'],
  ['catchWithoutNext', task({ Catch: [{ ErrorEquals: ['E'] }] }), 'These fields are required: [Next]', '/Catch[0]'],
  ['ruleWithoutNext', choice({ Variable: '$.a', IsNull: true }), 'These fields are required: [Next]', '/Choices[0]'],
  [
    'ruleKinds',
    choice({ IsNull: true, Next: 'S' }),
    'The object must have only one of the following fields, [And, Or, Not, Variable, Condition]',
    '/Choices[0]',
  ],
  [
    'nestedNext',
    choice({ Not: { Variable: '$.a', IsNull: true, Next: 'S' }, Next: 'S' }),
    "Field 'Next' is not supported",
    '/Choices[0]/Not',
  ],
  [
    'ruleVariable',
    choice({ Variable: 'a', IsNull: true, Next: 'S' }),
    "Value is not a Reference Path: Reference path didn't start with '$'",
    '/Choices[0]/Variable',
  ],
  [
    'noProcessor',
    { Type: 'Map', End: true },
    'This object should have only one of the following fields: [ItemProcessor, Iterator]',
  ],
  [
    'executionTypeMissing',
    map({ Mode: 'DISTRIBUTED' }),
    'These fields are required: [ExecutionType]',
    '/ItemProcessor/ProcessorConfig',
  ],
  [
    'executionType',
    map({ Mode: 'DISTRIBUTED', ExecutionType: 'FAST' }),
    'Value should be one of the following: [STANDARD, EXPRESS]',
    '/ItemProcessor/ProcessorConfig/ExecutionType',
  ],
  [
    'executionTypeInline',
    map({ Mode: 'INLINE', ExecutionType: 'EXPRESS' }),
    "Field 'ExecutionType' is not supported",
    '/ItemProcessor/ProcessorConfig',
  ],
  [
    'csvHeaders',
    reader({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }),
    'These fields are required: [CSVHeaders]',
    '/ItemReader/ReaderConfig',
  ],
  [
    'csvHeaderOfJson',
    reader({ InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' }),
    "Field 'CSVHeaderLocation' is not supported",
    '/ItemReader/ReaderConfig',
  ],
  ['jsonPathOnly', pass({ ...JSONATA, InputPath: '$' }), onlyFor('JSONata', 'InputPath', 'JSONPath')],
  ['jsonataOnly', pass({ Output: 1 }), onlyFor('JSONPath', 'Output', 'JSONata')],
  [
    'queryLanguage',
    pass({ QueryLanguage: 'XPath' }),
    'Value should be one of the following: [JSONPath, JSONata]',
    '/QueryLanguage',
  ],
  [
    'unclosedJsonata',
    pass({ ...JSONATA, Output: '{% 1' }),
    'JSONata string must start with {% and end with %}',
    '/Output',
  ],
];

describe('the diagnostics of a definition', () => {
  for (const [id, state, message, below = ''] of STATES) {
    rule(measured(id, message), () => {
      expect(said(oneState(state))).to.deep.equal([`${SCHEMA}${message} at /States/S${below}`]);
    });
  }

  const roots: readonly [string, object, string][] = [
    ['version', { Version: '2.0' }, 'Value should be one of the following: [1.0] at /Version'],
    ['rootField', { Nope: 1 }, "Field 'Nope' is not supported at /"],
    [
      'rootQueryLanguage',
      { QueryLanguage: 'x' },
      'Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage',
    ],
  ];
  for (const [id, fields, message] of roots) {
    rule(measured(id, message), () => {
      expect(said({ ...oneState(pass({})), ...fields })).to.deep.equal([`${SCHEMA}${message}`]);
    });
  }

  rule(measured('noEnd', 'a workflow without a terminal state is refused, with no place'), () => {
    const definition = oneState({ Type: 'Pass', Next: 'S' });
    expect(errors(definition)).to.deep.equal([
      { severity: 'ERROR', code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' },
    ]);
  });

  rule(measured('zeroTimeouts', "takes 0 for the workflow's TimeoutSeconds and a retrier's IntervalSeconds"), () => {
    expect(errors({ ...oneState(retry({ IntervalSeconds: 0 })), TimeoutSeconds: 0 })).to.deep.equal([]);
  });

  rule(measured('reservedVariable', "Cannot assign to reserved variable '$states'."), () => {
    expect(said(oneState(pass({ Assign: { states: 1 } })))).to.deep.equal([
      "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/S/Assign",
    ]);
  });

  rule(measured('variableName', 'a variable name has letters, digits and underscores'), () => {
    expect(said(oneState(pass({ Assign: { 'a-b': 1 } })))).to.deep.equal([
      "INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at /States/S/Assign",
    ]);
  });

  rule(measured('duplicateLabel', 'two Map states have no label in common'), () => {
    const labelled = (name: string, fields: object) => ({
      Type: 'Map',
      Label: 'L',
      ItemProcessor: { ProcessorConfig: DISTRIBUTED, StartAt: name, States: { [name]: { Type: 'Succeed' } } },
      ...fields,
    });
    const States = { S: labelled('X', { Next: 'T' }), T: labelled('Y', { End: true }) };
    expect(said({ StartAt: 'S', States })).to.deep.equal([
      'DUPLICATE_LABEL_NAME: Duplicate Label name: L at /States/T/Label',
    ]);
  });

  rule(measured('longName', 'a state name has at most 80 characters', { wording: 'none' }), () => {
    const name = 'x'.repeat(81);
    const [problem] = errors({ StartAt: name, States: { [name]: { Type: 'Succeed' } } });
    expect(problem?.code).to.equal('INVALID_STATE_NAME');
    expect(problem?.message).to.match(/exceeds the 80-character limit allowed by the service$/);
  });

  const language = { source: 'answers of AWS reported in floci-io/floci#2968' };
  rule(measured('innerLanguage', "states in a branch have the state machine's language", language), () => {
    const branch = { StartAt: 'X', States: { X: pass({ OutputPath: '$' }) } };
    expect(errors(oneState({ Type: 'Parallel', ...JSONATA, Branches: [branch], End: true }))).to.deep.equal([]);
    expect(said(oneState({ Type: 'Parallel', Branches: [{ ...branch, ...JSONATA }], End: true }))).to.deep.equal([
      `${SCHEMA}Field 'QueryLanguage' is not supported at /States/S/Branches[0]`,
    ]);
  });
});
