import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { DescribeModelCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { errorOf } from '../support/error-of.ts';
import { pollUntil } from '../support/poll-until.ts';
import { QUICK_HYPERPARAMETERS, StartedTarget } from '../support/start-target.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };

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
    const { Body } = await target.cloud.clients.s3.send(new GetObjectCommand({ Bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  };

  it('lists the data set, trains on it and saves the model', async () => {
    await target.putDataset(await patternDataset(DATASET));
    const execution = await target.ended(await target.startExecution('all-green'));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');

    const output = JSON.parse(execution.output ?? '{}');
    expect(output.dataset).to.deep.include({ message: 'OK', num_classes: 2, num_training_samples: 24 });
    expect(output.dataset.classes).to.deep.equal([
      { label: 0, name: 'cat', train: 12, validation: 4 },
      { label: 1, name: 'dog', train: 12, validation: 4 },
    ]);

    const job = await target.cloud.clients.sagemaker.send(
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
      num_training_samples: '24',
    });
    const model = await target.cloud.clients.sagemaker.send(
      new DescribeModelCommand({ ModelName: output.model.ModelName }),
    );
    const artifact = job.ModelArtifacts?.S3ModelArtifacts ?? '';
    expect(model.PrimaryContainer?.ModelDataUrl).to.equal(artifact);
    const Key = artifact.replace(`s3://${target.outputs.bucketName}/`, '');
    expect(Key).to.match(new RegExp(`/${output.trainingJob.TrainingJobName}/output/model\\.tar\\.gz$`));
    await target.cloud.clients.s3.send(new HeadObjectCommand({ Bucket: target.outputs.bucketName, Key }));
  });

  it('writes rows of index, label and path, separated by tabs, in key order', async () => {
    const { datasetPrefix } = target.outputs;
    const rows = (await object(`${datasetPrefix}/test-data.lst`)).trimEnd().split('\n');
    expect(rows).to.deep.equal([
      '1\t0\tcat/0.jpg',
      '2\t0\tcat/1.jpg',
      '3\t0\tcat/2.jpg',
      '4\t0\tcat/3.jpg',
      '5\t1\tdog/0.jpg',
      '6\t1\tdog/1.jpg',
      '7\t1\tdog/2.jpg',
      '8\t1\tdog/3.jpg',
    ]);
  });

  it('shows its steps in the history as AWS shows them', async () => {
    await target.putDataset(await patternDataset(DATASET));
    const executionArn = await target.startExecution('history');
    await target.ended(executionArn);
    const history = await target.history(executionArn);
    const steps = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted'];
    expect(history.map(({ type }) => type)).to.deep.equal([
      'ExecutionStarted',
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      ...[...steps, 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
      ...[...steps, 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
    expect(history.map(({ id }) => id)).to.deep.equal(history.map((_, index) => index + 1));
  });

  it('runs twice at the same time, with a job and a model for each', async () => {
    const arns = await Promise.all([target.startExecution('at-once-1'), target.startExecution('at-once-2')]);
    const ended = await Promise.all(arns.map((arn) => target.ended(arn)));
    expect(ended.map(({ status }) => status)).to.deep.equal(['SUCCEEDED', 'SUCCEEDED']);
    const outputs = ended.map(({ output }) => JSON.parse(output ?? '{}'));
    expect(new Set(outputs.map(({ trainingJob }) => trainingJob.TrainingJobName)).size).to.equal(2);
    expect(new Set(outputs.map(({ model }) => model.ModelName)).size).to.equal(2);
  });

  it('gives the same execution for the same name while it runs, and refuses the name afterwards', async () => {
    const first = await target.startExecution('one-name');
    expect(await target.startExecution('one-name')).to.equal(first);
    await target.ended(first);
    const error = await errorOf(target.startExecution('one-name'));
    expect(error.name).to.equal('ExecutionAlreadyExists');
    expect(error.message).to.equal(`Execution Already Exists: '${first}'`);
  });

  for (const name of [`long_${'x'.repeat(58)}`, `${'long_name_'.repeat(8)}`]) {
    it(`makes a job name that SageMaker takes of the ${name.length} characters of ${name}`, async () => {
      const execution = await target.ended(await target.startExecution(name));
      expect(execution.status, execution.cause).to.equal('SUCCEEDED');
      const { trainingJob } = JSON.parse(execution.output ?? '{}');
      // CreateTrainingJob, TrainingJobName.
      expect(trainingJob.TrainingJobName).to.match(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
    });
  }

  it('stops its training job when it is stopped', async () => {
    const executionArn = await target.startExecution('stopped');
    const { sfn, sagemaker } = target.cloud.clients;
    const TrainingJobName = await pollUntil('the training job was submitted', async () => {
      const submitted = (await target.history(executionArn)).find(({ type }) => type === 'TaskSubmitted');
      const scheduled = (await target.history(executionArn)).findLast(({ type }) => type === 'TaskScheduled');
      if (submitted === undefined) return undefined;
      return String(JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? '{}').TrainingJobName);
    });
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Test', cause: 'enough' }));
    const execution = await target.ended(executionArn);
    expect(execution).to.deep.include({ status: 'ABORTED', error: 'Test', cause: 'enough' });
    const status = await pollUntil('the training job has ended', async () => {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return job.TrainingJobStatus === 'InProgress' || job.TrainingJobStatus === 'Stopping'
        ? undefined
        : job.TrainingJobStatus;
    });
    expect(status).to.equal('Stopped');
  });
});

describe('the retraining workflow with a data set that cannot be used', () => {
  let folder: string;
  let target: StartedTarget;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder });
  });

  afterEach(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('fails in its first step when there are no images, with the function’s error', async () => {
    const execution = await target.ended(await target.startExecution('empty'));
    expect(execution.status).to.equal('FAILED');
    expect(execution.error).to.match(/^Dataset\w*Error$/);
    expect(execution.cause).to.contain(`${target.outputs.datasetPrefix}/train/`);
  });

  it('fails in training when an image is corrupt, naming it', async () => {
    const files = await patternDataset(DATASET);
    files.set('train/cat/5.jpg', Buffer.from('this is text'));
    await target.putDataset(files);
    const execution = await target.ended(await target.startExecution('corrupt'));
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.TaskFailed' });
    const job = JSON.parse(execution.cause ?? '{}');
    expect(job).to.deep.include({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
    expect(job.FailureReason).to.match(/^(ClientError|AlgorithmError): /);
    expect(job.FailureReason).to.contain('cat/5.jpg');
  });

  it('fails in training when there are fewer images than a batch has, in the algorithm’s words', async () => {
    await target.putDataset(await patternDataset({ ...DATASET, trainPerClass: 3 }));
    const execution = await target.ended(await target.startExecution('few'));
    // training-failures.json, data.fewerImagesThanBatch; 6 images, mini_batch_size 8.
    expect(JSON.parse(execution.cause ?? '{}').FailureReason).to.equal(
      'ClientError: The number of input images must be bigger or equal to the mini_batch_size.',
    );
  });

  it('fails in training when images are smaller than image_shape, naming one', async () => {
    await target.putDataset(await patternDataset({ ...DATASET, width: 31 }));
    const execution = await target.ended(await target.startExecution('small'));
    expect(JSON.parse(execution.cause ?? '{}').FailureReason).to.match(/cat\/0\.jpg/);
  });
});

describe('a stack whose configuration is wrong', () => {
  it('is refused before any resource is made, with every problem', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    try {
      const config = {
        hyperparameters: { ...QUICK_HYPERPARAMETERS, epochs: 0 },
        instanceType: 'ml.p2.xlarge',
        datasetPrefx: 'x',
      };
      const error = await errorOf(StartedTarget.start({ dataFolder, config }));
      expect(error.message).to.contain('epochs');
      expect(error.message).to.contain('ml.p2.xlarge');
      expect(error.message).to.contain('datasetPrefx');
    } finally {
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});
