import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { trainingSeconds } from '../../../../../emulators/sagemaker/training-jobs/training-job-description.ts';
import { IMAGE, SageMakerFixture, trainingRequest } from '../support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../support/stub-services.ts';

describe('DescribeTrainingJob', () => {
  it('returns the request with the defaults that AWS adds, and without tags', async () => {
    await using fixture = await SageMakerFixture.start();
    const request = trainingRequest('job', 'finish', { Tags: [{ Key: 'team', Value: 'a' }] });
    await fixture.client.send(new CreateTrainingJobCommand(request));
    const job = await fixture.waitFor('job', 'Completed', 'Failed');
    expect(job).to.deep.include({
      TrainingJobName: 'job',
      HyperParameters: { fake: 'finish' },
      RoleArn: ROLE_ARN,
      InputDataConfig: [{ ...request.InputDataConfig?.[0], CompressionType: 'None', RecordWrapperType: 'None' }],
      OutputDataConfig: { KmsKeyId: '', S3OutputPath: 's3://out/models/' },
      ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      EnableNetworkIsolation: false,
      EnableInterContainerTrafficEncryption: false,
      EnableManagedSpotTraining: false,
    });
    expect(job.AlgorithmSpecification).to.include({ TrainingImage: IMAGE, EnableSageMakerMetricsTimeSeries: true });
    expect(job.AlgorithmSpecification?.MetricDefinitions?.map(({ Name }) => Name)).to.deep.equal([
      'train:accuracy',
      'validation:accuracy',
      'throughput',
    ]);
    expect(job).not.to.have.property('Tags');
  });

  it("lists the last epoch's metrics with the epoch's time", async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const job = await fixture.waitFor('job', 'Completed', 'Failed');
    const Timestamp = new Date(1_700_000_000_000);
    expect(job.FinalMetricDataList).to.deep.equal([
      { MetricName: 'train:accuracy', Value: 0.75, Timestamp },
      { MetricName: 'validation:accuracy', Value: 0.5, Timestamp },
      { MetricName: 'throughput', Value: 120.5, Timestamp },
    ]);
  });

  it('has no artifact, metrics or end while the job waits to start', async () => {
    await using fixture = await SageMakerFixture.start({ limits: { concurrentJobs: 0, closeGraceMs: 0 } });
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    const job = await fixture.describe('job');
    expect(job).to.include({ TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting' });
    for (const member of [
      'ModelArtifacts',
      'FinalMetricDataList',
      'TrainingStartTime',
      'TrainingEndTime',
      'BillableTimeInSeconds',
    ]) {
      expect(job).not.to.have.property(member);
    }
  });

  // A real job: 18:51:41.811 to 19:02:53.172 on one day was 672 seconds.
  it('counts begun seconds', () => {
    expect(trainingSeconds(Date.UTC(2022, 1, 18, 18, 51, 41, 811), Date.UTC(2022, 1, 18, 19, 2, 53, 172))).to.equal(
      672,
    );
    expect(trainingSeconds(1000, 1000)).to.equal(1);
  });

  it("keeps the log in the job's stream, with the algorithm's own lines", async () => {
    await using fixture = await SageMakerFixture.start();
    await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job')));
    await fixture.waitFor('job', 'Completed', 'Failed');
    const [stream = ''] = fixture.stubs.logs.keys();
    expect(stream).to.match(/^\/aws\/sagemaker\/TrainingJobs:job\/algo-1-\d{10}$/);
    expect(fixture.stubs.logs.get(stream)).to.deep.equal(['seed 1 key ASIAROLE channels 1']);
  });
});
