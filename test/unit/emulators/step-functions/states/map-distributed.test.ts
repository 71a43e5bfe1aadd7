import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html';
const READER_GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html';
const GET = 'arn:aws:states:::s3:getObject';
const LIST = 'arn:aws:states:::s3:listObjectsV2';

describe('a distributed Map state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
    await bench.clients.s3.send(new CreateBucketCommand({ Bucket: 'data-sets' }));
  });
  after(() => bench.close());

  const PASS = { I: { Type: 'Pass', End: true } };
  const processor = (States: object = PASS, type = 'STANDARD') => ({
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
    StartAt: 'I',
    States,
  });
  const map = (fields: object, States?: object) =>
    oneState({ Type: 'Map', ItemProcessor: processor(States), End: true, ...fields });
  const put = (Key: string, Body: string) =>
    bench.clients.s3.send(new PutObjectCommand({ Bucket: 'data-sets', Key, Body }));
  const reading = (Key: string, ReaderConfig: object) => ({
    ItemReader: { Resource: GET, Parameters: { Bucket: 'data-sets', Key }, ReaderConfig },
  });

  rule(
    {
      table: 'states-language',
      id: 'map.distributed.events',
      aws: 'the history shows the map run, not its children; the exit follows MapRunSucceeded',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const ItemSelector = { 'n.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' };
      const { result, events } = await bench.run(map({ ItemSelector, Label: 'Tag' }), ['a', 'b']);
      expect(result).to.deep.equal([
        { n: 0, v: 'a' },
        { n: 1, v: 'b' },
      ]);
      expect(outline(events).slice(2)).to.deep.equal([
        '3 2 MapStateStarted',
        '4 3 MapRunStarted',
        '5 4 MapRunSucceeded',
        '6 5 MapStateSucceeded',
        '7 5 MapStateExited',
        '8 7 ExecutionSucceeded',
      ]);
      expect(events[3]?.mapRunStartedEventDetails?.mapRunArn).to.match(
        /^arn:aws:states:us-east-1:000000000000:mapRun:m\d+\/Tag:[0-9a-f-]{36}$/,
      );
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.distributed.child',
      aws: 'a child’s context object is that of its own execution',
      here: 'same',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      const see = {
        I: { Type: 'Pass', Parameters: { 'id.$': '$$.Execution.Id', 'm.$': '$$.StateMachine.Id' }, End: true },
      };
      const { result } = await bench.run(map({ Label: 'L' }, see), [1]);
      const [child] = result as { id: string; m: string }[];
      expect(child?.id).to.match(/:execution:m\d+\/L:[0-9a-f-]{36}$/);
      expect(child?.m).to.match(/:stateMachine:m\d+\/L$/);
    },
  );

  const people = [
    { name: 'Ann', town: 'Rome, Italy' },
    { name: 'Bo "B"', town: '' },
  ];
  const csv = 'name,town\r\nAnn,"Rome, Italy"\r\n"Bo ""B"""\n';
  const sets: readonly [string, string, string, object, unknown][] = [
    ['CSV', 'p.csv', csv, { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }, people],
    [
      'CSV with given headers',
      'g.csv',
      '1;2\n3;4\n',
      { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'], CSVDelimiter: 'SEMICOLON' },
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    [
      'CSV with MaxItems',
      'm.csv',
      'a\n1\n2\n3\n',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 2 },
      [{ a: '1' }, { a: '2' }],
    ],
    ['JSON', 'l.json', '[{"a":1},2]', { InputType: 'JSON' }, [{ a: 1 }, 2]],
    [
      'JSON with ItemsPointer',
      'd.json',
      '{"data":{"list":[7,8]}}',
      { InputType: 'JSON', ItemsPointer: '/data/list' },
      [7, 8],
    ],
    ['JSON with MaxItemsPath', 'n.json', '[1,2,3]', { InputType: 'JSON', MaxItemsPath: '$.max' }, [1, 2]],
    [
      'JSON with MaxItemsPath 0, which sets no limit',
      'n.json',
      '[1,2,3]',
      { InputType: 'JSON', MaxItemsPath: '$.none' },
      [1, 2, 3],
    ],
    ['JSONL', 'l.jsonl', '{"a":1}\n\n{"a":2}\n', { InputType: 'JSONL' }, [{ a: 1 }, { a: 2 }]],
  ];
  for (const [what, key, body, config, expected] of sets) {
    rule(
      {
        table: 'states-language',
        id: `map.itemReader.${what}`,
        aws: 'gives the items of an object in S3; MapStateStarted has a length of 0',
        here: 'same',
        wording: 'none',
        source: READER_GUIDE,
      },
      async () => {
        await put(key, body);
        const { result, events } = await bench.run(map(reading(key, config)), { max: 2, none: 0 });
        expect(result).to.deep.equal(expected);
        expect(events[2]?.mapStateStartedEventDetails).to.deep.equal({ length: 0 });
      },
    );
  }

  const selected = [
    { key: 'a', value: 1, index: 0 },
    { key: 'b', value: { x: 2 }, index: 1 },
  ];
  const pairs = selected.map(({ key, value }) => ({ Key: key, Value: value }));
  const path = { 'key.$': '$$.Map.Item.Key', 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' };
  const expressions = Object.fromEntries(
    ['Key', 'Value', 'Index'].map((name) => [name.toLowerCase(), `{% $states.context.Map.Item.${name} %}`]),
  );
  const objects: readonly [string, object, object][] = [
    ['pairs', map({}), pairs],
    ['ItemsPath', map({ ItemsPath: '$', ItemSelector: path }), selected],
    ['the input in JSONata', { QueryLanguage: 'JSONata', ...map({ ItemSelector: expressions }) }, selected],
    ['Items', { QueryLanguage: 'JSONata', ...map({ Items: '{% $states.input %}' }) }, pairs],
    ['Items as written', { QueryLanguage: 'JSONata', ...map({ Items: { a: 1, b: { x: 2 } } }) }, pairs],
  ];
  for (const [what, definition, expected] of objects) {
    rule(
      {
        table: 'states-language',
        id: `map.distributed.object.${what}`,
        aws: 'iterates over the members of an object: a child gets Key and Value, the context object has Map.Item.Key',
        here: 'same',
        note: 'the names Key and Value in the input are those that other implementations give',
        wording: 'none',
        source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html',
      },
      async () => {
        const { result, events } = await bench.run(definition, { a: 1, b: { x: 2 } });
        expect(result).to.deep.equal(expected);
        expect(events[2]?.mapStateStartedEventDetails).to.deep.equal({ length: 2 });
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'map.itemReader.inventory',
      aws: 'an S3 inventory’s manifest names CSV files without headers',
      here: 'same',
      wording: 'none',
      source: READER_GUIDE,
    },
    async () => {
      await put('inv/part.csv', '"data-sets","x.jpg","5"\n"data-sets","y.jpg","6"\n');
      const manifest = {
        destinationBucket: 'arn:aws:s3:::data-sets',
        fileFormat: 'CSV',
        fileSchema: 'Bucket, Key, Size',
        files: [{ key: 'inv/part.csv' }],
      };
      await put('inv/manifest.json', JSON.stringify(manifest));
      const { result } = await bench.run(map(reading('inv/manifest.json', { InputType: 'MANIFEST' })));
      expect(result).to.deep.equal([
        { Bucket: 'data-sets', Key: 'x.jpg', Size: '5' },
        { Bucket: 'data-sets', Key: 'y.jpg', Size: '6' },
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.itemReader.listing',
      aws: 'a listing gives Etag, Key, LastModified in seconds, Size and StorageClass',
      here: 'same',
      wording: 'none',
      source: READER_GUIDE,
    },
    async () => {
      await put('list/1', 'one');
      await put('list/2', 'two!');
      const ItemReader = { Resource: LIST, Parameters: { Bucket: 'data-sets', 'Prefix.$': '$.prefix' } };
      const { result } = await bench.run(map({ ItemReader }), { prefix: 'list/' });
      const [first, second] = result as Record<string, unknown>[];
      expect(first).to.deep.include({
        Key: 'list/1',
        Size: 3,
        StorageClass: 'STANDARD',
        Etag: '"f97c5d29941bfb1b2fdab0874906ab82"',
      });
      expect(first?.['LastModified'])
        .to.be.a('number')
        .that.is.closeTo(Date.now() / 1000, 60);
      expect(second).to.deep.include({ Key: 'list/2', Size: 4 });
    },
  );
});
