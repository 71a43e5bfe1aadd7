import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { DescribeModelCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { errorOf } from '../support/error-of.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';

/** One batch. */
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

describe('the retraining workflow', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder });
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const object = async (key: string): Promise<string> => {
    const { bucketName: Bucket } = target.outputs;
    const { Body } = await target.clients.s3.send(new GetObjectCommand({ Bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  };

  it('lists the data set, trains on it and saves the model', async () => {
    await target.putDataset(await patternDataset(DATASET));
    const execution = await target.ended(await target.startExecution(freshName('all-green')));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');

    const output = JSON.parse(execution.output ?? '{}');
    expect(output.dataset).to.deep.include({ message: 'OK', num_classes: 2, num_training_samples: 8 });
    expect(output.dataset.classes).to.deep.equal([
      { label: 0, name: 'cat', train: 4, validation: 2 },
      { label: 1, name: 'dog', train: 4, validation: 2 },
    ]);

    const job = await target.clients.sagemaker.send(
      new DescribeTrainingJobCommand({ TrainingJobName: output.trainingJob.TrainingJobName }),
    );
    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(job.HyperParameters).to.deep.equal({
      num_layers: '18',
      image_shape: '3,32,32',
      mini_batch_size: '8',
      epochs: '4',
      optimizer: 'sgd',
      learning_rate: '0.01',
      num_classes: '2',
      num_training_samples: '8',
    });
    const model = await target.clients.sagemaker.send(new DescribeModelCommand({ ModelName: output.model.ModelName }));
    const artifact = job.ModelArtifacts?.S3ModelArtifacts ?? '';
    expect(model.PrimaryContainer?.ModelDataUrl).to.equal(artifact);
    const Key = artifact.replace(`s3://${target.outputs.bucketName}/`, '');
    expect(Key).to.match(new RegExp(`/${output.trainingJob.TrainingJobName}/output/model\\.tar\\.gz$`));
    await target.clients.s3.send(new HeadObjectCommand({ Bucket: target.outputs.bucketName, Key }));
  });

  it('writes rows of index, label and path, separated by tabs, in key order', async () => {
    const { datasetPrefix } = target.outputs;
    const rows = (await object(`${datasetPrefix}/test-data.lst`)).trimEnd().split('\n');
    expect(rows).to.deep.equal(['1\t0\tcat/0.jpg', '2\t0\tcat/1.jpg', '3\t1\tdog/0.jpg', '4\t1\tdog/1.jpg']);
  });

  it('shows its steps in the history as AWS shows them', async () => {
    await target.putDataset(await patternDataset(DATASET));
    const executionArn = await target.startExecution(freshName('history'));
    await target.ended(executionArn);
    const history = await target.history(executionArn);
    const steps = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted'];
    expect(history.map(({ type }) => type)).to.deep.equal([
      'ExecutionStarted',
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      ...['ChoiceStateEntered', 'ChoiceStateExited'],
      ...[...steps, 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      // Save Model and Keep labels.
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
    expect(history.map(({ id }) => id)).to.deep.equal(history.map((_, index) => index + 1));
  });

  it('runs twice at the same time, with a job and a model for each, whatever names SageMaker would not take', async () => {
    const names = [freshName('long', 63), freshName('long_name_'.repeat(3), 80)];
    const arns = await Promise.all(names.map((name) => target.startExecution(name)));
    const ended = await Promise.all(arns.map((arn) => target.ended(arn)));
    for (const { status, cause } of ended) expect(status, cause).to.equal('SUCCEEDED');
    const outputs = ended.map(({ output }) => JSON.parse(output ?? '{}'));
    const jobNames = outputs.map(({ trainingJob }) => trainingJob.TrainingJobName);
    // CreateTrainingJob, TrainingJobName.
    for (const jobName of jobNames) expect(jobName).to.match(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
    expect(new Set(jobNames).size).to.equal(2);
    expect(new Set(outputs.map(({ model }) => model.ModelName)).size).to.equal(2);
  });

  it('gives the same execution for the same name while it runs, and refuses the name afterwards', async () => {
    const name = freshName('one-name');
    const first = await target.startExecution(name);
    expect(await target.startExecution(name)).to.equal(first);
    await target.ended(first);
    const error = await errorOf(target.startExecution(name));
    expect(error.name).to.equal('ExecutionAlreadyExists');
    expect(error.message).to.equal(`Execution Already Exists: '${first}'`);
  });

  it('stops its training job when it is stopped', async () => {
    // More of them, so that the job is not over before.
    await target.putDataset(await patternDataset({ ...DATASET, trainPerClass: 24 }));
    const executionArn = await target.startExecution(freshName('stopped'));
    const { sfn, sagemaker } = target.clients;
    const TrainingJobName = await target.until('the training job was submitted', async () => {
      const submitted = (await target.history(executionArn)).find(({ type }) => type === 'TaskSubmitted');
      const scheduled = (await target.history(executionArn)).findLast(({ type }) => type === 'TaskScheduled');
      if (submitted === undefined) return undefined;
      return String(JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? '{}').TrainingJobName);
    });
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Test', cause: 'enough' }));
    const execution = await target.ended(executionArn);
    expect(execution).to.deep.include({ status: 'ABORTED', error: 'Test', cause: 'enough' });
    const status = await target.until('the training job has ended', async () => {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return job.TrainingJobStatus === 'InProgress' || job.TrainingJobStatus === 'Stopping'
        ? undefined
        : job.TrainingJobStatus;
    });
    expect(status).to.equal('Stopped');
  });
});
