import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { rule } from '../../../../support/rule.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';

const integrations = integrationsWithoutActivities();
const problems = (definition: object) => validateDefinition(JSON.stringify(definition), integrations);

const PASS = { Type: 'Pass', End: true };
const ITEM = { StartAt: 'I', States: { I: PASS } };
const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...ITEM };
const distributed = { Type: 'Map', ItemProcessor: DISTRIBUTED, End: true };
const BUCKET_AND_PREFX = { Bucket: 'b', Prefx: 'p' };
const one = (state: object, fields: object = {}) => ({ StartAt: 'S', States: { S: state }, ...fields });
const jsonata = (state: object, others: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'S',
  States: { S: state, ...others },
});
const map = (fields: object) => ({ Type: 'Map', ItemProcessor: ITEM, End: true, ...fields });

describe('the validation of Map states, JSONata and variables', () => {
  const fine: readonly [string, object][] = [
    ['a Map state', one(map({}))],
    ['an older Map state', one({ Type: 'Map', Iterator: ITEM, Parameters: { 'a.$': '$$.Map.Item.Value' }, End: true })],
    ['tolerated failures of an inline Map state', jsonata(map({ ToleratedFailureCount: '{% $states.input.n %}' }))],
    [
      'a distributed Map state',
      one({ Type: 'Map', ItemProcessor: DISTRIBUTED, Label: 'a-b_c', ItemBatcher: { MaxItemsPerBatch: 2 }, End: true }),
    ],
    ['a JSONata state in a JSONPath machine', one({ ...PASS, QueryLanguage: 'JSONata', Output: '{% 1 %}' })],
    ['names after $states and variables', jsonata({ ...PASS, Output: '{% $states.input.a[b = 1].c & $x.y %}' })],
    ['names inside of a function', jsonata({ ...PASS, Output: '{% $map($states.input, function($v) { $v.a }) %}' })],
    [
      'a constant Condition',
      jsonata({ Type: 'Choice', Choices: [{ Condition: true, Next: 'E' }] }, { E: { Type: 'Succeed' } }),
    ],
    ['a variable in a JSONPath field', one({ ...PASS, InputPath: '$v.a', Assign: { 'b.$': '$v' } })],
  ];
  for (const [what, definition] of fine) {
    it(`takes ${what}`, () => {
      expect(problems(definition)).to.deep.equal([]);
    });
  }

  rule(
    {
      table: 'states-language',
      id: 'queryLanguage.downgrade',
      aws: 'a JSONata machine has no JSONPath states',
      here: 'same',
      wording: 'AWS',
      source: 'recording of AWS: test_sfn_api_validation.snapshot.json',
    },
    () => {
      expect(problems(jsonata({ ...PASS, QueryLanguage: 'JSONPath' }))).to.deep.equal([
        {
          severity: 'ERROR',
          code: 'SCHEMA_VALIDATION_FAILED',
          message: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
          location: '/States/S',
        },
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.invalid',
      aws: 'an expression that cannot be read is refused at creation',
      here: 'same',
      wording: 'AWS',
      source: 'answers of AWS reported in floci-io/floci#2745',
    },
    () => {
      expect(problems(jsonata({ ...PASS, Output: { a: ['{% 1 + %}'] } }))).to.deep.equal([
        {
          severity: 'ERROR',
          code: 'INVALID_JSONATA_EXPRESSION',
          message: 'Unexpected end of expression',
          location: '/States/S/Output/a[0]',
        },
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.topLevel',
      aws: 'a name at the top of an expression is refused: there is no input to look it up in',
      here: 'same',
      wording: 'AWS',
      source: 'answers of AWS reported in floci-io/floci#2670',
    },
    () => {
      expect(problems(jsonata({ ...PASS, Output: { v: '{% phone.mobile %}' } }))).to.deep.equal([
        {
          severity: 'ERROR',
          code: 'UNSUPPORTED_JSONATA_EXPRESSION',
          message: "Reference to 'phone' at the top level is not supported.",
          location: '/States/S/Output/v',
        },
      ]);
    },
  );

  const refused: readonly [string, object, string][] = [
    ['a Map state without states', one({ Type: 'Map', End: true }), '/States/S'],
    ['both names of the processor', one(map({ Iterator: ITEM })), '/States/S'],
    [
      'a processor whose state is missing',
      one(map({ ItemProcessor: { StartAt: 'X', States: { I: PASS } } })),
      '/States/S/ItemProcessor/StartAt',
    ],
    [
      'a reader of an inline Map state',
      one(map({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } })),
      '/States/S/ItemReader',
    ],
    [
      'a distributed Map state without ExecutionType',
      one(map({ ItemProcessor: { ...ITEM, ProcessorConfig: { Mode: 'DISTRIBUTED' } } })),
      '/States/S/ItemProcessor/ProcessorConfig',
    ],
    ['a label of 41 characters', one(map({ ItemProcessor: DISTRIBUTED, Label: 'x'.repeat(41) })), '/States/S/Label'],
    ['a label with a star', one(map({ ItemProcessor: DISTRIBUTED, Label: 'a*' })), '/States/S/Label'],
    ['a negative concurrency', one(map({ MaxConcurrency: -1 })), '/States/S/MaxConcurrency'],
    ['a percentage above 100', one(map({ ToleratedFailurePercentage: 101 })), '/States/S/ToleratedFailurePercentage'],
    [
      'a reader of another service',
      one(map({ ItemProcessor: DISTRIBUTED, ItemReader: { Resource: 'arn:aws:states:::dynamodb:scan' } })),
      '/States/S/ItemReader/Resource',
    ],
    ['InputPath in a JSONata state', jsonata({ ...PASS, InputPath: '$' }), '/States/S'],
    ['Output in a JSONPath state', one({ ...PASS, Output: 1 }), '/States/S'],
    ['Assign in a Fail state', one({ Type: 'Fail', Assign: { a: 1 } }), '/States/S'],
    [
      'a Variable in a JSONata rule',
      jsonata({ Type: 'Choice', Choices: [{ Variable: '$.a', Condition: true, Next: 'S' }] }),
      '/States/S/Choices[0]',
    ],
    [
      'a Condition that is no expression',
      jsonata({ Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'S' }] }),
      '/States/S/Choices[0]/Condition',
    ],
  ];
  for (const [what, definition, location] of refused) {
    it(`refuses ${what}`, () => {
      expect(problems(definition).map((problem) => problem.location)).to.include(location);
    });
  }

  const garbage: readonly [string, string][] = [
    ['a word', 'x'.repeat(1_048_576)],
    ['brackets', '['.repeat(1_048_576)],
    ['an unended string', `{"a":"${'y'.repeat(1_048_570)}`],
    ['numbers beyond doubles', `{"StartAt":"S","States":{"S":{"Type":"Wait","Seconds":1e999,"End":true}}}`],
  ];
  for (const [what, text] of garbage) {
    it(`refuses a definition that is ${what}, with a short text`, () => {
      const found = validateDefinition(text, integrations);
      expect(found).to.have.length(1);
      expect(found[0]?.message.length).to.be.lessThan(1_500);
      expect(found[0]?.severity).to.equal('ERROR');
    });
  }

  it('refuses an expression that would take for ever to read at once', () => {
    const started = problems(jsonata({ ...PASS, Output: `{% ${'('.repeat(5_000)} %}` }));
    expect(started.map(({ code }) => code)).to.deep.equal(['INVALID_JSONATA_EXPRESSION']);
  });

  const requests: readonly [string, object, string][] = [
    [
      'Prefx of what is listed',
      one({
        ...distributed,
        ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: BUCKET_AND_PREFX },
      }),
      'ItemReader/Parameters',
    ],
    [
      'Prefx of what is read',
      jsonata({
        ...distributed,
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: BUCKET_AND_PREFX },
      }),
      'ItemReader/Arguments',
    ],
    [
      'Prefx of what is written',
      one({
        ...distributed,
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: BUCKET_AND_PREFX },
      }),
      'ResultWriter/Parameters',
    ],
  ];
  for (const [what, definition, place] of requests) {
    it(`refuses the misspelt ${what}`, () => {
      expect(problems(definition).map(({ message, location }) => `${message} at ${location}`)).to.deep.equal([
        `The field "Prefx" is not supported by Step Functions at /States/S/${place}`,
      ]);
    });
  }

  const reader = (ReaderConfig: object) => ({
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: {}, ReaderConfig },
  });
  const both: readonly [string, object, string][] = [
    ['MaxItems', reader({ InputType: 'JSON', MaxItems: 1, MaxItemsPath: '$.m' }), 'ItemReader/ReaderConfig'],
    ['MaxItemsPerBatch', { ItemBatcher: { MaxItemsPerBatch: 1, MaxItemsPerBatchPath: '$.m' } }, 'ItemBatcher'],
    [
      'MaxInputBytesPerBatch',
      { ItemBatcher: { MaxInputBytesPerBatch: 1, MaxInputBytesPerBatchPath: '$.m' } },
      'ItemBatcher',
    ],
  ];
  for (const [field, fields, place] of both) {
    rule(
      {
        table: 'step-functions-api',
        id: `definition.${field} and ${field}Path`,
        aws: 'a number is given by itself or by a path, not by both',
        here: 'same',
        wording: 'partly AWS',
        source: 'https://states-language.net/spec.html#map-state',
      },
      () => {
        const found = problems(one({ Type: 'Map', ItemProcessor: DISTRIBUTED, End: true, ...fields }));
        expect(found.map(({ message, location }) => `${message} at ${location}`)).to.deep.equal([
          `There should only be one of the following fields: [${field}, ${field}Path] at /States/S/${place}`,
        ]);
      },
    );
  }
});
