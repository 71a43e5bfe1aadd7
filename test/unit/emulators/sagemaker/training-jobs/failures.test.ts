import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { algorithmProcess } from '../../../../../emulators/sagemaker/training-jobs/run/algorithm-process.ts';
import { crashFailure, reportedFailure } from '../../../../../emulators/sagemaker/training-jobs/run/failure-reason.ts';
import { SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

async function endOf(fake: string, prepare: (fixture: SageMakerFixture) => void = () => undefined) {
  await using fixture = await SageMakerFixture.start();
  prepare(fixture);
  await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', fake)));
  const job = await fixture.waitFor('job', 'Completed', 'Failed');
  return { job, log: [...fixture.stubs.logs.values()].flat() };
}

describe('failing training jobs', () => {
  it('gives a customer error as ClientError', async () => {
    const { job } = await endOf('customer-error');
    const text = 'The number of input images must be bigger or equal to the mini_batch_size.';
    expect(job.TrainingJobStatus).to.equal('Failed');
    expect(job.FailureReason).to.equal(`ClientError: ${text}`);
    expect(job.ModelArtifacts).to.equal(undefined);
    expect(job.SecondaryStatusTransitions?.at(-1)?.StatusMessage).to.equal('Training job failed');
  });

  it('calls a process that dies without a word an AlgorithmError and quotes its last output', async () => {
    const { job, log } = await endOf('crash');
    expect(job.FailureReason).to.equal(
      'AlgorithmError: [rehearsal] the training process ended with exit code 134 before the job was done; ' +
        'its last output was: segmentation fault, as it were',
    );
    expect(log).to.deep.equal(['segmentation fault, as it were']);
  });

  it('takes broken output for log lines and goes on', async () => {
    const { job, log } = await endOf('noise');
    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(log).to.include.members(['{"type":"epoch"}', 'not json', '{broken']);
  });

  it('fails when the process names a model file that is not there', async () => {
    const { job } = await endOf('no-model');
    expect(job.FailureReason).to.match(
      /^ClientError: Artifact upload failed:\[rehearsal\] the algorithm left no file at .*absent'$/,
    );
  });

  it("fails in AWS's words when the role may not write the artifact", async () => {
    const { job } = await endOf('finish', ({ stubs }) => stubs.denied.add('out'));
    expect(job.TrainingJobStatus).to.equal('Failed');
    expect(job.FailureReason).to.equal(
      'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied',
    );
  });

  it('fails when the training program cannot be started', async () => {
    await using fixture = await SageMakerFixture.start({
      startAlgorithm: algorithmProcess({ command: '/nonexistent/train', args: [] }),
    });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const job = await fixture.waitFor('job', 'Failed');
    expect(job.FailureReason).to.equal(
      'InternalServerError: [rehearsal] the training process could not be started: spawn /nonexistent/train ENOENT',
    );
  });

  it('names the platform as AWS does, and cuts every reason at 1,024 characters', () => {
    expect(reportedFailure({ type: 'failed', kind: 'platform', message: 'SageMaker pipe channel timed out' })).to.equal(
      'InternalServerError: We encountered an internal error - Platform Error: SageMaker pipe channel timed out',
    );
    const long = reportedFailure({ type: 'failed', kind: 'algorithm', message: 'x'.repeat(2000) });
    expect(long).to.equal(`AlgorithmError: ${'x'.repeat(1008)}`);
    const wide = reportedFailure({ type: 'failed', kind: 'customer', message: `x${'💥'.repeat(600)}` });
    expect(wide).to.equal(`ClientError: x${'💥'.repeat(505)}`);
    expect(crashFailure({ exitCode: null, signal: 'SIGKILL' }, 'y'.repeat(2000))).to.have.length(1024);
  });
});
