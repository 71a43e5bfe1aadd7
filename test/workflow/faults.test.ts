import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

needing('faults', 'the retraining workflow when a job fails through no fault of its request', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
    target = await StartedTarget.start({ dataFolder: folder });
    await target.putDataset(await patternDataset(DATASET));
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  // training-failures.json: capacity, internal, upload.403.
  for (const [kind, reason] of [
    [
      'capacity',
      'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
    ],
    ['internal-error', 'InternalServerError: We encountered an internal error. Please try again.'],
    ['upload-denied', 'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied'],
  ] as const) {
    it(`ends red with the job’s reason in the cause, and is not repeated: ${kind}`, async () => {
      const name = freshName(kind);
      target.addFault({ kind, name: `*${name}*` });
      const executionArn = await target.startExecution(name);
      const execution = await target.ended(executionArn);
      expect(execution).to.deep.include({ status: 'FAILED', error: 'States.TaskFailed' });
      const job = JSON.parse(execution.cause ?? '{}');
      expect(job).to.deep.include({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed', FailureReason: reason });
      const types = (await target.history(executionArn)).map(({ type }) => type);
      expect(types.filter((type) => type === 'TaskSubmitted')).to.have.length(1);
    });
  }

  it('ends red when the job reaches its time limit, and saves no model', async () => {
    const name = freshName('too-long');
    target.addFault({ kind: 'max-runtime', name: `*${name}*` });
    const execution = await target.ended(await target.startExecution(name));
    expect(execution).to.deep.include({ status: 'FAILED', error: 'States.TaskFailed' });
    const job = JSON.parse(execution.cause ?? '{}');
    expect(job).to.deep.include({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
    expect(job).to.not.have.property('FailureReason');
  });

  it('turns green although SageMaker fails to answer its first call', async () => {
    const name = freshName('unanswered');
    target.addFault({ kind: 'api-error', operation: 'CreateTrainingJob', name: `*${name}*-0-0` });
    const execution = await target.ended(await target.startExecution(name));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    expect(JSON.parse(execution.output ?? '{}').trainingJob.TrainingJobName).to.match(/-0-1$/);
  });

  it('asks again for a training job that is throttled, with a new name, and shows both attempts in the history', async () => {
    const name = freshName('throttled');
    // The workflow ends a job's name with the numbers of the redrive and of the retry.
    target.addFault({ kind: 'throttling', operation: 'CreateTrainingJob', name: `*${name}*-0-0` });
    const executionArn = await target.startExecution(name);
    const execution = await target.ended(executionArn);
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { trainingJob } = JSON.parse(execution.output ?? '{}');
    expect(trainingJob.TrainingJobName).to.match(/-0-1$/);

    const history = await target.history(executionArn);
    const from = history.findLastIndex(({ type }) => type === 'TaskSubmitFailed') - 3;
    expect(history.slice(from, from + 9).map(({ type }) => type)).to.deep.equal([
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
    ]);
    const failed = history[from + 3]?.taskSubmitFailedEventDetails;
    expect(failed).to.deep.include({
      resourceType: 'sagemaker',
      resource: 'createTrainingJob.sync',
      error: 'SageMaker.AmazonSageMakerException',
    });
    // The form of the Java SDK, step-functions-sync.md.
    expect(failed?.cause).to.match(
      /^Rate exceeded \(Service: AmazonSageMaker; Status Code: 400; Error Code: ThrottlingException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );
  });
});
