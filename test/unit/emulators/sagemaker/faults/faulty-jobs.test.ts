import { CreateTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import type { Fault } from '../../../../../emulators/sagemaker/faults/fault.ts';
import { FaultMenu } from '../../../../../emulators/sagemaker/faults/fault-menu.ts';
import { rule } from '../../../../support/rule.ts';
import { SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

const LIFE_CYCLE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training-status.html';
const SPOT = {
  EnableManagedSpotTraining: true,
  StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 3600 },
};
const SHORT_WAIT = { ...SPOT, StoppingCondition: { MaxRuntimeInSeconds: 1, MaxWaitTimeInSeconds: 1 } };
const AN_HOUR_MS = 3_600_000;

/** A job of an emulator with these faults, at its end, with its secondary statuses. */
async function endedJob(
  faults: readonly Fault[],
  changes: Parameters<typeof trainingRequest>[2] = {},
  fake = 'finish',
) {
  const menu = new FaultMenu(faults);
  await using fixture = await SageMakerFixture.start({ faults: menu });
  await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', fake, changes)));
  const ends = ['Completed', 'Failed', 'Stopped', 'MaxRuntimeExceeded', 'MaxWaitTimeExceeded'];
  const job = await fixture.waitFor('job', ...ends);
  const statuses = (job.SecondaryStatusTransitions ?? []).map(({ Status }) => Status);
  return { job, statuses, fired: menu.list().map(({ fired }) => fired), artifacts: [...fixture.stubs.objects.keys()] };
}

describe('training jobs that fail on demand', () => {
  rule(
    {
      table: 'faults',
      id: 'capacity',
      aws: 'a job for which there is no instance fails before it starts, with CapacityError',
      here: 'same',
      wording: 'AWS',
      source: 'training-failures.json, capacity',
    },
    async () => {
      const { job, statuses, fired } = await endedJob([{ kind: 'capacity' }]);
      expect(job).to.include({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
      expect(job.FailureReason).to.equal(
        'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
      );
      expect(statuses).to.deep.equal(['Starting', 'Failed']);
      expect(job.TrainingStartTime).to.equal(undefined);
      expect(fired).to.deep.equal([1]);
    },
  );

  rule(
    {
      table: 'faults',
      id: 'internal-error',
      aws: 'a fault of the platform fails a job with InternalServerError',
      here: 'same',
      wording: 'AWS',
      source: 'training-failures.json, internal',
    },
    async () => {
      const { job } = await endedJob([{ kind: 'internal-error' }]);
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.equal('InternalServerError: We encountered an internal error. Please try again.');
    },
  );

  rule(
    {
      table: 'faults',
      id: 'max-runtime',
      aws: 'a job that reaches MaxRuntimeInSeconds is Stopped with secondary status MaxRuntimeExceeded, a model and no FailureReason',
      here: 'same',
      wording: 'none',
      source: 'training-failures.json, maxRuntime',
    },
    async () => {
      const { job, statuses, artifacts } = await endedJob([{ kind: 'max-runtime' }], {}, 'wait');
      expect(job).to.include({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
      expect(job.FailureReason).to.equal(undefined);
      expect(statuses.slice(-3)).to.deep.equal(['Stopping', 'Uploading', 'MaxRuntimeExceeded']);
      expect(artifacts).to.include('out/models/job/output/model.tar.gz');
    },
  );

  rule(
    {
      table: 'faults',
      id: 'upload-denied',
      aws: 'a job whose role may not write to S3OutputPath fails after it has trained',
      here: 'same',
      wording: 'AWS',
      source: 'training-failures.json, upload.403',
    },
    async () => {
      const { job, statuses, artifacts } = await endedJob([{ kind: 'upload-denied' }]);
      expect(job.FailureReason).to.equal(
        'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied',
      );
      expect(statuses).to.deep.equal(['Starting', 'Downloading', 'Training', 'Uploading', 'Failed']);
      expect(artifacts).to.not.include('out/models/job/output/model.tar.gz');
    },
  );

  it('fails for the algorithm’s own reason where nothing is to be uploaded that could be denied', async () => {
    const { job, statuses, fired } = await endedJob([{ kind: 'upload-denied' }], {}, 'customer-error');
    expect(job.FailureReason).to.equal(
      'ClientError: The number of input images must be bigger or equal to the mini_batch_size.',
    );
    expect(statuses).to.deep.equal(['Starting', 'Downloading', 'Failed']);
    expect(fired).to.deep.equal([0]);
  });

  rule(
    {
      table: 'faults',
      id: 'slow-start',
      aws: 'a job stays in Starting until its instance has come, and can be stopped there',
      here: 'same',
      wording: 'none',
      source: 'API reference, "DescribeTrainingJob", SecondaryStatus',
    },
    async () => {
      const { job, statuses } = await endedJob([{ kind: 'slow-start', forMs: 300 }]);
      const [starting] = job.SecondaryStatusTransitions ?? [];
      const { StartTime, EndTime } = starting ?? {};
      expect(Number(EndTime) - Number(StartTime)).to.be.at.least(300);
      expect(statuses.at(-1)).to.equal('Completed');

      await using fixture = await SageMakerFixture.start({
        faults: new FaultMenu([{ kind: 'slow-start', forMs: AN_HOUR_MS }]),
      });
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('slow')));
      await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'slow' }));
      const stopped = await fixture.waitFor('slow', 'Stopped');
      expect(stopped.SecondaryStatusTransitions?.map(({ Status }) => Status)).to.deep.equal([
        'Starting',
        'Stopping',
        'Stopped',
      ]);
    },
  );

  it('hits only the job that was chosen', async () => {
    await using fixture = await SageMakerFixture.start({
      faults: new FaultMenu([{ kind: 'capacity', name: 'unlucky-*' }]),
    });
    for (const name of ['lucky-1', 'unlucky-1']) {
      await fixture.client.send(new CreateTrainingJobCommand(trainingRequest(name)));
    }
    expect((await fixture.waitFor('unlucky-1', 'Failed', 'Completed')).TrainingJobStatus).to.equal('Failed');
    expect((await fixture.waitFor('lucky-1', 'Failed', 'Completed')).TrainingJobStatus).to.equal('Completed');
  });
});

