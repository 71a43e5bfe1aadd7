import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { INVOKE, StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, wording: Rule['wording'] = 'none'): Rule {
  const source = 'recording of AWS: test_state/test_state_context_object.snapshot.json';
  return { table: 'step-functions-api', id: `TestState.${id}`, aws, here: 'same', wording, source };
}

const PREFIX = 'ValidationException: Invalid Context object provided:';
const SEEN = { Type: 'Pass', Parameters: { 'seen.$': '$$' }, End: true };
const FULL = {
  Execution: { Id: 'e', Input: { a: 1 }, Name: 'n', RoleArn: 'r', StartTime: '2025-01-15T10:30:00.000Z' },
  State: { EnteredTime: '2025-01-15T10:30:01.500Z', Name: 'Mine', RetryCount: 0 },
  StateMachine: { Id: 'm', Name: 'Machine' },
};

describe('the context object of TestState', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const test = async (definition: object, fields: Omit<TestStateCommandInput, 'definition'> = {}) =>
    bench.clients.sfn.send(new TestStateCommand({ definition: JSON.stringify(definition), ...fields }));
  const seen = async (context: object | undefined): Promise<unknown> => {
    const { output } = await test(SEEN, context === undefined ? {} : { context: JSON.stringify(context) });
    return JSON.parse(output ?? '{}').seen;
  };

  for (const [id, given] of [
    ['full', FULL],
    ['emptyParts', { Execution: {}, State: {}, StateMachine: {} }],
    ['empty', {}],
  ] as const) {
    rule(recorded(`context.${id}`, 'is what the caller gives, with nothing added'), async () => {
      expect(await seen(given)).to.deep.equal(given);
    });
  }

  rule(recorded('context.own', "is an Express execution's, without RedriveCount, where none is given"), async () => {
    const own = await seen(undefined);
    expect(own).to.have.all.keys('Execution', 'StateMachine', 'State');
    expect(own).to.have.property('Execution').that.has.all.keys('Id', 'Input', 'StartTime', 'Name');
    expect(own)
      .to.have.nested.property('Execution.Id')
      .that.matches(/^arn:aws:states:us-east-1:\d{12}:express:/);
    expect(own).to.have.nested.property('State.Name', 'StateName');
  });

  rule(recorded('context.token', 'the token of the caller is that of the task'), async () => {
    const state = {
      Type: 'Task',
      Resource: `${INVOKE}.waitForTaskToken`,
      Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    };
    const { inspectionData } = await test(state, {
      context: JSON.stringify({ ...FULL, Task: { Token: 'abcd123' } }),
      mock: { result: '{}' },
      inspectionLevel: 'TRACE',
    });
    expect(JSON.parse(inspectionData?.afterParameters ?? '')).to.deep.equal({
      FunctionName: 'f',
      Payload: { token: 'abcd123' },
    });
  });

  const refusals: readonly [string, object, string][] = [
    ['Field', { Pokedex: {} }, "Field 'Pokedex' is not allowed"],
    ['ExecutionField', { Execution: { pokemon: 'squirtle' } }, "Field 'pokemon' is not allowed"],
    ['StateField', { State: { Id: '1' } }, "Field 'Id' is not allowed"],
    ['Id', { Execution: { Id: 1 } }, 'Execution.Id must be a string'],
    [
      'Task',
      { Task: { Token: 't' } },
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
    ['Map', { Map: {} }, "'Map' field is not supported when mocking a Context object"],
  ];
  for (const [id, context, text] of refusals) {
    rule(recorded(`refuses.context${id}`, text, 'AWS'), async () => {
      expect(await refusal(test(SEEN, { context: JSON.stringify(context) }))).to.equal(`${PREFIX} ${text}`);
    });
  }
});
