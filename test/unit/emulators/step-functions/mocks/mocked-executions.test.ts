import { expect } from 'chai';
import { MockConfig } from '../../../../../emulators/step-functions/mocks/mock-config.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { rule } from '../../../../support/rule.ts';
import { INVOKE, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const SOURCE = 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html';

/** AWS's example of this page, for the state machine of the tests: the function is not ready, is still not, and answers. */
const CONFIG = {
  StateMachines: {
    Mocked: {
      TestCases: {
        HappyPath: { Invoke: 'MockedLambdaSuccess', Train: 'MockedTraining' },
        RetryPath: { Invoke: 'MockedLambdaRetry', Train: 'MockedTraining' },
        Refused: { Invoke: 'MockedLambdaSuccess', Train: 'MockedRefusal' },
        Failed: { Invoke: 'MockedLambdaSuccess', Train: 'MockedFailure' },
        HybridPath: { Train: 'MockedTraining' },
        Exhausted: { Invoke: 'LambdaMockedResourceNotReady' },
        Mistyped: { Invok: 'MockedLambdaSuccess', Done: 'MockedTraining' },
      },
    },
  },
  MockedResponses: {
    MockedLambdaSuccess: {
      0: { Return: { StatusCode: 200, Payload: { StatusCode: 200, body: 'Hello from Lambda!' } } },
    },
    LambdaMockedResourceNotReady: {
      0: { Throw: { Error: 'Lambda.ResourceNotReadyException', Cause: 'Lambda resource is not ready.' } },
    },
    MockedLambdaRetry: {
      0: { Throw: { Error: 'Lambda.ResourceNotReadyException', Cause: 'Lambda resource is not ready.' } },
      '1-2': { Throw: { Error: 'Lambda.TimeoutException', Cause: 'Lambda timed out.' } },
      3: { Return: { StatusCode: 200, Payload: { StatusCode: 200, body: 'Hello from Lambda!' } } },
    },
    MockedTraining: { 0: { Return: { TrainingJobName: 'mocked', TrainingJobStatus: 'Completed' } } },
    MockedRefusal: { 0: { Throw: { Error: 'SageMaker.ResourceLimitExceededException', Cause: 'no quota' } } },
    MockedFailure: { 0: { Throw: { Error: 'States.TaskFailed', Cause: '{"FailureReason":"CapacityError: none"}' } } },
  },
};

const DEFINITION = {
  StartAt: 'Invoke',
  States: {
    Invoke: {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: 'f' },
      OutputPath: '$.Payload',
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, BackoffRate: 1, JitterStrategy: 'FULL' }],
      Next: 'Train',
    },
    Train: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
      Parameters: {
        TrainingJobName: 'real',
        RoleArn: 'arn:aws:iam::000000000000:role/training',
        AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
        OutputDataConfig: { S3OutputPath: 's3://b/o' },
        ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 1, VolumeSizeInGB: 50 },
        StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      },
      Catch: [{ ErrorEquals: ['SageMaker.ResourceLimitExceededException'], Next: 'Done' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

describe('executions of a test case', () => {
  let bench: StepFunctionsFixture;
  let machineArn: string;
  const run = async (testCase: string) => bench.ended(await bench.start(`${machineArn}#${testCase}`));

  before(async () => {
    // Without jitter's share of it the retrier would wait a second each time.
    bench = await StepFunctionsFixture.start({ mocks: MockConfig.parse(JSON.stringify(CONFIG)), random: () => 0 });
    machineArn = await bench.create(DEFINITION, 'Mocked');
  });
  after(() => bench.close());

  rule(
    {
      table: 'faults',
      id: 'mocks.return',
      aws: 'Step Functions Local: a state with a mocked response calls no service and takes Return for its result',
      here: 'differs',
      note: 'TaskSubmitted of `.sync` shows the mocked response; AWS’s own engine was not compared',
      wording: 'none',
      source: SOURCE,
    },
    async () => {
      const { status, result, events } = await run('HappyPath');
      expect(status).to.equal('SUCCEEDED');
      expect(result).to.deep.equal({ TrainingJobName: 'mocked', TrainingJobStatus: 'Completed' });
      expect(outline(events)).to.deep.equal([
        ...['1 0 ExecutionStarted', '2 0 TaskStateEntered', '3 2 TaskScheduled', '4 3 TaskStarted'],
        ...['5 4 TaskSucceeded', '6 5 TaskStateExited', '7 6 TaskStateEntered', '8 7 TaskScheduled'],
        ...['9 8 TaskStarted', '10 9 TaskSubmitted', '11 10 TaskSucceeded', '12 11 TaskStateExited'],
        ...['13 12 SucceedStateEntered', '14 13 SucceedStateExited', '15 14 ExecutionSucceeded'],
      ]);
      expect(events[5]?.stateExitedEventDetails?.output).to.equal('{"StatusCode":200,"body":"Hello from Lambda!"}');
    },
  );

  rule(
    {
      table: 'faults',
      id: 'mocks.throw',
      aws: 'Step Functions Local: Throw fails an attempt with its Error and Cause; "0", "1-2" and "3" are attempts, counted from 0',
      here: 'same',
      wording: 'none',
      source: SOURCE,
    },
    async () => {
      const { status, events } = await run('RetryPath');
      expect(status).to.equal('SUCCEEDED');
      const failures = events
        .filter(({ type }) => type === 'TaskFailed')
        .map(({ taskFailedEventDetails: details }) => details);
      const details = { resourceType: 'lambda', resource: 'invoke' };
      const timedOut = { ...details, error: 'Lambda.TimeoutException', cause: 'Lambda timed out.' };
      expect(failures).to.deep.equal([
        { ...details, error: 'Lambda.ResourceNotReadyException', cause: 'Lambda resource is not ready.' },
        timedOut,
        timedOut,
      ]);
    },
  );

  it('records a refused call and a failed job as what they are', async () => {
    const refused = await run('Refused');
    expect(refused.status).to.equal('SUCCEEDED');
    expect(
      refused.events.find(({ type }) => type === 'TaskSubmitFailed')?.taskSubmitFailedEventDetails,
    ).to.deep.include({
      error: 'SageMaker.ResourceLimitExceededException',
      cause: 'no quota',
    });
    const failed = await run('Failed');
    expect(failed).to.deep.include({
      status: 'FAILED',
      error: 'States.TaskFailed',
      cause: '{"FailureReason":"CapacityError: none"}',
    });
    const types = failed.events.map(({ type }) => type);
    expect(types.slice(-3)).to.deep.equal(['TaskSubmitted', 'TaskFailed', 'ExecutionFailed']);
  });

  it('call the service of a state that has no mocked response', async () => {
    bench.lambda.answer = () => ({ payload: '{"from":"the function"}' });
    const { events } = await run('HybridPath');
    expect(events.find(({ type }) => type === 'TaskStateExited')?.stateExitedEventDetails?.output).to.equal(
      '{"from":"the function"}',
    );
  });

  it('fail where an attempt has no response, saying which', async () => {
    const { status, error, cause } = await run('Exhausted');
    expect({ status, error }).to.deep.equal({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).to.equal(
      '[rehearsal] the mock configuration has no response for attempt 1; add "1" to MockedResponses.LambdaMockedResourceNotReady',
    );
  });

  it('are not started for a test case, a state machine or states that are not there', async () => {
    const refusal = async (arn: string) => (await errorOf(bench.start(arn))).message;
    expect(await refusal(`${machineArn}#HapyPath`)).to.equal(
      '[rehearsal] state machine Mocked has no test case HapyPath; did you mean "HappyPath"?',
    );
    expect(await refusal(`${machineArn}#Mistyped`)).to.equal(
      '[rehearsal] test case Mistyped mocks Invok, which is no Task state; did you mean "Invoke"?; test case Mistyped mocks Done, which is no Task state; known are Invoke, Train',
    );
    const otherArn = await bench.create(DEFINITION, 'Mockd');
    expect(await refusal(`${otherArn}#HappyPath`)).to.equal(
      '[rehearsal] the mock configuration has no state machine Mockd; did you mean "Mocked"?',
    );
    expect((await errorOf(bench.start(`${machineArn}x#HappyPath`))).name).to.equal('StateMachineDoesNotExist');
  });

  it('count attempts for themselves, and a name that is used again stays one execution', async () => {
    const [one, two] = [await run('RetryPath'), await run('RetryPath')];
    expect([one.status, two.status]).to.deep.equal(['SUCCEEDED', 'SUCCEEDED']);
    await bench.ended(await bench.start(`${machineArn}#HappyPath`, {}, 'once'));
    expect((await errorOf(bench.start(`${machineArn}#HappyPath`, {}, 'once'))).name).to.equal('ExecutionAlreadyExists');
  });
});
