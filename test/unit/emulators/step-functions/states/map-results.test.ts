import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const WRITER_GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html';

describe('the batches and results of a map run', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
    await bench.clients.s3.send(new CreateBucketCommand({ Bucket: 'results' }));
  });
  after(() => bench.close());

  /** Children fail for items below 0. */
  const STATES = {
    I: { Type: 'Choice', Choices: [{ Variable: '$', NumericLessThan: 0, Next: 'F' }], Default: 'P' },
    F: { Type: 'Fail', Error: 'Boom', Cause: 'why' },
    P: { Type: 'Pass', End: true },
  };
  const map = (fields: object, States: object = STATES) =>
    oneState({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'I', States },
      End: true,
      ...fields,
    });

  rule(
    {
      table: 'states-language',
      id: 'map.batcher.items',
      aws: 'ItemBatcher gives each child a list of items and BatchInput',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html',
    },
    async () => {
      const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { 'f.$': '$.f' } };
      const pass = { I: { Type: 'Pass', End: true } };
      const { result } = await bench.run(map({ ItemsPath: '$.l', ItemBatcher }, pass), { l: [1, 2, 3], f: 'x' });
      expect(result).to.deep.equal([
        { BatchInput: { f: 'x' }, Items: [1, 2] },
        { BatchInput: { f: 'x' }, Items: [3] },
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.batcher.bytes',
      aws: 'MaxInputBytesPerBatch bounds a child’s whole input',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html',
    },
    async () => {
      // {"Items":["aaaa","bbbb"]} has 25 bytes.
      const pass = { I: { Type: 'Pass', End: true } };
      const items = ['aaaa', 'bbbb', 'cccc'];
      const sizes = async (MaxInputBytesPerBatch: number) => {
        const { result } = await bench.run(map({ ItemBatcher: { MaxInputBytesPerBatch } }, pass), items);
        return (result as { Items: string[] }[]).map(({ Items }) => Items.length);
      };
      expect(await sizes(25)).to.deep.equal([2, 1]);
      expect(await sizes(24)).to.deep.equal([1, 1, 1]);
    },
  );

  const read = async (Key: string) => {
    const { Body } = await bench.clients.s3.send(new GetObjectCommand({ Bucket: 'results', Key }));
    return JSON.parse((await Body?.transformToString()) ?? '');
  };

  rule(
    {
      table: 'states-language',
      id: 'map.resultWriter',
      aws: 'results go to S3: a manifest, the succeeded and the failed; the state gives where',
      here: 'same',
      wording: 'none',
      source: WRITER_GUIDE,
    },
    async () => {
      const ResultWriter = {
        Resource: 'arn:aws:states:::s3:putObject',
        Parameters: { Bucket: 'results', Prefix: 'jobs' },
      };
      const { result } = await bench.run(map({ ResultWriter, ToleratedFailureCount: 5 }), [1, -1]);
      const { MapRunArn, ResultWriterDetails } = result as { MapRunArn: string; ResultWriterDetails: { Key: string } };
      const id = MapRunArn.split(':').at(-1);
      expect(ResultWriterDetails).to.deep.equal({ Bucket: 'results', Key: `jobs/${id}/manifest.json` });
      const manifest = await read(ResultWriterDetails.Key);
      expect(manifest).to.deep.include({ DestinationBucket: 'results', MapRunArn });
      const { SUCCEEDED, FAILED, PENDING } = manifest.ResultFiles;
      expect([SUCCEEDED[0].Key, FAILED[0].Key, PENDING]).to.deep.equal([
        `jobs/${id}/SUCCEEDED_0.json`,
        `jobs/${id}/FAILED_0.json`,
        [],
      ]);
      const succeeded = await read(SUCCEEDED[0].Key);
      expect(succeeded).to.have.length(1);
      expect(succeeded[0]).to.deep.include({
        Input: '1',
        Output: '1',
        Status: 'SUCCEEDED',
        RedriveStatus: 'NOT_REDRIVABLE',
      });
      expect((await read(FAILED[0].Key))[0]).to.deep.include({
        Input: '-1',
        Error: 'Boom',
        Cause: 'why',
        Status: 'FAILED',
      });
    },
  );

  const transformations: readonly [string, object, unknown][] = [
    ['COMPACT', { Transformation: 'COMPACT', OutputType: 'JSON' }, [[1], [2, 3]]],
    ['FLATTEN', { Transformation: 'FLATTEN', OutputType: 'JSON' }, [1, 2, 3]],
  ];
  for (const [what, WriterConfig, expected] of transformations) {
    rule(
      {
        table: 'states-language',
        id: `map.resultWriter.${what}`,
        aws: 'WriterConfig without a Resource transforms the state’s output',
        here: 'same',
        wording: 'none',
        source: WRITER_GUIDE,
      },
      async () => {
        const pass = { I: { Type: 'Pass', End: true } };
        expect((await bench.run(map({ ResultWriter: { WriterConfig } }, pass), [[1], [2, 3]])).result).to.deep.equal(
          expected,
        );
      },
    );
  }
});
