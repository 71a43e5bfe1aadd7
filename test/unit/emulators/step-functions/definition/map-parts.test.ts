import { expect } from 'chai';
import { problemsOf, problemsOfState, unsupported, wrong } from './definition-problems.ts';

const STATES = { StartAt: 'I', States: { I: { Type: 'Succeed' } } };
const DISTRIBUTED = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const map = (fields: object, ProcessorConfig: unknown = DISTRIBUTED) => ({
  Type: 'Map',
  ItemProcessor: { ...STATES, ProcessorConfig },
  End: true,
  ...fields,
});
const said = (fields: object, language?: string) => problemsOfState(map(fields), language);
const configured = (config: unknown) => problemsOfState(map({}, config));

const GET = 'arn:aws:states:::s3:getObject';
const LIST = 'arn:aws:states:::s3:listObjectsV2';
const PUT = 'arn:aws:states:::s3:putObject';
const NO_RESOURCE = "The field 'Resource' does not match any of the allowed values";
const NO_PATH = 'Value must be a valid JSONPath.';
const CONFIG = '/ItemProcessor/ProcessorConfig';
const CALL = (field: string) =>
  `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;

// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html and the pages of its fields.
describe('the parts of a Map state', () => {
  it('run its items inline unless the mode is DISTRIBUTED, which needs an execution type', () => {
    for (const config of [{}, { Mode: 'INLINE' }, DISTRIBUTED, { ...DISTRIBUTED, ExecutionType: 'EXPRESS' }]) {
      expect(configured(config)).to.deep.equal([]);
    }
    expect(problemsOfState({ Type: 'Map', ItemProcessor: STATES, End: true })).to.deep.equal([]);
    const oneOf = (values: string) => `Value should be one of the following: [${values}]`;
    expect(configured({ Mode: 'FAST' })).to.deep.equal([wrong(`${CONFIG}/Mode`, oneOf('INLINE, DISTRIBUTED'))]);
    expect(configured({ Mode: 7 })).to.deep.equal([wrong(`${CONFIG}/Mode`, 'Expected value of type [STRING]')]);
    expect(configured({ ...DISTRIBUTED, ExecutionType: 7 })).to.deep.equal([
      wrong(`${CONFIG}/ExecutionType`, 'Expected value of type [STRING]'),
    ]);
    expect(configured({ ...DISTRIBUTED, Nope: 1 })).to.deep.equal([unsupported('Nope', CONFIG)]);
    expect(configured({ ExecutionType: 'STANDARD' })).to.deep.equal([unsupported('ExecutionType', CONFIG)]);
    for (const config of [7, null, []]) {
      expect(configured(config)).to.deep.equal([wrong(CONFIG, '[rehearsal] must be an object')]);
      expect(problemsOfState(map({ Label: 'l' }, config))).to.have.length(2);
    }
  });

  it('belong to its child executions alone: readers, batches, writers and labels', () => {
    const parts = { ItemReader: { Resource: GET }, ItemBatcher: {}, ResultWriter: { Resource: PUT }, Label: 'l' };
    for (const [field, value] of Object.entries(parts)) {
      for (const config of [{}, { Mode: 'INLINE' }]) {
        expect(problemsOfState(map({ [field]: value }, config))).to.deep.equal([
          wrong(`/${field}`, `[rehearsal] ${field} needs a ProcessorConfig with Mode DISTRIBUTED`),
        ]);
      }
      const old = { Type: 'Map', Iterator: { ...STATES, ProcessorConfig: DISTRIBUTED }, End: true, [field]: value };
      expect([said({ [field]: value }), problemsOfState(old)]).to.deep.equal([[], []]);
    }
  });

  it('read from S3, by a whole ARN of one of two calls', () => {
    for (const Resource of [
      GET,
      LIST,
      'arn:aws-cn:states:::s3:getObject',
      'arn:aws:states:us-east-1:123456789012:s3:getObject',
    ]) {
      expect(said({ ItemReader: { Resource } })).to.deep.equal([]);
    }
    for (const Resource of [PUT, `x${GET}`, `${GET}x`, 's3:getObject', 'arn:aws:states:::', 7, undefined]) {
      expect(said({ ItemReader: { Resource } })).to.deep.equal([wrong('/ItemReader/Resource', NO_RESOURCE)]);
    }
  });

  it('write to S3, or only choose how results look', () => {
    for (const writer of [{ Resource: PUT }, {}, { WriterConfig: { OutputType: 'JSONL' } }]) {
      expect(said({ ResultWriter: writer })).to.deep.equal([]);
    }
    for (const Resource of [GET, `x${PUT}`, `${PUT}x`, 7, null]) {
      expect(said({ ResultWriter: { Resource } })).to.deep.equal([wrong('/ResultWriter/Resource', NO_RESOURCE)]);
    }
  });

  const PARTS = [
    ['ItemReader', { Resource: GET }, ['ReaderConfig']],
    ['ResultWriter', { Resource: PUT }, ['WriterConfig']],
  ] as const;
  for (const [part, least, others] of PARTS) {
    it(`hand Parameters, or in JSONata Arguments, to the ${part}, and know no other field`, () => {
      const withField = (field: string, value: unknown = {}) => ({ [part]: { ...least, [field]: value } });
      for (const field of ['Resource', 'Parameters', ...others]) {
        if (field !== 'Resource') expect(said(withField(field)), field).to.deep.equal([]);
      }
      for (const field of ['Arguments', 'Nope'])
        expect(said(withField(field))).to.deep.equal([unsupported(field, `/${part}`)]);
      for (const field of ['Arguments', ...others]) expect(said(withField(field), 'JSONata'), field).to.deep.equal([]);
      for (const field of ['Parameters', 'Nope']) {
        expect(said(withField(field), 'JSONata')).to.deep.equal([unsupported(field, `/${part}`)]);
      }
      expect(said(withField('Parameters', { 'Key.$': 'no path' }))).to.deep.equal([
        wrong(`/${part}/Parameters`, CALL('Key.$')),
      ]);
      expect(said(withField('Arguments', { Key: '{% 1 + %}' }), 'JSONata')).to.deep.equal([
        `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /${part}/Arguments/Key`,
      ]);
    });
  }

  const config = (ReaderConfig: unknown, language?: string) =>
    said({ ItemReader: { Resource: GET, ReaderConfig } }, language);
  const READER = '/ItemReader/ReaderConfig';
  it('configure a writer by what AWS lists', () => {
    const writer = (WriterConfig: unknown) => said({ ResultWriter: { WriterConfig } });
    for (const OutputType of ['JSON', 'JSONL']) {
      for (const Transformation of ['NONE', 'COMPACT', 'FLATTEN']) {
        expect(writer({ OutputType, Transformation })).to.deep.equal([]);
      }
    }
    expect(writer({ OutputType: 'CSV', Transformation: 'flat', Nope: 1 })).to.deep.equal([
      unsupported('Nope', '/ResultWriter/WriterConfig'),
      wrong('/ResultWriter/WriterConfig/OutputType', 'Value should be one of the following: [JSON, JSONL]'),
      wrong(
        '/ResultWriter/WriterConfig/Transformation',
        'Value should be one of the following: [NONE, COMPACT, FLATTEN]',
      ),
    ]);
  });

  it('configure a reader by the fields that AWS lists', () => {
    const fields = {
      ...{ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'], CSVDelimiter: 'COMMA' },
      ...{ MaxItems: 1, ItemsPointer: '/a', ManifestType: 'S3_INVENTORY' },
    };
    expect(config(fields)).to.deep.equal([]);
    expect(config({ MaxItemsPath: '$.n' })).to.deep.equal([]);
    expect(config({ Nope: 1 })).to.deep.equal([unsupported('Nope', READER)]);
    for (const InputType of ['JSON', 'JSONL', 'PARQUET', 'MANIFEST']) expect(config({ InputType })).to.deep.equal([]);
    expect(config({ InputType: 'XML' })).to.deep.equal([
      wrong(`${READER}/InputType`, 'Value should be one of the following: [CSV, JSON, JSONL, PARQUET, MANIFEST]'),
    ]);
    expect(config({ ManifestType: 'ATHENA_DATA', InputType: 'JSONL' })).to.deep.equal([]);
    expect(config({ ManifestType: 'HIVE' })).to.deep.equal([
      wrong(`${READER}/ManifestType`, 'Value should be one of the following: [ATHENA_DATA, S3_INVENTORY]'),
    ]);
    expect(config({ Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSONL' })).to.deep.equal([]);
    expect(config({ Transformation: 'FLATTEN' })).to.deep.equal([
      wrong(`${READER}/Transformation`, 'Value should be one of the following: [NONE, LOAD_AND_FLATTEN]'),
    ]);
    expect(config({ Transformation: 'LOAD_AND_FLATTEN' })).to.deep.equal([
      wrong(READER, '[rehearsal] Transformation LOAD_AND_FLATTEN needs an InputType'),
    ]);
    expect(config({ InputType: 'CSV' })).to.deep.equal([
      wrong(READER, "The field 'CSVHeaderLocation' is required but was missing"),
    ]);
    expect(config({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })).to.deep.equal([]);
    expect(config({ InputType: 'JSONL', CSVHeaderLocation: 'FIRST_ROW' })).to.deep.equal([]);
    for (const value of [7, null, []]) {
      expect(config(value)).to.deep.equal([wrong(READER, '[rehearsal] must be an object')]);
    }
    for (const MaxItemsPath of ['n', 7, null]) {
      expect(config({ MaxItemsPath })).to.deep.equal([wrong(`${READER}/MaxItemsPath`, NO_PATH)]);
    }
    expect(config({ MaxItems: '{% 1 + %}' }, 'JSONata')).to.deep.equal([
      `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at ${READER}/MaxItems`,
    ]);
  });

  it('count items by whole numbers from 0, in JSONata also by expressions', () => {
    const counts = [
      [`${READER}/MaxItems`, (MaxItems: unknown, language?: string) => config({ MaxItems }, language)],
      ...['MaxItemsPerBatch', 'MaxInputBytesPerBatch'].map((field) => {
        const batcher = (count: unknown, language?: string) => said({ ItemBatcher: { [field]: count } }, language);
        return [`/ItemBatcher/${field}`, batcher] as const;
      }),
    ] as const;
    for (const [place, problems] of counts) {
      expect(problems(0)).to.deep.equal([]);
      expect(problems('{% 1 + 1 %}', 'JSONata')).to.deep.equal([]);
      expect(problems(-1)).to.deep.equal([wrong(place, 'Minimum value is 0')]);
      for (const count of ['1', 1.5, null, '{% 1 %}']) {
        expect(problems(count)).to.deep.equal([wrong(place, 'Expected value of type Integer')]);
      }
    }
  });

  it('make batches by limits, in JSONPath also by paths to limits', () => {
    const limits = ['MaxItemsPerBatch', 'MaxInputBytesPerBatch'];
    for (const field of limits) {
      for (const language of ['JSONPath', 'JSONata'])
        expect(said({ ItemBatcher: { [field]: 1 } }, language)).to.deep.equal([]);
      expect(said({ ItemBatcher: { [`${field}Path`]: '$.n' } })).to.deep.equal([]);
      for (const path of ['n', 7, null]) {
        expect(said({ ItemBatcher: { [`${field}Path`]: path } })).to.deep.equal([
          wrong(`/ItemBatcher/${field}Path`, NO_PATH),
        ]);
      }
      expect(said({ ItemBatcher: { [`${field}Path`]: '$.n' } }, 'JSONata')).to.deep.equal([
        unsupported(`${field}Path`, '/ItemBatcher'),
      ]);
    }
    expect(said({ ItemBatcher: { Nope: 1 } })).to.deep.equal([unsupported('Nope', '/ItemBatcher')]);
    expect(said({ ItemBatcher: { BatchInput: { 'a.$': 'no path' } } })).to.deep.equal([
      wrong('/ItemBatcher/BatchInput', CALL('a.$')),
    ]);
    expect(said({ ItemBatcher: { BatchInput: { a: '{% 1 + %}' } } }, 'JSONata')).to.deep.equal([
      'INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /ItemBatcher/BatchInput/a',
    ]);
  });

  it('select items by a template', () => {
    expect(said({ ItemSelector: { 'a.$': '$$.Map.Item.Value' } })).to.deep.equal([]);
    expect(said({ ItemSelector: { 'a.$': 'no path' } })).to.deep.equal([wrong('/ItemSelector', CALL('a.$'))]);
    expect(said({ ItemSelector: { a: '{% 1 + %}' } }, 'JSONata')).to.deep.equal([
      'INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /ItemSelector/a',
    ]);
  });

  it('have a label of 1 to 40 characters, without blanks and signs that AWS names, once in a state machine', () => {
    const label = (Label: string) => said({ Label });
    const refused = (why: string) => [`INVALID_LABEL_NAME: [rehearsal] ${why} at /Label`];
    for (const fine of ['l', 'a-b_c.d(e)', 'ä'.repeat(40)]) expect(label(fine)).to.deep.equal([]);
    expect(label('x'.repeat(41))).to.deep.equal(
      refused(`Label '${'x'.repeat(41)}' exceeds the 40-character limit allowed by the service`),
    );
    expect(label('')).to.deep.equal(refused('a Label is not empty'));
    for (const sign of [...' ?*<>{}[]:;,\\|^~$#%&`"\u0000\u001f\u007f\u009f']) {
      expect(label(`a${sign}b`)).to.deep.equal(refused(`Label 'a${sign}b' contains invalid characters`));
    }
    const labelled = (name: string, Label: string, fields: object) => ({
      ...map({ Label, End: undefined, ...fields }),
      ItemProcessor: { StartAt: name, States: { [name]: { Type: 'Succeed' } }, ProcessorConfig: DISTRIBUTED },
    });
    const two = (first: string, second: string) =>
      problemsOf({
        StartAt: 'S',
        States: { S: labelled('X', first, { Next: 'T' }), T: labelled('Y', second, { End: true }) },
      });
    expect(two('a', 'b')).to.deep.equal([]);
    expect(two('a', 'a')).to.deep.equal(['DUPLICATE_LABEL_NAME: Duplicate Label name: a at /States/T/Label']);
  });
});
