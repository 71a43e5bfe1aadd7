import { TestStateCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  const source = 'recording of AWS: test_state/test_field_validation_mode.snapshot.json';
  const rest = { table: 'step-functions-api', here: 'same', wording: 'AWS', source } as const;
  return { id: `TestState.fieldValidationMode.${id}`, aws, ...rest, ...fields };
}

const PUT_EVENTS = { Resource: 'arn:aws:states:::events:putEvents', Parameters: { 'Entries.$': '$.Entries' } };
const START = {
  Resource: 'arn:aws:states:::states:startExecution',
  Parameters: { 'StateMachineArn.$': '$.machine' },
};
const INVOKE = { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { 'FunctionName.$': '$.function' } };
const GET_OBJECT = {
  Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
  Parameters: { 'Bucket.$': '$.bucket', 'Key.$': '$.key' },
};
const GET_FUNCTION = {
  Resource: 'arn:aws:states:::aws-sdk:lambda:getFunction',
  Parameters: { 'FunctionName.$': '$.function' },
};
const CREATE_MODEL = { Resource: 'arn:aws:states:::aws-sdk:sagemaker:createModel', Parameters: { ModelName: 'm' } };
const INPUT = '{"Entries": [{"Source": "s"}], "machine": "m", "function": "f", "bucket": "b", "key": "k"}';

describe('fieldValidationMode of TestState', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const test = (task: object, result: object, fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE') =>
    bench.clients.sfn.send(
      new TestStateCommand({
        definition: JSON.stringify({ Type: 'Task', End: true, ...task }),
        input: INPUT,
        mock: { result: JSON.stringify(result), ...(fieldValidationMode === undefined ? {} : { fieldValidationMode }) },
      }),
    );

  const wrong: readonly [string, object, object, string][] = [
    ['list', PUT_EVENTS, { Entries: 'no list' }, "Field 'Entries' must be an array"],
    ['inner', PUT_EVENTS, { Entries: [{ EventId: 'one' }, { EventId: ['two'] }] }, "Field 'EventId' must be a string"],
    ['time', START, { ExecutionArn: 'a', StartDate: 1764103483 }, "Field 'StartDate' must be a string"],
    ['integer', INVOKE, { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
    ['long', GET_OBJECT, { ContentLength: '9000' }, "Field 'ContentLength' must be a number"],
    ['bytes', GET_OBJECT, { Body: 123 }, "Field 'Body' must be a string"],
    ['enum', GET_OBJECT, { StorageClass: 'Papyrus' }, "Field 'StorageClass' is not an expected value"],
    [
      'least',
      GET_FUNCTION,
      { Configuration: { MemorySize: 127 } },
      "Field 'MemorySize' is less than the minimum value",
    ],
    ['most', GET_FUNCTION, { Configuration: { MemorySize: 32_769 } }, "Field 'MemorySize' exceeds the maximum value"],
    ['length', CREATE_MODEL, { ModelArn: '' }, "Field 'ModelArn' is smaller than the minimum length"],
  ];
  for (const [id, task, result, text] of wrong) {
    rule(recorded(id, `${text}, unless the mode is NONE`), async () => {
      const refused = `ValidationException: Mock result schema validation error: ${text}`;
      expect(await refusal(test(task, result))).to.equal(refused);
      expect(await refusal(test(task, result, 'PRESENT'))).to.equal(refused);
      expect((await test(task, result, 'NONE')).output).to.equal(JSON.stringify(result));
    });
  }

  it('takes any JSON for a Payload of lambda:invoke, whose bytes are shown as the JSON they hold', async () => {
    const result = { Payload: { ok: true }, StatusCode: 200 };
    expect((await test(INVOKE, result)).output).to.equal(JSON.stringify(result));
  });

  for (const [id, result] of [
    ['unknown', { random: 'json' }],
    ['empty', {}],
  ] as const) {
    rule(recorded(id, 'members that the API does not have are not looked at', { wording: 'none' }), async () => {
      expect((await test(PUT_EVENTS, result, 'STRICT')).output).to.equal(JSON.stringify(result));
    });
  }

  rule(recorded('required', 'STRICT refuses a result without a member that the API always has'), async () => {
    const results = [{}, { executionArn: 'a', startDate: 'b' }];
    for (const result of results) {
      expect(await refusal(test(START, result, 'STRICT'))).to.equal(
        "ValidationException: Mock result schema validation error: Required field 'ExecutionArn' is missing",
      );
      expect((await test(START, result, 'PRESENT')).output).to.equal(JSON.stringify(result));
    }
    const whole = { ExecutionArn: 'a', StartDate: 'b' };
    expect((await test(START, whole, 'STRICT')).output).to.equal(JSON.stringify(whole));
  });

  it('asks for the required members of what is within a list, too', async () => {
    const listModels = { Resource: 'arn:aws:states:::aws-sdk:sagemaker:listModels', Parameters: {} };
    expect(await refusal(test(listModels, { Models: [{ ModelName: 'm' }] }))).to.equal(
      "ValidationException: Mock result schema validation error: Required field 'ModelArn' is missing",
    );
  });
});
