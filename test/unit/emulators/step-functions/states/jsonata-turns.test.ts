import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { JSONATA } from '../../../../../emulators/step-functions/language/jsonata/jsonata-engine.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

/** What is given to an expression in this thread before a worker evaluates it. */
const SHORT_MS = 100;
const PASS = { I: { Type: 'Pass', End: true } };

describe('the expressions of a Map state', () => {
  let bench: StepFunctionsFixture;
  const evaluate = JSONATA.evaluate;
  /** The time that each expression has in this thread; 1,000 ms would keep all other requests waiting. */
  const timesMs = new Map<string, number | undefined>();
  before(async () => {
    bench = await StepFunctionsFixture.start();
    await bench.clients.s3.send(new CreateBucketCommand({ Bucket: 'items' }));
    await bench.clients.s3.send(new PutObjectCommand({ Bucket: 'items', Key: 'list.json', Body: '[1, 2, 3]' }));
    JSONATA.evaluate = (text, bindings, random, timeoutMs) => {
      timesMs.set(text, timeoutMs);
      return evaluate.call(JSONATA, text, bindings, random, timeoutMs);
    };
  });
  beforeEach(() => timesMs.clear());
  after(async () => {
    JSONATA.evaluate = evaluate;
    await bench.close();
  });

  const run = async (fields: object, input: unknown) => {
    const { status, cause } = await bench.run(
      oneState({ Type: 'Map', QueryLanguage: 'JSONata', End: true, ...fields }),
      input,
    );
    expect({ status, cause }).to.deep.equal({ status: 'SUCCEEDED', cause: undefined });
    return Object.fromEntries(timesMs);
  };
  const numbers = (names: readonly string[]) =>
    Object.fromEntries(names.map((name, at) => [name, `{% ${at + 1} + 50 %}`]));
  const short = (...texts: readonly string[]) => Object.fromEntries(texts.map((text) => [text, SHORT_MS]));

  it('are given a short time in this thread when the Map is distributed', async () => {
    const fields = {
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'I',
        States: PASS,
      },
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSON', MaxItems: '{% 2 + 1 %}' },
        Arguments: { Bucket: "{% 'it' & 'ems' %}", Key: 'list.json' },
      },
      ItemSelector: { item: '{% $states.context.Map.Item.Value %}' },
      ItemBatcher: {
        MaxItemsPerBatch: '{% 1 + 1 %}',
        MaxInputBytesPerBatch: '{% 1000 + 1 %}',
        BatchInput: { all: '{% 7 + 1 %}' },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'items', Prefix: "{% 're' & 'sults' %}" },
      },
      ...numbers(['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage']),
    };
    const texts = [
      "'it' & 'ems'",
      '2 + 1',
      '$states.context.Map.Item.Value',
      '1 + 1',
      '1000 + 1',
      '7 + 1',
      "'re' & 'sults'",
    ];
    expect(await run(fields, {})).to.deep.equal(short(...texts, '1 + 50', '2 + 50', '3 + 50'));
  });

  it('are given a short time in this thread when the Map is inline', async () => {
    const fields = {
      ItemProcessor: { StartAt: 'I', States: PASS },
      Items: '{% [1, 2] %}',
      ItemSelector: { item: '{% $states.context.Map.Item.Index %}' },
      Output: '{% $count($states.result) %}',
      ...numbers(['MaxConcurrency']),
    };
    const texts = ['[1, 2]', '$states.context.Map.Item.Index', '$count($states.result)', '1 + 50'];
    expect(await run(fields, {})).to.deep.equal(short(...texts));
  });
});
