import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, INVOKE, oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS: test_sfn_api_express.snapshot.json';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

describe('express workflows', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  let count = 0;
  const create = async (definition: object, type = 'EXPRESS') => {
    count += 1;
    const command = new CreateStateMachineCommand({
      name: `x${count}`,
      roleArn: ROLE_ARN,
      definition: JSON.stringify(definition),
      type: type as 'EXPRESS',
    });
    return (await bench.clients.sfn.send(command)).stateMachineArn ?? '';
  };
  const sync = async (stateMachineArn: string, fields: object = {}) => {
    const { $metadata, ...answer } = await bench.clients.sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn, ...fields }),
    );
    return answer;
  };
  const PASS = oneState({ Type: 'Pass', Result: { Arg1: 'argument1' }, End: true });

  rule(recorded('CreateStateMachine.EXPRESS', 'has type EXPRESS', 'test_create_describe_delete'), async () => {
    const stateMachineArn = await create(PASS);
    const { type } = await bench.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(type).to.equal('EXPRESS');
  });

  rule(
    recorded(
      'StartSyncExecution',
      'answers with the output when the execution has ended, billed by 100 ms and 64 MB',
      'test_start_sync_execution',
    ),
    async () => {
      const stateMachineArn = await create(PASS);
      const { executionArn, startDate, stopDate, billingDetails, ...answer } = await sync(stateMachineArn, {
        name: 'once',
        input: '{"a":1}',
      });
      expect(answer).to.deep.equal({
        stateMachineArn,
        name: 'once',
        status: 'SUCCEEDED',
        input: '{"a":1}',
        inputDetails: { included: true },
        output: '{"Arg1":"argument1"}',
        outputDetails: { included: true },
      });
      expect(executionArn).to.match(
        /^arn:aws:states:us-east-1:000000000000:express:x\d+:once:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      );
      expect(billingDetails?.billedMemoryUsedInMB).to.equal(64);
      expect((billingDetails?.billedDurationInMilliseconds ?? 0) % 100).to.equal(0);
      expect(stopDate?.getTime()).to.be.at.least(startDate?.getTime() ?? 0);
    },
  );

  rule(
    recorded(
      'StartSyncExecution.failure',
      'a failed execution is an answer, too: error and cause, no output',
      '(express/test_express_sync.snapshot.json test_base[BASE_RAISE_FAILURE])',
    ),
    async () => {
      const answer = await sync(await create(oneState({ Type: 'Fail', Error: 'SomeFailure', Cause: 'because' })));
      expect(answer).to.deep.include({
        status: 'FAILED',
        error: 'SomeFailure',
        cause: 'because',
        outputDetails: { included: true },
      });
      expect(answer).to.not.have.property('output');
    },
  );

  rule(
    recorded(
      'StartSyncExecution.StateMachineTypeNotSupported',
      'is for express workflows only',
      '(test_sfn_api.snapshot.json test_start_sync_execution)',
      'AWS',
    ),
    async () => {
      expect(await refusal(sync(await create(PASS, 'STANDARD')))).to.equal(
        'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
      );
    },
  );

  rule(
    recorded(
      'StartExecution.EXPRESS',
      'runs in the background; nothing is listed, described, stopped or kept of it, and a name may be used again',
      'test_start_async_describe_history_execution',
      'AWS',
    ),
    async () => {
      const stateMachineArn = await create(oneState({ Type: 'Task', Resource: FUNCTION_ARN, End: true }));
      const { sfn } = bench.clients;
      const called = bench.lambda.invocations.length;
      const start = () => sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'again' }));
      const { executionArn } = await start();
      await start();
      await pollUntil('both have called the function', () => bench.lambda.invocations[called + 1]);
      const wrong = "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'";
      expect(await refusal(sfn.send(new DescribeExecutionCommand({ executionArn })))).to.equal(wrong);
      expect(await refusal(sfn.send(new StopExecutionCommand({ executionArn })))).to.equal(wrong);
      expect(await refusal(sfn.send(new GetExecutionHistoryCommand({ executionArn })))).to.equal(wrong);
      expect(await refusal(sfn.send(new ListExecutionsCommand({ stateMachineArn })))).to.equal(
        'StateMachineTypeNotSupported: This operation is not supported by this type of state machine',
      );
    },
  );

  const waits: readonly [string, string, string][] = [
    [
      '.waitForTaskToken',
      `${INVOKE}.waitForTaskToken`,
      "Express state machine does not support '.waitForTaskToken' service integration  at /States/S/Resource",
    ],
    [
      '.sync',
      'arn:aws:states:::states:startExecution.sync',
      "Express state machine does not support '.sync' service integration at /States/S/Resource",
    ],
    [
      'activity',
      'arn:aws:states:us-east-1:000000000000:activity:a',
      'Express state machine does not support Activity ARN at /States/S/Resource',
    ],
  ];
  for (const [id, Resource, problem] of waits) {
    rule(
      recorded(
        `CreateStateMachine.EXPRESS: ${id}`,
        'an express workflow waits for nobody',
        'test_illegal_callbacks, test_illegal_activity_task',
        'AWS',
      ),
      async () => {
        expect(await refusal(create(oneState({ Type: 'Task', Resource, Parameters: {}, End: true })))).to.equal(
          `InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${problem}'`,
        );
      },
    );
  }

  rule(
    {
      table: 'step-functions-api',
      id: 'StartSyncExecution.includedData',
      aws: 'METADATA_ONLY leaves input and output out',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html',
    },
    async () => {
      const answer = await sync(await create(PASS), { includedData: 'METADATA_ONLY' });
      expect(answer).to.deep.include({ inputDetails: { included: false }, outputDetails: { included: false } });
      expect(answer).to.not.have.any.keys('input', 'output');
    },
  );

  const MEMBERS = ['Id', 'Input', 'Name', 'RoleArn', 'StartTime'];
  const contextRule = (id: string, aws: string, source: string): Rule => {
    return { table: 'states-language', id, aws, here: 'same', wording: 'none', source: `recording of AWS: ${source}` };
  };
  rule(
    contextRule(
      'context.StartSyncExecution',
      'the context object has no RedriveCount',
      'express/test_express_sync.snapshot.json test_query_runtime_memory',
    ),
    async () => {
      const { output } = await sync(
        await create(oneState({ Type: 'Pass', Parameters: { 'execution.$': '$$.Execution' }, End: true })),
      );
      expect(Object.keys(JSON.parse(output ?? '').execution)).to.have.members(MEMBERS);
    },
  );

  rule(
    contextRule(
      'context.express',
      'an Express execution of StartExecution has RedriveCount 0',
      'express/test_express_async.snapshot.json test_query_runtime_memory',
    ),
    async () => {
      const seen: unknown[] = [];
      bench.lambda.answer = ({ payload }) => {
        seen.push(payload);
        return { payload: 'null' };
      };
      const machine = await create(
        oneState({ Type: 'Task', Resource: FUNCTION_ARN, Parameters: { 'e.$': '$$.Execution' }, End: true }),
      );
      await bench.start(machine);
      const execution = await pollUntil('the function is called', async () => seen[0]);
      expect(Object.keys((execution as { e: object }).e)).to.have.members([...MEMBERS, 'RedriveCount']);
      expect(execution).to.have.nested.property('e.RedriveCount', 0);
    },
  );
});
