import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { extract } from 'tar-stream';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { FakeContainers, type FakeProgram } from './support/fake-containers.ts';
import { channel, OWN_IMAGE, OwnImageFixture } from './support/own-image-fixture.ts';

const OUTPUT_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-output.html';
const DOCKERFILE_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-dockerfile.html';
const algorithm = (more: object = {}) => ({
  AlgorithmSpecification: { TrainingImage: OWN_IMAGE, TrainingInputMode: 'File' as const, ...more },
});

async function filesIn(archive: Buffer): Promise<Record<string, string>> {
  const entries = extract();
  entries.end(archive);
  const files: Record<string, string> = {};
  for await (const entry of entries) {
    let content = '';
    for await (const chunk of entry) content += String(chunk);
    files[entry.header.name] = content;
  }
  return files;
}

/** Waits for SIGTERM and then saves a model. */
const untilTold: FakeProgram = async ({ files, terminated, say }) => {
  say('waiting');
  await new Promise((resolve) => terminated.addEventListener('abort', resolve, { once: true }));
  files.set('/opt/ml/model/weights', 'as far as it came');
  return 143;
};

describe('a training job with a user’s own image', () => {
  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.artifacts',
      aws: '/opt/ml/model and /opt/ml/output/data become model.tar.gz and output.tar.gz',
      here: 'same',
      wording: 'none',
      source: OUTPUT_PAGE,
    },
    async () => {
      const containers = new FakeContainers(({ files }) => {
        files.set('/opt/ml/model/weights/a.bin', 'weights');
        files.set('/opt/ml/output/data/curve.csv', '1,2');
        return 0;
      });
      await using fixture = await OwnImageFixture.start(containers);
      const job = await fixture.run();
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model.tar.gz');
      expect(await filesIn(await fixture.tar('out/job/output/model.tar.gz'))).to.deep.equal({
        'weights/a.bin': 'weights',
      });
      expect(await filesIn(await fixture.tar('out/job/output/output.tar.gz'))).to.deep.equal({ 'curve.csv': '1,2' });
      expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).to.deep.equal([
        'Starting',
        'Downloading',
        'Training',
        'Uploading',
        'Completed',
      ]);
      expect(containers.removed).to.equal(1);
    },
  );

  it('finds its channels where they belong, by prefix, by key and by manifest', async () => {
    let seen: Record<string, string> = {};
    const containers = new FakeContainers(({ files }) => {
      seen = Object.fromEntries([...files].filter(([path]) => path.startsWith('/opt/ml/input/data/')));
      return 0;
    });
    await using fixture = await OwnImageFixture.start(containers, {
      'train/deep/er.csv': 'deeper',
      'train/folder/': '',
      'other/not.csv': 'no',
      'list.json': JSON.stringify([{ prefix: 's3://data/' }, 'train/one.csv', 'other/not.csv']),
    });
    const job = await fixture.run({
      InputDataConfig: [
        channel('slash', 's3://data/train/'),
        channel('no-slash', 's3://data/train'),
        channel('partly', 's3://data/tra'),
        channel('file', 's3://data/train/one.csv'),
        channel('listed', 's3://data/list.json', 'ManifestFile'),
      ],
    });
    expect(job.FailureReason).to.equal(undefined);
    expect(seen).to.deep.equal({
      '/opt/ml/input/data/slash/one.csv': '1',
      '/opt/ml/input/data/slash/deep/er.csv': 'deeper',
      '/opt/ml/input/data/no-slash/one.csv': '1',
      '/opt/ml/input/data/no-slash/deep/er.csv': 'deeper',
      '/opt/ml/input/data/partly/train/one.csv': '1',
      '/opt/ml/input/data/partly/train/deep/er.csv': 'deeper',
      '/opt/ml/input/data/file/one.csv': '1',
      '/opt/ml/input/data/listed/train/one.csv': '1',
      '/opt/ml/input/data/listed/other/not.csv': 'no',
    });
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.failureFile',
      aws: 'the first 1,024 characters of /opt/ml/output/failure become the FailureReason',
      here: 'same',
      note: 'in the frame "AlgorithmError: {text}, exit code: {code}" that is seen around an empty text; 1,024 characters with it',
      wording: 'partly AWS',
      source: OUTPUT_PAGE,
    },
    async () => {
      const containers = new FakeContainers(({ files }) => {
        files.set('/opt/ml/output/failure', 'the images are too dark');
        files.set('/opt/ml/output/data/report.txt', 'dark');
        files.set('/opt/ml/model/half', 'half');
        return 2;
      });
      await using fixture = await OwnImageFixture.start(containers);
      const job = await fixture.run();
      expect(job.TrainingJobStatus).to.equal('Failed');
      expect(job.FailureReason).to.equal('AlgorithmError: the images are too dark, exit code: 2');
      expect(job.ModelArtifacts).to.equal(undefined);
      expect(await fixture.keys()).to.deep.equal(['out/job/output/output.tar.gz', 'train/one.csv']);
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.exitCode',
      aws: 'an exit code other than 0 fails the job',
      here: 'same',
      wording: 'AWS',
      source:
        'FailureReason "AlgorithmError: , exit code: 1" in aws-samples/amazon-sagemaker-ml-pipeline-deploy-with-terraform#12',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(() => 1));
      expect((await fixture.run()).FailureReason).to.equal('AlgorithmError: , exit code: 1');
    },
  );

  it('cuts a long failure at 1,024 characters', async () => {
    const containers = new FakeContainers(({ files }) => {
      files.set('/opt/ml/output/failure', 'é'.repeat(5000));
      return 1;
    });
    await using fixture = await OwnImageFixture.start(containers);
    expect((await fixture.run()).FailureReason).to.equal(`AlgorithmError: ${'é'.repeat(1008)}`);
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.metrics',
      aws: 'MetricDefinitions read metrics off standard output and standard error',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/training-metrics.html',
    },
    async () => {
      const containers = new FakeContainers(({ say }) => {
        for (const line of ['epoch 1 accuracy=0.5;', 'epoch 2 accuracy=0.75;', 'done']) say(line);
        return 0;
      });
      await using fixture = await OwnImageFixture.start(containers);
      const MetricDefinitions = [{ Name: 'accuracy', Regex: 'accuracy=(.*?);' }];
      const job = await fixture.run(algorithm({ MetricDefinitions }));
      const metrics = job.FinalMetricDataList?.map(({ MetricName, Value }) => ({ MetricName, Value }));
      expect(metrics).to.deep.equal([{ MetricName: 'accuracy', Value: 0.75 }]);
      expect(job.AlgorithmSpecification?.MetricDefinitions).to.deep.equal(MetricDefinitions);
      expect(await fixture.log()).to.deep.equal(['epoch 1 accuracy=0.5;', 'epoch 2 accuracy=0.75;', 'done']);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'metric-definitions',
      aws: "every value that MetricDefinitions read is published, under the job's name",
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/training-metrics.html',
    },
    async () => {
      const containers = new FakeContainers(({ say }) => {
        for (const line of ['accuracy=0.5;', 'accuracy=0.75;']) say(line);
        return 0;
      });
      await using fixture = await OwnImageFixture.start(containers);
      await fixture.run(algorithm({ MetricDefinitions: [{ Name: 'accuracy', Regex: 'accuracy=(.*?);' }] }));
      const { Datapoints } = await fixture.clients.cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: '/aws/sagemaker/TrainingJobs',
          MetricName: 'accuracy',
          Dimensions: [{ Name: 'TrainingJobName', Value: 'job' }],
          StartTime: new Date(Date.now() - 3_600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 7200,
          Statistics: ['SampleCount', 'Minimum', 'Maximum'],
        }),
      );
      expect(Datapoints?.map(({ SampleCount, Minimum, Maximum }) => [SampleCount, Minimum, Maximum])).to.deep.equal([
        [2, 0.5, 0.75],
      ]);
    },
  );

  it('lists no metrics of the built-in algorithm', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
    expect((await fixture.run()).AlgorithmSpecification).to.deep.equal({
      TrainingImage: OWN_IMAGE,
      TrainingInputMode: 'File',
      EnableSageMakerMetricsTimeSeries: false,
    });
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.stop',
      aws: 'StopTrainingJob sends SIGTERM; what the container saves then is kept',
      here: 'same',
      wording: 'none',
      source: DOCKERFILE_PAGE,
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(untilTold));
      await fixture.create();
      await pollUntil('it trains', async () =>
        (await fixture.describe()).SecondaryStatus === 'Training' ? true : undefined,
      );
      await fixture.clients.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'job' }));
      const job = await fixture.ended();
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(job.FailureReason).to.equal(undefined);
      expect(await filesIn(await fixture.tar('out/job/output/model.tar.gz'))).to.deep.equal({
        weights: 'as far as it came',
      });
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.maxRuntime',
      aws: 'MaxRuntimeInSeconds stops the container in the same way; SecondaryStatus MaxRuntimeExceeded',
      here: 'same',
      wording: 'none',
      source: 'API model (botocore 1.44.5), "DescribeTrainingJob", SecondaryStatus',
    },
    async () => {
      await using fixture = await OwnImageFixture.start(new FakeContainers(untilTold));
      const job = await fixture.run({ StoppingCondition: { MaxRuntimeInSeconds: 1 } });
      expect(job.TrainingJobStatus).to.equal('Stopped');
      expect(job.SecondaryStatus).to.equal('MaxRuntimeExceeded');
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model.tar.gz');
    },
  );

  it('completes without an object where the container left no model', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0));
    const job = await fixture.run();
    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model.tar.gz');
    expect(await fixture.keys()).to.deep.equal(['train/one.csv']);
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.checkpoints',
      aws: 'CheckpointConfig: the S3 folder is there at the start, and what is in LocalPath is copied back while the job runs',
      here: 'differs',
      note: 'copied back at the end',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html',
    },
    async () => {
      let found: string | undefined;
      const containers = new FakeContainers(({ files }) => {
        found = files.get('/opt/ml/checkpoints/1/state');
        files.set('/opt/ml/checkpoints/2/state', 'second');
        return 1;
      });
      await using fixture = await OwnImageFixture.start(containers, { 'check/1/state': 'first' });
      await fixture.run({ CheckpointConfig: { S3Uri: 's3://data/check' } });
      expect(found).to.equal('first');
      expect((await fixture.object('check/2/state')).toString()).to.equal('second');
    },
  );

  it('fails when its manifest is none', async () => {
    await using fixture = await OwnImageFixture.start(new FakeContainers(() => 0), { 'list.json': '{' });
    const job = await fixture.run({ InputDataConfig: [channel('listed', 's3://data/list.json', 'ManifestFile')] });
    expect(job.FailureReason).to.equal(
      'ClientError: Data download failed:[rehearsal] the manifest s3://data/list.json is not JSON',
    );
  });

  it('is ended with the emulator: stopped, nothing uploaded, its container removed', async () => {
    const containers = new FakeContainers(untilTold);
    const fixture = await OwnImageFixture.start(containers);
    await fixture.create();
    await pollUntil('it trains', async () =>
      (await fixture.describe()).SecondaryStatus === 'Training' ? true : undefined,
    );
    await fixture[Symbol.asyncDispose]();
    expect(containers).to.deep.include({ removed: 1, closed: true });
  });
});
