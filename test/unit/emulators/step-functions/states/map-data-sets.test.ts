import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html';
const CONTEXT_GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html';
const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };

describe('the data sets of a distributed Map state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
    await bench.clients.s3.send(new CreateBucketCommand({ Bucket: 'sets' }));
  });
  after(() => bench.close());

  const put = (Key: string, Body: string | Buffer) =>
    bench.clients.s3.send(new PutObjectCommand({ Bucket: 'sets', Key, Body }));
  const processor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'I',
    States: { I: { Type: 'Pass', End: true } },
  };
  const map = (fields: object) => oneState({ Type: 'Map', ItemProcessor: processor, End: true, ...fields });
  const reading = (Key: string, ReaderConfig: object) => ({
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'sets', Key }, ReaderConfig },
  });
  const listing = (Prefix: string, ReaderConfig: object) => ({
    ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'sets', Prefix }, ReaderConfig },
  });
  const states = (id: string, aws: string, body: () => Promise<void>, source = GUIDE) =>
    rule({ table: 'states-language', id, aws, here: 'same', wording: 'none', source }, body);

  states('map.itemReader.csvOrder', 'a CSV row’s members come in the order of a Java hash map', async () => {
    // The guide's own example.
    await put('ratings.csv', 'userId,movieId,rating,timestamp\n1,307,3.5,1256677221\n');
    expect((await bench.run(map(reading('ratings.csv', CSV)))).output).to.equal(
      '[{"rating":"3.5","movieId":"307","userId":"1","timestamp":"1256677221"}]',
    );
    // Thirteen names need 32 buckets. A name of one letter has that letter's code for its hash: a is 97, bucket 1 of 32, and 1 is 49, bucket 17.
    const names = ['_1', ...'mlkjihgfedcb'];
    await put('wide.csv', `${names.join(',')}\n`.concat(`${names.map((_, at) => at).join(',')}\n`));
    const { result } = await bench.run(map(reading('wide.csv', CSV)));
    // 31 * 95 + 49 is 2994, bucket 18; b to m are 98 to 109, buckets 2 to 13.
    expect((result as object[]).map((row) => Object.keys(row).join(''))).to.deep.equal(['bcdefghijklm_1']);
  });

  states('map.itemReader.inventoryOrder', 'as do the members of an inventory’s object', async () => {
    await put('inv/part.csv.gz', gzipSync('"b","csvDataset/titles.csv","3399671","2022-11-16T00:29:32.000Z"\n'));
    const manifest = {
      destinationBucket: 'arn:aws:s3:::sets',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size, LastModifiedDate',
      files: [{ key: 'inv/part.csv.gz' }],
    };
    await put('inv/manifest.json', JSON.stringify(manifest));
    const expected =
      '[{"LastModifiedDate":"2022-11-16T00:29:32.000Z","Bucket":"b","Size":"3399671","Key":"csvDataset/titles.csv"}]';
    for (const config of [{ InputType: 'MANIFEST' }, { ManifestType: 'S3_INVENTORY' }]) {
      expect((await bench.run(map(reading('inv/manifest.json', config)))).output).to.equal(expected);
    }
  });

  states('map.itemReader.order', 'members of JSON and JSON lines stay in their order', async () => {
    await put('order.json', '[{"timestamp":1,"rating":2,"userId":3}]');
    await put('order.jsonl', '{"timestamp":1,"rating":2,"userId":3}\n');
    for (const [key, InputType] of [
      ['order.json', 'JSON'],
      ['order.jsonl', 'JSONL'],
    ] as const) {
      const { output } = await bench.run(map(reading(key, { InputType })));
      expect(output).to.equal('[{"timestamp":1,"rating":2,"userId":3}]');
    }
  });

  states('map.itemReader.flatten', 'LOAD_AND_FLATTEN reads the objects that a listing names', async () => {
    await put('days/1.csv', 'a\n1\n2\n');
    await put('days/2.csv', 'a\n3\n4\n');
    await put('days/folder/', '');
    const config = { ...CSV, Transformation: 'LOAD_AND_FLATTEN' };
    const rows = [{ a: '1' }, { a: '2' }, { a: '3' }, { a: '4' }];
    expect((await bench.run(map(listing('days/', config)))).result).to.deep.equal(rows);
    const three = await bench.run(map(listing('days/', { ...config, MaxItems: 3 })));
    expect(three.result).to.deep.equal(rows.slice(0, 3));
    const keys = await bench.run(
      map({ ...listing('days/', { Transformation: 'NONE' }), ItemSelector: { 'k.$': '$$.Map.Item.Value.Key' } }),
    );
    expect(keys.result).to.deep.equal([{ k: 'days/1.csv' }, { k: 'days/2.csv' }, { k: 'days/folder/' }]);
  });

  states(
    'map.itemReader.athena',
    'ATHENA_DATA reads the objects that the manifest of an UNLOAD query names',
    async () => {
      await put('unload/a.gz', gzipSync('{"n":1}\n{"n":2}\n'));
      await put('unload/b', '{"n":3}\n');
      await put('unload/manifest.csv', 's3://sets/unload/a.gz\ns3://sets/unload/b\n');
      const lines = { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' };
      const { result } = await bench.run(map(reading('unload/manifest.csv', lines)));
      expect(result).to.deep.equal([{ n: 1 }, { n: 2 }, { n: 3 }]);
      await put('unload/broken.csv', 'unload/a.gz\n');
      const { error, cause } = await bench.run(map(reading('unload/broken.csv', lines)));
      expect([error, cause]).to.deep.equal([
        'States.ItemReaderFailed',
        "[rehearsal] the manifest must name a data object on each line, such as s3://bucket/key, but has 'unload/a.gz'",
      ]);
    },
  );

  it('may be Parquet when the machine is created, and fail when they are read', async () => {
    await put('p.parquet', 'PAR1');
    const { error, cause } = await bench.run(map(reading('p.parquet', { InputType: 'PARQUET' })));
    expect([error, cause]).to.deep.equal(['States.ItemReaderFailed', '[rehearsal] InputType PARQUET is not emulated']);
  });

  states(
    'map.context.source',
    'Map.Item.Source is STATE_DATA, or the address in S3 of what the item is from',
    async () => {
      const ItemSelector = { 's.$': '$$.Map.Item.Source' };
      const source = async (fields: object, input: unknown = {}) =>
        ((await bench.run(map({ ItemSelector, ...fields }), input)).result as { s: string }[]).map(({ s }) => s);
      await put('src/1.json', '[1]');
      expect(await source({}, [1])).to.deep.equal(['STATE_DATA']);
      expect(await source({ ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'INLINE' } } }, [1])).to.deep.equal(
        ['STATE_DATA'],
      );
      expect(await source(reading('src/1.json', { InputType: 'JSON' }))).to.deep.equal(['S3://sets/src/1.json']);
      expect(await source(listing('src/', {}))).to.deep.equal(['S3://sets']);
      const flat = { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' };
      expect(await source(listing('src/', flat))).to.deep.equal(['S3://sets/src/1.json']);
    },
    CONTEXT_GUIDE,
  );
});
