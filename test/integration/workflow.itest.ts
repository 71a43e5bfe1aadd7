import { DescribeModelCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import type { WorkflowOutputs } from '../../localstack/deploy/deploy-local.ts';
import { patternDataset } from '../support/dataset-factory.ts';
import { deployStack, putDataset } from './support/deployed-workflow.ts';
import { sharedFolder, useSharedCloud } from './support/shared-cloud.ts';
import { StateMachine } from './support/state-machines.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };

describe('the retraining workflow on LocalStack', () => {
  const cloud = useSharedCloud();
  let outputs: WorkflowOutputs;
  let machine: StateMachine;

  before(async function deploy() {
    this.timeout(120_000);
    outputs = await deployStack(cloud(), 'integration', sharedFolder());
    machine = new StateMachine(cloud().clients.sfn, outputs.stateMachineArn);
  });

  it('fails in its first step when there are no images, with the function’s error', async () => {
    const execution = await machine.run('empty');
    expect(execution.status).to.equal('FAILED');
    expect(execution.error).to.match(/^Dataset\w*Error$/);
    expect(execution.cause).to.contain(`${outputs.datasetPrefix}/train/`);
  });

  it('lists the data set, trains on it and saves the model', async () => {
    await putDataset(cloud(), outputs, await patternDataset(DATASET));
    const execution = await machine.run('all-green');
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { dataset, trainingJob, model } = JSON.parse(execution.output ?? '{}');
    expect(dataset).to.deep.include({ num_classes: 2, num_training_samples: 24 });
    const { sagemaker } = cloud().clients;
    // The counts of redrive and retry end the name: LocalStack's own context object lacks the first.
    expect(trainingJob.TrainingJobName).to.match(/-0-0$/);
    const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: trainingJob.TrainingJobName }));
    expect(job.TrainingJobStatus).to.equal('Completed');
    const saved = await sagemaker.send(new DescribeModelCommand({ ModelName: model.ModelName }));
    expect(saved.ModelArn).to.equal(model.ModelArn);
    expect(saved.PrimaryContainer?.ModelDataUrl).to.equal(job.ModelArtifacts?.S3ModelArtifacts);
  });

  it('shows its steps in the history as AWS shows them', async () => {
    const { executionArn = '' } = await machine.run('history');
    const steps = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted'];
    expect(await machine.eventTypes(executionArn)).to.deep.equal([
      'ExecutionStarted',
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      ...[...steps, 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
  });
});
