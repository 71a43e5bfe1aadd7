import { DescribeTrainingJobCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { pollUntil } from '../support/poll-until.ts';
import { useSharedCloud } from './support/shared-cloud.ts';
import { StateMachine } from './support/state-machines.ts';
import { prepareAccount, type TrainingAccount, trainingRequest } from './support/training-account.ts';

const RESOURCE = 'arn:aws:states:::sagemaker:createTrainingJob.sync';
const MANY_EPOCHS = 100_000;

describe('createTrainingJob.sync on LocalStack', () => {
  const cloud = useSharedCloud();
  let account: TrainingAccount;

  before(async () => {
    account = await prepareAccount(cloud().clients, 'training-job-sync');
  });

  const machine = (name: string, state: object, rest: object = {}) =>
    StateMachine.create(cloud().clients.sfn, name, account.stateMachineRoleArn, {
      StartAt: 'Train',
      States: {
        Train: { Type: 'Task', Resource: RESOURCE, ...state, ...(Object.keys(rest).length > 0 ? {} : { End: true }) },
        ...rest,
      },
    });
  const parameters = (prefix: 'good' | 'bad', epochs?: number) => ({
    'TrainingJobName.$': '$$.Execution.Name',
    ...trainingRequest(account, prefix, epochs),
  });
  const job = (TrainingJobName: string) =>
    cloud().clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  const running = (name: string) =>
    pollUntil(`training job ${name} is there`, async () => (await job(name).catch(() => undefined)) && true);
  const endedAs = (name: string) =>
    pollUntil(`training job ${name} has ended`, async () => {
      const { TrainingJobStatus: status } = await job(name);
      return status === 'InProgress' || status === 'Stopping' ? undefined : status;
    });

  it('gives the job’s description in Step Functions’ shape', async () => {
    const execution = await (await machine('green', { Parameters: parameters('good') })).run('green-1');
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const output = JSON.parse(execution.output ?? '{}');
    const described = await job('green-1');
    expect(output).to.deep.include({
      TrainingJobName: 'green-1',
      TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/green-1`,
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      RoleArn: account.trainingRoleArn,
      ModelArtifacts: { S3ModelArtifacts: `s3://${account.bucket}/output/green-1/output/model.tar.gz` },
      CreationTime: described.CreationTime?.getTime(),
      TrainingEndTime: described.TrainingEndTime?.getTime(),
      Tags: {
        AWS_STEP_FUNCTIONS_EXECUTION_ARN: execution.executionArn,
        MANAGED_BY_AWS: 'STARTED_BY_STEP_FUNCTIONS',
      },
    });
    expect(output.ResourceConfig).to.deep.include({
      InstanceType: 'ml.g4dn.xlarge',
      InstanceCount: 1,
      VolumeSizeInGB: 50,
    });
    expect(output.HyperParameters).to.deep.equal(described.HyperParameters);
    expect(Object.keys(output)).to.not.include.members(['ResponseMetadata', '$metadata']);
    const { Tags } = await cloud().clients.sagemaker.send(new ListTagsCommand({ ResourceArn: output.TrainingJobArn }));
    expect(Tags?.map(({ Key }) => Key)).to.include.members(['AWS_STEP_FUNCTIONS_EXECUTION_ARN', 'MANAGED_BY_AWS']);
  });

  it('shows AWS’s order of events', async () => {
    const green = await machine('events', { Parameters: parameters('good') });
    const { executionArn = '' } = await green.run('events-1');
    expect(await green.eventTypes(executionArn)).to.deep.equal([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    const submitted = (await green.history(executionArn))[4]?.taskSubmittedEventDetails;
    expect(submitted).to.deep.include({ resource: 'createTrainingJob.sync', resourceType: 'sagemaker' });
    expect(JSON.parse(submitted?.output ?? '{}')).to.deep.equal({
      TrainingJobArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/events-1',
    });
  });

  it('fails with States.TaskFailed and the job’s description when training fails', async () => {
    const red = await machine('red', { Parameters: parameters('bad') });
    const execution = await red.run('red-1');
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.TaskFailed' });
    const cause = JSON.parse(execution.cause ?? '{}');
    expect(cause).to.deep.include({ TrainingJobName: 'red-1', TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
    expect(cause.FailureReason).to.match(/^(ClientError|AlgorithmError): .*cat\/5\.jpg/s);
    expect((await red.eventTypes(execution.executionArn ?? '')).slice(-3)).to.deep.equal([
      'TaskSubmitted',
      'TaskFailed',
      'ExecutionFailed',
    ]);
  });

  it('names a refused call after the Java SDK’s class, with its cause', async () => {
    const twice = await machine('twice', {
      Parameters: { ...parameters('good'), 'TrainingJobName.$': "States.Format('twice')" },
    });
    await twice.run('twice-1');
    const inUse = await twice.run('twice-2');
    expect(inUse).to.deep.include({ status: 'FAILED', error: 'SageMaker.ResourceInUseException' });
    expect(inUse.cause).to.match(
      / \(Service: AmazonSageMaker; Status Code: 400; Error Code: ResourceInUse; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );

    const wrong = await machine('wrong', { Parameters: { ...parameters('good'), RoleArn: 'nobody' } });
    const refused = await wrong.run('wrong-1');
    expect(refused).to.deep.include({ status: 'FAILED', error: 'SageMaker.AmazonSageMakerException' });
    expect(refused.cause).to.contain('Error Code: ValidationException');
  });

  it('refuses fields that Step Functions does not know, and asks for those that it needs', async () => {
    const { RoleArn: _, ...without } = parameters('good');
    const fields = await machine('fields', { Parameters: { ...without, Environment: { A: 'b' } } });
    const execution = await fields.run('fields-1');
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.Runtime' });
    expect(execution.cause).to.contain(
      'could not be used to start the Task: [The field "Environment" is not supported by Step Functions, The field "RoleArn" is required but was missing]',
    );
  });

  it('stops the job when the execution is stopped', async () => {
    const endless = await machine('stopped', {
      Parameters: parameters('good', MANY_EPOCHS),
      ResultSelector: { 'x.$': '$.ModelArtifacts.S3ModelArtifacts' },
    });
    const executionArn = await endless.start('stopped-1');
    await running('stopped-1');
    await cloud().clients.sfn.send(new StopExecutionCommand({ executionArn, error: 'Test', cause: 'enough' }));
    const execution = await endless.ended(executionArn);
    expect(execution).to.deep.include({ status: 'ABORTED', error: 'Test', cause: 'enough' });
    expect(await endedAs('stopped-1')).to.equal('Stopped');
    const types = await pollUntil('the abort is in the history', async () => {
      const all = await endless.eventTypes(executionArn);
      return all.at(-1) === 'ExecutionAborted' ? all : undefined;
    });
    expect(types.slice(-2)).to.deep.equal(['TaskSubmitted', 'ExecutionAborted']);
  });

  it('stops the job when the state’s time is over, and lets the workflow catch that', async () => {
    const late = { Late: { Type: 'Pass', Result: 'late', End: true } };
    const state = { Parameters: parameters('good', MANY_EPOCHS), TimeoutSeconds: 3, Next: 'Late' };
    const timed = await machine(
      'timed',
      { ...state, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] },
      late,
    );
    const execution = await timed.run('timed-1');
    expect(execution).to.deep.include({ status: 'SUCCEEDED', output: '"late"' });
    expect(await endedAs('timed-1')).to.equal('Stopped');
  });

  it('stops the job when no heartbeat comes', async () => {
    const beats = await machine('beats', {
      Parameters: parameters('good', MANY_EPOCHS),
      HeartbeatSeconds: 2,
      TimeoutSeconds: 60,
    });
    const execution = await beats.run('beats-1');
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.Timeout' });
    expect(await endedAs('beats-1')).to.equal('Stopped');
  });

  it('refuses resources that Step Functions does not offer, when the state machine is made', async () => {
    for (const resource of [
      'sagemaker:createModel.sync',
      'sagemaker:createTrainingJob.waitForTaskToken',
      'sagemaker:deleteModel',
    ]) {
      const error = await machine(`unknown-${resource.length}`, { Resource: `arn:aws:states:::${resource}` }).then(
        () => undefined,
        (reason: Error) => reason,
      );
      expect(error?.name, resource).to.equal('InvalidDefinition');
    }
  });
});
