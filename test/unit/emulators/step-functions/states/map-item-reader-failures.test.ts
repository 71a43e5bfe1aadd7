import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';
const READER_GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html';
const GET = 'arn:aws:states:::s3:getObject';

describe('a distributed Map state that cannot read its items', () => {
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

  const failures: readonly [string, string, string, object, string, string][] = [
    ['no list', 'x.json', '{"a":1}', { InputType: 'JSON' }, 'Attempting to map over non-iterable node.', RECORDING],
    [
      'doubled headers',
      'x.csv',
      'a,a\n1,2\n',
      { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
      'CSV headers cannot contain duplicates.',
      RECORDING,
    ],
    [
      'negative MaxItems',
      'y.json',
      '[]',
      { InputType: 'JSON', MaxItemsPath: '$.max' },
      'field MaxItems must be positive',
      RECORDING,
    ],
  ];
  for (const [what, key, body, config, cause, source] of failures) {
    rule(
      {
        table: 'states-language',
        id: `map.itemReader.failed.${what}`,
        aws: 'fails with States.ItemReaderFailed; MapRunFailed and MapStateFailed report it',
        here: 'same',
        wording: 'AWS',
        source,
      },
      async () => {
        await put(key, body);
        const { error, cause: text, events } = await bench.run(map(reading(key, config)), { max: -1 });
        expect([error, text]).to.deep.equal(['States.ItemReaderFailed', cause]);
        expect(outline(events).slice(3)).to.deep.equal([
          '4 3 MapRunStarted',
          '5 4 MapRunFailed',
          '6 5 MapStateFailed',
          '7 6 ExecutionFailed',
        ]);
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'map.itemReader.failed.missing',
      aws: 'an object that is missing fails with States.ItemReaderFailed',
      here: 'same',
      wording: 'partly AWS',
      source: READER_GUIDE,
    },
    async () => {
      const { error, cause } = await bench.run(map(reading('nowhere.json', { InputType: 'JSON' })));
      expect(error).to.equal('States.ItemReaderFailed');
      expect(cause).to.match(
        /^The specified key does not exist\. \(Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey; /,
      );
    },
  );
});
