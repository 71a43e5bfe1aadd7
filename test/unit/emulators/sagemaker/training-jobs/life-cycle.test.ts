import { CreateTrainingJobCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { refusal, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';

describe('training job life cycle', () => {
  it('takes a job from Starting to Completed and uploads its artifact as the role', async () => {
    await using fixture = await SageMakerFixture.start();
    const created = await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('Job-1')));
    expect(created.TrainingJobArn).to.equal('arn:aws:sagemaker:us-east-1:000000000000:training-job/Job-1');

    const job = await fixture.waitFor('Job-1', 'Completed', 'Failed');

    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(
      job.SecondaryStatusTransitions?.map(({ Status, StatusMessage }) => `${Status}: ${StatusMessage}`),
    ).to.deep.equal([
      'Starting: Preparing the instances for training',
      'Downloading: Downloading input data',
      'Training: Training image download completed. Training in progress.',
      'Uploading: Uploading generated training model',
      'Completed: Training job completed',
    ]);
    const artifact = 's3://out/models/Job-1/output/model.tar.gz';
    expect(job.ModelArtifacts).to.deep.equal({ S3ModelArtifacts: artifact });
    expect([...fixture.stubs.objects.keys()]).to.include('out/models/Job-1/output/model.tar.gz');
    // The service itself asks whether the output bucket is there; everything else is the role's work.
    expect([...fixture.stubs.s3Callers].sort()).to.deep.equal(['ASIAROLE', 'test']);
  });

  it('ends each transition where the next begins', async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const { SecondaryStatusTransitions: transitions = [], ...job } = await fixture.waitFor(
      'job',
      'Completed',
      'Failed',
    );
    const starts = transitions.map(({ StartTime }) => StartTime?.getTime());
    expect(transitions.map(({ EndTime }) => EndTime?.getTime())).to.deep.equal([...starts.slice(1), starts.at(-1)]);
    expect(job.CreationTime?.getTime()).to.equal(starts[0]);
    expect(job.TrainingStartTime?.getTime()).to.equal(starts[1]);
    expect(job.TrainingEndTime?.getTime()).to.equal(starts.at(-1));
    expect(job.LastModifiedTime?.getTime()).to.equal(starts.at(-1));
    const seconds = Math.max(1, Math.ceil(((starts.at(-1) ?? 0) - (starts[1] ?? 0)) / 1000));
    expect(job).to.include({ TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds });
  });

  it('stops a running job, which keeps the model it has', async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'wait')));
    await fixture.waitFor('job', 'Training');
    await fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
    const job = await fixture.waitFor('job', 'Stopped');
    expect(job.TrainingJobStatus).to.equal('Stopped');
    expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).to.deep.equal([
      'Starting',
      'Downloading',
      'Training',
      'Stopping',
      'Uploading',
      'Stopped',
    ]);
    expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://out/models/job/output/model.tar.gz');
    expect(job.FailureReason).to.equal(undefined);
    const again = await refusal(fixture.client.send(new StopTrainingJobCommand({ TrainingJobName: 'job' })));
    expect(again).to.deep.equal({
      name: 'ValidationException',
      message: 'The request was rejected because the training job is in status Stopped.',
    });
  });
});
