import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };

needing('faults', 'the retraining workflow when SageMaker throttles', () => {
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

  it('asks again for a training job, with a new name, and shows both attempts in the history', async () => {
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
