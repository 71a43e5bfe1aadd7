import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { filesIn } from './support/archive-files.ts';
import { FakeContainers } from './support/fake-containers.ts';
import { channel, OWN_IMAGE, OwnImageFixture } from './support/own-image-fixture.ts';

const OUTPUT_PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-output.html';
const algorithm = (more: object = {}) => ({
  AlgorithmSpecification: { TrainingImage: OWN_IMAGE, TrainingInputMode: 'File' as const, ...more },
});

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

  rule(
    {
      table: 'sagemaker-service',
      id: 'ownImage.uncompressed',
      aws: 'with CompressionType NONE the files of /opt/ml/model and /opt/ml/output/data are uploaded as they are',
      here: 'same',
      note: 'what the prefix of the data is called is not documented',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage-uncompressed.html',
    },
    async () => {
      const containers = new FakeContainers(({ files }) => {
        files.set('/opt/ml/model/weights/a.bin', 'weights');
        files.set('/opt/ml/output/data/curve.csv', '1,2');
        return 0;
      });
      await using fixture = await OwnImageFixture.start(containers);
      const job = await fixture.run({ OutputDataConfig: { S3OutputPath: 's3://data/out/', CompressionType: 'NONE' } });
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal('s3://data/out/job/output/model');
      expect((await fixture.keys()).filter((key) => key?.startsWith('out/'))).to.deep.equal([
        'out/job/output/data/curve.csv',
        'out/job/output/model/weights/a.bin',
      ]);
      expect((await fixture.object('out/job/output/model/weights/a.bin')).toString()).to.equal('weights');
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
});
