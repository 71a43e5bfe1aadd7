import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { enterPhase, newTrainingJob } from '../../../../../emulators/sagemaker/training-jobs/training-job-record.ts';
import { TrainingJobStore } from '../../../../../emulators/sagemaker/training-jobs/training-job-store.ts';
import { refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

describe('training jobs after a restart', () => {
  it('shows an ended job as it was, and its name stays taken', async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const { $metadata: _before, ...before } = await fixture.waitFor('job', 'Completed', 'Failed');
    await fixture.close();
    await fixture.open();
    const { $metadata: _after, ...after } = await fixture.describe('job');
    expect(after).to.deep.equal(before);
    const again = await refusal(fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job'))));
    expect(again).to.deep.equal({
      name: 'ResourceInUse',
      message:
        'Training job names must be unique within an AWS account and region, and a training job with this name already exists ' +
        '(arn:aws:sagemaker:us-east-1:000000000000:training-job/job)',
    });
  });

  it('fails jobs that were running when the emulator died, and clears their work', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
    try {
      const store = new TrainingJobStore(folder);
      store.put(newTrainingJob('arn:running', trainingRequest('running'), 1000));
      store.put(enterPhase(newTrainingJob('arn:stopping', trainingRequest('stopping'), 1000), 'Stopping', 2000));
      const reopened = new TrainingJobStore(folder);
      expect(reopened.require('running')).to.include({
        status: 'Failed',
        failureReason:
          'InternalServerError: [rehearsal] the emulator ended while the job was running; start the job again under a new name',
      });
      expect(reopened.require('stopping').status).to.equal('Stopped');
      expect(reopened.require('stopping').failureReason).to.equal(undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('removes work folders of an earlier process', async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.close();
    mkdirSync(join(fixture.homeFolder, 'work', 'dead'));
    writeFileSync(join(fixture.homeFolder, 'work', 'dead', 'model.tar.gz'), 'half');
    await fixture.open();
    expect(readdirSync(join(fixture.homeFolder, 'work'))).to.deep.equal([]);
  });

  it('shows the end of a job even when the disk no longer takes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
    const store = new TrainingJobStore(folder);
    store.put(newTrainingJob('arn', trainingRequest('job'), 1000));
    rmSync(folder, { recursive: true });
    store.end('job', { status: 'Failed', failureReason: 'InternalServerError: disk' });
    expect(store.require('job').status).to.equal('Failed');
    expect(store.list().map(({ status }) => status)).to.deep.equal(['Failed']);
  });
});
