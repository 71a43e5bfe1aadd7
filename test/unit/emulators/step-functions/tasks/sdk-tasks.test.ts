import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { SendTaskSuccessCommand, ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { javaName, sdkPackage } from '../../../../../emulators/step-functions/tasks/aws-sdk/sdk-package.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html';

function documented(id: string, aws: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id: `awsSdk.${id}`, aws, here: 'same', wording, source: GUIDE };
}

describe('AWS SDK integrations', () => {
  let fixture: StepFunctionsFixture;
  before(async () => {
    fixture = await StepFunctionsFixture.start();
    await fixture.clients.s3.send(new CreateBucketCommand({ Bucket: 'data' }));
  });
  after(() => fixture.close());

  const task = (name: string, fields: object = {}) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::aws-sdk:${name}`,
    End: true,
    ...fields,
  });
  const run = (name: string, Parameters: object, input: unknown = {}) =>
    fixture.run(oneState(task(name, { Parameters })), input);

  rule(
    documented('call', 'calls any operation, with the events of a task whose resource type is aws-sdk and the service'),
    async () => {
      const put = await run('s3:putObject', { Bucket: 'data', Key: 'a.json', 'Body.$': '$.body' }, { body: { a: 1 } });
      expect(put.status).to.equal('SUCCEEDED');
      expect(outline(put.events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 TaskStateEntered',
        '3 2 TaskScheduled',
        '4 3 TaskStarted',
        '5 4 TaskSucceeded',
        '6 5 TaskStateExited',
        '7 6 ExecutionSucceeded',
      ]);
      expect(put.events[2]?.taskScheduledEventDetails).to.deep.include({
        resourceType: 'aws-sdk:s3',
        resource: 'putObject',
      });
      const { result } = await run('s3:getObject', { Bucket: 'data', Key: 'a.json' });
      expect(result).to.deep.include({ Body: '{"a":1}', ContentLength: 7 });
      expect(result)
        .to.have.property('LastModified')
        .that.matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    },
  );

  rule(
    documented('names', 'takes parameters and gives results with capital first letters, also where the API has none'),
    async () => {
      const { result } = await run('sfn:describeExecution', { 'ExecutionArn.$': '$$.Execution.Id' }, { n: 1 });
      expect(result).to.deep.include({ Status: 'RUNNING', Input: '{"n":1}', InputDetails: { Included: true } });
      expect(result)
        .to.have.property('StartDate')
        .that.matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
      expect(result).to.not.have.property('$metadata');
    },
  );

  rule(documented('jsonata', 'takes Arguments of a JSONata state'), async () => {
    const state = { ...task('iam:getRole'), QueryLanguage: 'JSONata', Arguments: { RoleName: "{% 'sta' & 'tes' %}" } };
    const { result } = await fixture.run(oneState(state));
    expect(result).to.have.nested.property('Role.Arn', 'arn:aws:iam::000000000000:role/states');
  });

  const errors: readonly [string, object, string, RegExp][] = [
    [
      's3:getObject',
      { Bucket: 'data', Key: 'gone' },
      'S3.NoSuchKeyException',
      /^The specified key does not exist\. \(Service: S3, Status Code: 404, Request ID: /,
    ],
    [
      'sfn:startExecution',
      { StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:gone' },
      'Sfn.StateMachineDoesNotExistException',
      /\(Service: Sfn, Status Code: 400, Request ID: [0-9a-f-]{36}\)$/,
    ],
    ['iam:getRole', { RoleName: 'gone' }, 'Iam.NoSuchEntityException', /\(Service: Iam, Status Code: 404, /],
  ];
  for (const [name, parameters, errorName, cause] of errors) {
    rule(documented(`error.${name}`, `names a refusal ${errorName}`, 'partly AWS'), async () => {
      const ended = await run(name, parameters);
      expect(ended.error).to.equal(errorName);
      expect(ended.cause).to.match(cause);
    });
  }

  rule(documented('waitForTaskToken', 'waits for the token with .waitForTaskToken'), async () => {
    const parameters = { Bucket: 'data', Key: 'token', 'Body.$': '$$.Task.Token' };
    const machine = await fixture.create(oneState(task('s3:putObject.waitForTaskToken', { Parameters: parameters })));
    const execution = await fixture.start(machine);
    await fixture.event(execution, 'TaskSubmitted');
    const { Body } = await fixture.clients.s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'token' }));
    const taskToken = (await Body?.transformToString()) ?? '';
    await fixture.clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"done"' }));
    expect((await fixture.ended(execution)).result).to.equal('done');
  });

  it('refuses an operation that the service does not have, in AWS’s words', async () => {
    const resource = 'arn:aws:states:::aws-sdk:s3:getObjekt';
    const failure = await fixture.create(oneState(task('s3:getObjekt', { Parameters: {} }))).catch(String);
    expect(failure).to.include(`The resource provided ${resource} is not recognized.`);
  });

  it('refuses a member that the request does not have at any depth, when the machine is created', async () => {
    const parameters = { Bucket: 'data', Delete: { Objects: [{ Key: 'a', Keyy: 'b' }] } };
    const failure = await fixture.create(oneState(task('s3:deleteObjects', { Parameters: parameters }))).catch(String);
    expect(failure).to.include('The field "Keyy" is not supported by Step Functions at /States/S/Parameters');
  });

  const others = ['glue:startJobRun.sync', 'sqs:sendMessage.waitForTaskToken', 'bedrockagentcore:invokeHarness'];
  for (const resource of ['aws-sdk:glue:getTables', ...others]) {
    it(`takes a definition that names ${resource}, with a warning, and fails the state that runs it`, async () => {
      const state = { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: { Any: 1 }, End: true };
      const definition = JSON.stringify(oneState(state));
      const checked = await fixture.clients.sfn.send(
        new ValidateStateMachineDefinitionCommand({ definition, severity: 'WARNING' }),
      );
      expect(checked.result).to.equal('OK');
      expect(checked.diagnostics?.map(({ severity, location }) => ({ severity, location }))).to.deep.equal([
        { severity: 'WARNING', location: '/States/S/Resource' },
      ]);
      const { status, error, cause } = await fixture.run(oneState(state));
      expect({ status, error }).to.deep.equal({ status: 'FAILED', error: 'States.Runtime' });
      expect(cause).to.include(`[rehearsal] ${resource} is not emulated`);
    });
  }

  it('says what a call of a service whose SDK client is not installed needs', async () => {
    const state = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, End: true };
    expect((await fixture.run(oneState(state))).cause).to.include(
      'mock the state (--mock-config), or install @aws-sdk/client-sqs and name an endpoint for sqs in rehearsal.yaml',
    );
  });

  it('begins error names with the service ids of AWS’s Java SDK', () => {
    const services = 'cloudwatch cloudwatchlogs eventbridge iam lambda s3 sagemaker sfn sns sts'.split(' ');
    expect(services.map((service) => sdkPackage(service)?.errorPrefix)).to.deep.equal(
      'CloudWatch CloudWatchLogs EventBridge Iam Lambda S3 SageMaker Sfn Sns Sts'.split(' '),
    );
  });

  it('writes service ids as AWS’s Java SDK does', () => {
    expect(['DynamoDB', 'SQS', 'SSM', 'SecretsManager', 'S3', 'EC2'].map(javaName)).to.deep.equal([
      'DynamoDb',
      'Sqs',
      'Ssm',
      'SecretsManager',
      'S3',
      'Ec2',
    ]);
  });
});

describe('members of SageMaker’s requests in a definition', () => {
  let fixture: StepFunctionsFixture;
  before(async () => {
    fixture = await StepFunctionsFixture.start();
  });
  after(() => fixture.close());

  const training = {
    TrainingJobName: 'job',
    RoleArn: 'arn:aws:iam::000000000000:role/r',
    AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://data/out' },
    ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 1, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  };
  const createdWith = (resource: string, Parameters: object) =>
    fixture
      .create(oneState({ Type: 'Task', Resource: `arn:aws:states:::sagemaker:${resource}`, Parameters, End: true }))
      .catch(String);

  // aws/aws-cdk#10014, amazon-sagemaker-examples#4492: a typo at any depth, which AWS refuses when the definition is created.
  const typos: readonly [string, string, object, string][] = [
    ['createTrainingJob.sync', 'StoppingCondition', { MaxRuntimeInSecods: 1 }, 'MaxRuntimeInSecods'],
    [
      'createTrainingJob',
      'InputDataConfig',
      [{ ChannelName: 'train', DataSource: { S3DataSource: { 'S3Uri.$': '$.u', AtttributeNames: ['a'] } } }],
      'AtttributeNames',
    ],
    ['createTrainingJob', 'InputDataConfig', [{ ChannelName: 'train', RecordWraperType: 'None' }], 'RecordWraperType'],
    ['createTrainingJob', 'Tags', [{ Key: 'k', Value: 'v', color: 'red' }], 'color'],
  ];
  for (const [resource, member, value, typo] of typos) {
    it(`refuses ${typo} in ${member} of ${resource}`, async () => {
      const failure = await createdWith(resource, { ...training, [member]: value });
      expect(failure).to.include(`The field "${typo}" is not supported by Step Functions at /States/S/Parameters`);
    });
  }

  it('refuses modelDataUrl in PrimaryContainer of createModel, which would make a model without an artifact', async () => {
    const container = { Image: 'image', modelDataUrl: 's3://data/model.tar.gz' };
    const failure = await createdWith('createModel', {
      ModelName: 'm',
      ExecutionRoleArn: 'arn:aws:iam::000000000000:role/r',
      PrimaryContainer: container,
    });
    expect(failure).to.include('The field "modelDataUrl" is not supported by Step Functions at /States/S/Parameters');
  });

  it('takes the members that AWS added since 2022, and any hyperparameter', async () => {
    const more = {
      EnableNetworkIsolation: true,
      Environment: { A: 'b' },
      DebugHookConfig: { S3OutputPath: 's3://data/debug' },
      RetryStrategy: { MaximumRetryAttempts: 2 },
      ProfilerConfig: { DisableProfiler: true },
      ExperimentConfig: { ExperimentName: 'e' },
      TensorBoardOutputConfig: { S3OutputPath: 's3://data/tb' },
      HyperParameters: { 'epochs.$': '$.epochs', anything: '1' },
    };
    expect(await createdWith('createTrainingJob.sync', { ...training, ...more })).to.match(/^arn:aws:states:/);
  });

  it('refuses a typo that only shows when the state runs', async () => {
    const { StoppingCondition, ...others } = training;
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob',
      Parameters: { ...others, 'StoppingCondition.$': '$.limits' },
      End: true,
    };
    const { error, cause } = await fixture.run(oneState(state), {
      limits: { ...StoppingCondition, MaxRuntimeInSecods: 1 },
    });
    expect(error).to.equal('States.Runtime');
    expect(cause).to.include(
      'could not be used to start the Task: [The field "MaxRuntimeInSecods" is not supported by Step Functions]',
    );
  });
});
