import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, INVOKE, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED =
  'recording of AWS: test_state/test_test_state_scenarios.snapshot.json, test_state/test_test_state_mock_scenarios.snapshot.json';

function recorded(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  const rest = { table: 'step-functions-api', here: 'same', wording: 'AWS', source: RECORDED } as const;
  return { id: `TestState.${id}`, aws, ...rest, ...fields };
}

const pass = (fields: object) => ({ Type: 'Pass', Next: 'Then', ...fields });
const task = (fields: object = {}) => ({ Type: 'Task', Resource: FUNCTION_ARN, Next: 'Then', ...fields });
const BRANCH = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };

describe('TestState', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
    bench.lambda.answer = ({ payload }) => ({ payload: JSON.stringify({ did: payload }) });
  });
  after(() => bench.close());

  const test = async (definition: object, fields: Omit<TestStateCommandInput, 'definition'> = {}) => {
    const command = new TestStateCommand({ definition: JSON.stringify(definition), roleArn: ROLE_ARN, ...fields });
    const { $metadata: _, ...answer } = await bench.clients.sfn.send(command);
    return answer;
  };
  const refused = async (definition: object, fields: Omit<TestStateCommandInput, 'definition'> = {}) => {
    const { name, message } = await errorOf(test(definition, fields));
    return `${name}: ${message}`;
  };

  rule(recorded('info', 'INFO gives output, status and the next state', { wording: 'none' }), async () => {
    expect(await test(pass({ Result: { a: 1 } }), { input: '{}' })).to.deep.equal({
      output: '{"a":1}',
      nextState: 'Then',
      status: 'SUCCEEDED',
    });
  });

  rule(recorded('debug.result', 'DEBUG shows each step of a Pass state with Result', { wording: 'none' }), async () => {
    const { inspectionData } = await test(pass({ Result: 1, ResultPath: '$.r' }), {
      input: '{"x":2}',
      inspectionLevel: 'DEBUG',
    });
    expect(inspectionData).to.deep.equal({
      input: '{"x":2}',
      result: '1',
      afterResultSelector: '1',
      afterResultPath: '{"x":2,"r":1}',
    });
  });

  rule(recorded('debug.task', 'DEBUG shows each step of a Task', { wording: 'none' }), async () => {
    const state = task({
      InputPath: '$.a',
      Parameters: { 'p.$': '$.b' },
      ResultSelector: { 'r.$': '$.did' },
      ResultPath: '$.out',
      OutputPath: '$.out.r',
    });
    const { inspectionData, output } = await test(state, { input: '{"a":{"b":3}}', inspectionLevel: 'DEBUG' });
    expect(inspectionData).to.deep.equal({
      input: '{"a":{"b":3}}',
      afterInputPath: '{"b":3}',
      afterParameters: '{"p":3}',
      result: '{"did":{"p":3}}',
      afterResultSelector: '{"r":{"p":3}}',
      afterResultPath: '{"a":{"b":3},"out":{"r":{"p":3}}}',
    });
    expect(output).to.equal('{"p":3}');
  });

  rule(recorded('jsonata', 'runs a JSONata state with variables', { wording: 'none' }), async () => {
    const state = task({ QueryLanguage: 'JSONata', Arguments: '{% $v + 1 %}', Output: '{% $states.result.did %}' });
    const answer = await test(state, { inspectionLevel: 'TRACE', variables: '{"v":4}' });
    expect(answer.output).to.equal('5');
    expect(answer.inspectionData).to.deep.equal({
      input: '{}',
      afterArguments: '5',
      result: '{"did":5}',
      variables: '{"v":4}',
    });
  });

  rule(recorded('choice', 'a Choice state shows where it goes', { wording: 'none' }), async () => {
    const state = { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'One' }], Default: 'Other' };
    expect((await test(state, { input: '{"n":1}' })).nextState).to.equal('One');
    expect((await test(state, { input: '{"n":2}' })).nextState).to.equal('Other');
  });

  rule(recorded('fail', 'a Fail state is FAILED with its error', { wording: 'none' }), async () => {
    const answer = await test({ Type: 'Fail', Error: 'E', Cause: 'C' });
    expect(answer).to.deep.equal({ error: 'E', cause: 'C', status: 'FAILED' });
  });

  const ERROR = { errorOutput: { error: 'Boom', cause: 'why' } };
  const HANDLED = task({
    Retry: [{ ErrorEquals: ['Boom'], IntervalSeconds: 3, MaxAttempts: 2, BackoffRate: 2 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handler', ResultPath: '$.error' }],
  });

  rule(recorded('mock.retriable', 'an error that is retried is RETRIABLE', { wording: 'none' }), async () => {
    const answer = await test(HANDLED, {
      mock: ERROR,
      inspectionLevel: 'DEBUG',
      stateConfiguration: { retrierRetryCount: 1 },
    });
    expect(answer).to.include({ status: 'RETRIABLE', error: 'Boom', cause: 'why' });
    expect(answer.inspectionData?.errorDetails).to.deep.equal({ retryIndex: 0, retryBackoffIntervalSeconds: 6 });
  });

  rule(recorded('mock.caught', 'an error that is caught is CAUGHT_ERROR', { wording: 'none' }), async () => {
    const answer = await test(HANDLED, {
      mock: ERROR,
      inspectionLevel: 'DEBUG',
      stateConfiguration: { retrierRetryCount: 2 },
    });
    expect(answer).to.include({ status: 'CAUGHT_ERROR', error: 'Boom', nextState: 'Handler' });
    expect(answer.output).to.equal('{"error":{"Error":"Boom","Cause":"why"}}');
    expect(answer.inspectionData?.errorDetails).to.deep.equal({ catchIndex: 0 });
  });

  rule(recorded('mock.result', 'a mocked result needs neither a role nor the resource'), async () => {
    const definition = JSON.stringify(
      task({ Resource: `${INVOKE}.waitForTaskToken`, Parameters: { FunctionName: 'f' } }),
    );
    const mock = { result: '{"ok":true}' };
    const answer = await bench.clients.sfn.send(new TestStateCommand({ definition, mock }));
    expect(answer).to.include({ status: 'SUCCEEDED', output: '{"ok":true}' });
    expect(await refused(JSON.parse(definition))).to.match(/^ValidationException: \[rehearsal\].* needs a mock$/);
  });

  rule(recorded('mock.map', 'Map and Parallel states run with a mocked list', { wording: 'none' }), async () => {
    const map = { Type: 'Map', ItemsPath: '$.l', ItemProcessor: BRANCH, ResultPath: '$.r', End: true };
    const answer = await test(map, { mock: { result: '[1,2]' }, input: '{"l":[3]}', inspectionLevel: 'DEBUG' });
    expect(answer.output).to.equal('{"l":[3],"r":[1,2]}');
    expect(answer.inspectionData).to.deep.equal({
      input: '{"l":[3]}',
      afterInputPath: '{"l":[3]}',
      afterItemsPath: '[3]',
      maxConcurrency: 0,
      afterResultSelector: '[1,2]',
      afterResultPath: '{"l":[3],"r":[1,2]}',
    });
    const parallel = { Type: 'Parallel', Branches: [BRANCH], End: true };
    expect((await test(parallel, { mock: { result: '[7]' } })).output).to.equal('[7]');
  });

  rule(
    recorded('stateName', 'picks one state of a state machine, also inside of a branch', { wording: 'none' }),
    async () => {
      const inner = {
        StartAt: 'I',
        States: { I: { Type: 'Pass', Parameters: { 'n.$': '$$.State.Name' }, End: true } },
      };
      const machine = { StartAt: 'P', States: { P: { Type: 'Parallel', Branches: [inner], End: true } } };
      expect((await test(machine, { stateName: 'I' })).output).to.equal('{"n":"I"}');
    },
  );

  const refusals: readonly [string, object, Omit<TestStateCommandInput, 'definition'>, string][] = [
    [
      'mockOfPass',
      pass({}),
      { mock: { result: '1' } },
      "ValidationException: State type 'Pass' is not supported when a mock is specified",
    ],
    [
      'emptyMock',
      task(),
      { mock: {} },
      'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      'secrets',
      task(),
      { mock: { result: '1' }, revealSecrets: true },
      'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
    ],
    [
      'noRole',
      task(),
      { roleArn: undefined },
      'ValidationException: RoleArn must be specified when testing a Task state',
    ],
    [
      'mapResult',
      { Type: 'Map', ItemProcessor: BRANCH, End: true },
      { mock: { result: '{}' } },
      'ValidationException: Mocked result must be an array.',
    ],
    [
      'taskResult',
      task({ Resource: INVOKE, Parameters: { FunctionName: 'f' } }),
      { mock: { result: '1' } },
      'ValidationException: Mocked result must be a JSON object.',
    ],
    [
      'branches',
      { Type: 'Parallel', Branches: [BRANCH], End: true },
      { mock: { result: '[1,2]' } },
      'ValidationException: Mocked result must contain the same number of items as number of Parallel branches.',
    ],
    ['mockText', task(), { mock: { result: 'no JSON' } }, 'ValidationException: Mocked result must be valid JSON'],
    [
      'resultWriter',
      {
        Type: 'Map',
        ItemProcessor: { ...BRANCH, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } },
        End: true,
      },
      { mock: { result: '[1]' } },
      'ValidationException: Mocked result must be a JSON object.',
    ],
    [
      'stateName',
      { StartAt: 'B', States: { B: { Type: 'Succeed' } } },
      { stateName: 'C' },
      'ValidationException: State not found in definition',
    ],
    [
      'mapWithoutMock',
      { Type: 'Map', ItemProcessor: BRANCH, End: true },
      {},
      'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
  ];
  for (const [id, state, fields, text] of refusals) {
    rule(recorded(`refuses.${id}`, text), async () => {
      expect(await refused(state, fields)).to.equal(text);
    });
  }
});
