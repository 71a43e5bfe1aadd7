import { expect } from 'chai';
import { FUNCTION_ARN, INVOKE, oneState } from '../step-functions-fixture.ts';
import { problemsOf, problemsOfState, wrong } from './definition-problems.ts';

const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };

describe('the resource of a task', () => {
  const resource = (Resource: unknown, machineType?: 'STANDARD' | 'EXPRESS') =>
    problemsOf(oneState({ Type: 'Task', Resource, End: true }), machineType);
  const unknown = (arn: string) =>
    wrong(
      '/States/S/Resource',
      `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    );

  it('is an ARN of something that Step Functions calls', () => {
    expect(resource(FUNCTION_ARN)).to.deep.equal([]);
    for (const text of ['lambda', 'x:arn:', '']) {
      expect(resource(text)).to.deep.equal([wrong('/States/S/Resource', 'Value is not a valid resource ARN')]);
    }
    for (const arn of ['arn:', 'arn:aws:states:::nope:nope']) {
      expect(resource(arn)).to.deep.equal([unknown(arn)]);
    }
    expect(resource('arn:aws:states:::glue:startJobRun')).to.deep.equal([
      'NOT_EMULATED: [rehearsal] arn:aws:states:::glue:startJobRun is not emulated: the state fails unless it is mocked at /States/S/Resource',
    ]);
  });

  const OTHERS = [
    'glue:startJobRun.sync',
    'ecs:runTask.waitForTaskToken',
    'apigateway:invoke.waitForTaskToken',
    'eks:call',
  ];
  const NEW = [
    'bedrock:invokeModel',
    'bedrockagentcore:invokeHarness',
    'emr-serverless:startJobRun.sync',
    'http:invoke',
  ];
  const UNKNOWN = [
    ...[
      'lambda:invoke.sync',
      'lambda:inovke',
      'sns:publish.sync',
      'events:putEvents.sync',
      'states:startExecution.sync:3',
    ],
    ...['sagemaker:createTrainingJob.waitForTaskToken', 'sagemaker:createTrainingJob.sync:2', 'sagemaker:createJob'],
    ...['dynamodb:putItem.sync', 'dynamodb:putItem.waitForTaskToken', 'dynamodb:query', 'sqs:sendMessage.sync'],
    ...['glue:startJobRun.sync:2', 'glue:startJobRun.waitForTaskToken', 'batch:submitJobs', 'aws-sdk:nova:act.sync'],
  ];
  it('is an integration that AWS has, with a pattern that AWS has for it', () => {
    for (const name of [...OTHERS, ...NEW]) {
      const [warning, ...others] = resource(`arn:aws:states:::${name}`);
      expect(warning, name).to.include('NOT_EMULATED');
      expect(others).to.deep.equal([]);
    }
    for (const name of UNKNOWN) {
      const arn = `arn:aws:states:::${name}`;
      expect(resource(arn), name).to.deep.equal([unknown(arn)]);
    }
  });

  it('is nothing that an Express state machine would have to wait for', () => {
    const activity = 'arn:aws:states:us-east-1:000000000000:activity:a';
    const start = 'arn:aws:states:::states:startExecution';
    const refused: readonly (readonly [string, string])[] = [
      [`${INVOKE}.waitForTaskToken`, "Express state machine does not support '.waitForTaskToken' service integration "],
      [`${start}.sync`, "Express state machine does not support '.sync' service integration"],
      [`${start}.sync:2`, "Express state machine does not support '.sync' service integration"],
      [activity, 'Express state machine does not support Activity ARN'],
      [`${activity}.sync.b`, 'Express state machine does not support Activity ARN'],
    ];
    for (const [arn, message] of refused) {
      expect(resource(arn, 'EXPRESS')).to.deep.equal([wrong('/States/S/Resource', message)]);
      expect(resource(arn, 'STANDARD').filter((text) => text.includes('Express'))).to.deep.equal([]);
    }
    expect(resource(FUNCTION_ARN, 'EXPRESS')).to.deep.equal([]);
  });

  it('takes a heartbeat that is shorter than the time limit', () => {
    const limits = (TimeoutSeconds: unknown, HeartbeatSeconds: unknown, language?: string) =>
      problemsOfState({ ...TASK, TimeoutSeconds, HeartbeatSeconds }, language);
    expect(limits(5, 4)).to.deep.equal([]);
    for (const heartbeat of [5, 6]) {
      expect(limits(5, heartbeat)).to.deep.equal([
        wrong('/HeartbeatSeconds', '[rehearsal] HeartbeatSeconds must be below TimeoutSeconds'),
      ]);
    }
    expect(limits('{% 1 %}', 5, 'JSONata')).to.deep.equal([]);
    expect(limits(5, '{% 9 %}', 'JSONata')).to.deep.equal([]);
  });

  it('says where its parameters are wrong by the language’s word for them', () => {
    const invoke = (field: string, language: string) =>
      problemsOfState({ Type: 'Task', Resource: INVOKE, End: true, [field]: { Nope: 1, FunctionName: 'f' } }, language);
    for (const [field, language] of [
      ['Parameters', 'JSONPath'],
      ['Arguments', 'JSONata'],
    ] as const) {
      expect(invoke(field, language)).to.deep.equal([
        wrong(`/${field}`, 'The field "Nope" is not supported by Step Functions'),
      ]);
    }
  });
});
