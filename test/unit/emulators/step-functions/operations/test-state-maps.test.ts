import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, wording: Rule['wording'] = 'none'): Rule {
  const source = 'recording of AWS: test_state/test_state_configuration.snapshot.json';
  return { table: 'step-functions-api', id: `TestState.${id}`, aws, here: 'same', wording, source };
}

const INPUT = '{"Values": ["first", "second", "third"]}';
/** As AWS's examples name a function. */
const PLACEHOLDER = 'arn:aws:lambda:your-region:your-account-id:function:yourHelloWorldFunction';
const PROCESSOR = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: PLACEHOLDER, End: true } },
};
const MAP = {
  Type: 'Map',
  QueryLanguage: 'JSONata',
  Items: '{% $states.input.Values %}',
  ItemProcessor: PROCESSOR,
  End: true,
};
const RETRY = [
  { ErrorEquals: ['MockException'], MaxAttempts: 3 },
  { ErrorEquals: ['States.ExceedToleratedFailureThreshold'], MaxAttempts: 2 },
];
const EXCEEDED = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

describe('TestState of a Map state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const test = async (definition: object, fields: Omit<TestStateCommandInput, 'definition'> = {}) => {
    const command = new TestStateCommand({
      definition: JSON.stringify(definition),
      input: INPUT,
      inspectionLevel: 'DEBUG',
      mock: { result: '[1, 1, 1]' },
      ...fields,
    });
    const { $metadata: _, ...answer } = await bench.clients.sfn.send(command);
    return answer;
  };
  const failing = (mapIterationFailureCount: number) => ({ stateConfiguration: { mapIterationFailureCount } });

  rule(recorded('map.inspected', 'shows the input and the concurrency of a JSONata Map state'), async () => {
    expect(await test({ ...MAP, MaxConcurrency: 1 })).to.deep.equal({
      output: '[1, 1, 1]',
      status: 'SUCCEEDED',
      inspectionData: { input: INPUT, maxConcurrency: 1 },
    });
  });

  rule(recorded('map.free', 'failed iterations do not fail a Map state that tolerates none by name'), async () => {
    const { status, inspectionData } = await test(MAP, failing(2));
    expect(status).to.equal('SUCCEEDED');
    expect(inspectionData).to.deep.equal({ input: INPUT, maxConcurrency: 0 });
  });

  rule(recorded('map.exceeded', 'too many failed iterations are RETRIABLE where a retrier fits', 'AWS'), async () => {
    const state = { ...MAP, Retry: RETRY, ToleratedFailureCount: 1 };
    expect((await test(state, failing(1))).status).to.equal('SUCCEEDED');
    expect(await test(state, failing(2))).to.deep.equal({
      ...EXCEEDED,
      status: 'RETRIABLE',
      inspectionData: {
        input: INPUT,
        maxConcurrency: 0,
        toleratedFailureCount: 1,
        errorDetails: { retryIndex: 1, retryBackoffIntervalSeconds: 1 },
      },
    });
  });

  rule(recorded('map.caught', 'too many failed iterations are CAUGHT_ERROR where a catcher fits', 'AWS'), async () => {
    const Catch = [
      { ErrorEquals: ['MockException'], Next: 'A' },
      { ErrorEquals: [EXCEEDED.error], Next: 'B' },
    ];
    const answer = await test({ ...MAP, Catch, ToleratedFailurePercentage: 50 }, failing(2));
    expect(answer).to.deep.include({ ...EXCEEDED, status: 'CAUGHT_ERROR', nextState: 'B' });
    expect(answer.inspectionData).to.deep.equal({
      input: INPUT,
      maxConcurrency: 0,
      toleratedFailurePercentage: 50,
      errorDetails: { catchIndex: 1 },
    });
  });

  rule(recorded('map.error', 'a mocked error shows the steps before it', 'none'), async () => {
    const state = { Type: 'Map', ItemsPath: '$.Values', ToleratedFailureCount: 2, ItemProcessor: PROCESSOR, End: true };
    const errorOutput = { error: 'MockException', cause: 'Mock the error cause.' };
    expect(await test(state, { mock: { errorOutput } })).to.deep.equal({
      ...errorOutput,
      status: 'FAILED',
      inspectionData: {
        input: INPUT,
        afterInputPath: INPUT,
        afterItemsPath: '["first","second","third"]',
        maxConcurrency: 0,
        toleratedFailureCount: 2,
      },
    });
  });

  rule(recorded('map.itemReader', 'items that were read elsewhere are given with the request'), async () => {
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON' },
      Arguments: { Bucket: '{% $states.input.Bucket %}', Key: '{% $states.input.Key %}' },
    };
    const { Items: _, ...state } = { ...MAP, ItemReader };
    const answer = await test(state, {
      input: '{"Bucket": "b", "Key": "k"}',
      mock: { result: '[1, 4, 9]' },
      stateConfiguration: { mapItemReaderData: '[1, 2, 3]' },
    });
    expect(answer).to.include({ status: 'SUCCEEDED', output: '[1, 4, 9]' });
  });

  rule(
    {
      table: 'step-functions-api',
      id: 'TestState.map.items',
      aws: 'shows what ItemSelector and ItemBatcher make of the items',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html',
    },
    async () => {
      const state = {
        Type: 'Map',
        ItemsPath: '$.Values',
        ItemSelector: { 'n.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value' },
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { b: 1 } },
        ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
        End: true,
      };
      const { inspectionData } = await test(state);
      expect(inspectionData).to.deep.include({
        afterItemSelector: '[{"n":0,"v":"first"},{"n":1,"v":"second"},{"n":2,"v":"third"}]',
        afterItemBatcher:
          '[{"BatchInput":{"b":1},"Items":[{"n":0,"v":"first"},{"n":1,"v":"second"}]},{"BatchInput":{"b":1},"Items":[{"n":2,"v":"third"}]}]',
      });
      const { ItemSelector: _, ItemBatcher: __, ...plain } = state;
      expect((await test(plain)).inspectionData).to.not.have.any.keys('afterItemSelector', 'afterItemBatcher');
    },
  );

  it('names a path into the context object without its second $ where it gives no list', async () => {
    const ItemProcessor = { ...PROCESSOR, ProcessorConfig: { Mode: 'INLINE' } };
    const state = { Type: 'Map', ItemsPath: '$$.Execution.Input', ItemProcessor, End: true };
    const { cause, inspectionData } = await test(state);
    expect(cause).to.match(/Reference path "\$\.Execution\.Input" must point to array\.$/);
    expect(inspectionData).to.deep.equal({ input: INPUT, afterInputPath: INPUT });
  });

  rule(recorded('refuses.iterations', 'more failed iterations than there are', 'AWS'), async () => {
    expect(await refusal(test(MAP, failing(4)))).to.equal(
      'ValidationException: Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  });

  rule(recorded('refuses.iterationsWithoutMock', 'failed iterations without a mock', 'AWS'), async () => {
    expect(await refusal(test(MAP, { ...failing(1), mock: undefined }))).to.equal(
      'ValidationException: TestState does not support MapIterationFailureCount when a mock is not specified.',
    );
  });
});