describe('managed Spot training', () => {
  rule(
    {
      table: 'faults',
      id: 'spot-interruption.once',
      aws: 'an interrupted job goes from Training through Interrupted to Starting and on to its end',
      here: 'same',
      wording: 'ours',
      source: LIFE_CYCLE,
    },
    async () => {
      const { job, statuses, fired } = await endedJob([{ kind: 'spot-interruption', forMs: 1 }], SPOT);
      expect(statuses).to.deep.equal([
        ...['Starting', 'Downloading', 'Training', 'Interrupted'],
        ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
      ]);
      expect(job.TrainingJobStatus).to.equal('Completed');
      expect(fired).to.deep.equal([1]);
    },
  );

  rule(
    {
      table: 'faults',
      id: 'spot-interruption.maxWait',
      aws: 'an interrupted job that gets no instance within MaxWaitTimeInSeconds is Stopped with secondary status MaxWaitTimeExceeded and no FailureReason',
      here: 'same',
      wording: 'none',
      source: `${LIFE_CYCLE}; training-failures.json, maxWait`,
    },
    async () => {
      const { job, statuses } = await endedJob([{ kind: 'spot-interruption', forMs: AN_HOUR_MS }], SHORT_WAIT);
      expect(statuses.slice(-3)).to.deep.equal(['Interrupted', 'Stopping', 'MaxWaitTimeExceeded']);
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(job.FailureReason).to.equal(undefined);
      expect(job.ModelArtifacts).to.equal(undefined);
    },
  );

  rule(
    {
      table: 'faults',
      id: 'slow-start.maxWait',
      aws: 'a Spot job that never gets an instance goes from Starting through Stopping to MaxWaitTimeExceeded',
      here: 'same',
      wording: 'none',
      source: LIFE_CYCLE,
    },
    async () => {
      const { job, statuses } = await endedJob([{ kind: 'slow-start', forMs: AN_HOUR_MS }], SHORT_WAIT);
      expect(statuses).to.deep.equal(['Starting', 'Stopping', 'MaxWaitTimeExceeded']);
      expect(job.TrainingJobStatus).to.equal('Stopped');
    },
  );

  rule(
    {
      table: 'faults',
      id: 'spot.savings',
      aws: 'BillableTimeInSeconds of a Spot job is below TrainingTimeInSeconds by its savings',
      here: 'differs',
      note: 'the price of Spot is always 30 % of that on demand, and time without an instance costs nothing',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html',
    },
    async () => {
      const { job } = await endedJob([{ kind: 'spot-interruption', forMs: 1500 }], SPOT);
      // 1.5 s without an instance and less than that with one; at least one second is billed.
      expect(job.TrainingTimeInSeconds).to.be.at.least(2);
      expect(job.BillableTimeInSeconds).to.equal(1);
      const onDemand = await endedJob([]);
      expect(onDemand.job.BillableTimeInSeconds).to.equal(onDemand.job.TrainingTimeInSeconds);
    },
  );

  it('interrupts as often as is asked for', async () => {
    const twice = [{ kind: 'spot-interruption', forMs: 1 } as const, { kind: 'spot-interruption', forMs: 1 } as const];
    const { statuses } = await endedJob(twice, SPOT);
    expect(statuses.filter((status) => status === 'Interrupted')).to.have.length(2);
    expect(statuses.at(-1)).to.equal('Completed');
  });

  it('can be stopped while it waits for an instance', async () => {
    const faults = new FaultMenu([{ kind: 'spot-interruption', forMs: AN_HOUR_MS }]);
    await using fixture = await SageMakerFixture.start({ faults });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'finish', SPOT)));
    await fixture.waitFor('job', 'Interrupted');
    await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
    expect(await fixture.waitFor('job', 'Stopped')).to.include({ TrainingJobStatus: 'Stopped' });
  });
});
