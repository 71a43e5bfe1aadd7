import { appendFile, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { at, MetricsFixture, refusal } from './metrics-fixture.ts';

const JOB = [{ Name: 'TrainingJobName', Value: 'cats-1' }];
const STATISTICS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html';
const DATA = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html';
const LIST = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html';
const PUT = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html';
const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json';

describe('CloudWatch metrics', () => {
  let metrics: MetricsFixture;
  beforeEach(async () => {
    metrics = await MetricsFixture.start();
  });
  afterEach(() => metrics.stop());

  rule(
    {
      table: 'cloudwatch',
      id: 'statistics',
      aws: 'GetMetricStatistics gives the asked statistics of each period that has data',
      here: 'same',
      wording: 'none',
      source: STATISTICS,
    },
    async () => {
      await metrics.put(
        { MetricName: 'm', Value: 1, Timestamp: at(0), Unit: 'Count' },
        { MetricName: 'm', Value: 4, Timestamp: at(59), Unit: 'Count' },
        { MetricName: 'm', Value: 10, Timestamp: at(120), Unit: 'Count' },
      );
      expect(
        await metrics.statistics({ Statistics: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] }),
      ).to.deep.equal({
        Label: 'm',
        Datapoints: [
          { Timestamp: at(0), SampleCount: 2, Average: 2.5, Sum: 5, Minimum: 1, Maximum: 4, Unit: 'Count' },
          { Timestamp: at(120), SampleCount: 1, Average: 10, Sum: 10, Minimum: 10, Maximum: 10, Unit: 'Count' },
        ],
      });
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'statistic-sets',
      aws: 'values come one by one, with counts, or as a statistic set, and are added up: 11 and a set of ten give a sum of 66',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      const StatisticValues = { SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10 };
      await metrics.put({ MetricName: 'm', Value: 11, Timestamp: at(0) });
      await metrics.put({ MetricName: 'm', StatisticValues, Timestamp: at(1) });
      await metrics.put({ MetricName: 'm', Values: [2, 3], Counts: [5, 1], Timestamp: at(60) });
      const { Datapoints } = await metrics.statistics({ Statistics: ['Sum', 'SampleCount', 'Minimum', 'Maximum'] });
      expect(Datapoints).to.deep.equal([
        { Timestamp: at(0), Sum: 66, SampleCount: 11, Minimum: 1, Maximum: 11, Unit: 'None' },
        { Timestamp: at(60), Sum: 13, SampleCount: 6, Minimum: 2, Maximum: 3, Unit: 'None' },
      ]);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'time-range',
      aws: 'StartTime is rounded down to the minute and counts, EndTime does not count',
      here: 'same',
      wording: 'none',
      source: STATISTICS,
    },
    async () => {
      await metrics.put(
        { MetricName: 'm', Value: 1, Timestamp: at(0) },
        { MetricName: 'm', Value: 2, Timestamp: at(60) },
      );
      const { Datapoints } = await metrics.statistics({ StartTime: at(45), EndTime: at(60) });
      expect(Datapoints).to.deep.equal([{ Timestamp: at(0), Sum: 1, Unit: 'None' }]);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'high-resolution',
      aws: 'periods below a minute show metrics of StorageResolution 1 only',
      here: 'same',
      wording: 'none',
      source: PUT,
    },
    async () => {
      await metrics.put(
        { MetricName: 'm', Value: 1, Timestamp: at(1), StorageResolution: 1 },
        { MetricName: 'm', Value: 2, Timestamp: at(2), StorageResolution: 1 },
        { MetricName: 'm', Value: 4, Timestamp: at(2), StorageResolution: 60 },
      );
      const { Datapoints } = await metrics.statistics({ Period: 1, EndTime: at(60) });
      expect(Datapoints).to.deep.equal([
        { Timestamp: at(1), Sum: 1, Unit: 'None' },
        { Timestamp: at(2), Sum: 2, Unit: 'None' },
      ]);
      expect((await metrics.statistics()).Datapoints).to.deep.equal([{ Timestamp: at(0), Sum: 7, Unit: 'None' }]);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'dimensions',
      aws: 'each set of dimensions is a metric of its own, whatever their order',
      here: 'same',
      wording: 'none',
      source: DATA,
    },
    async () => {
      const [a, b] = [
        { Name: 'a', Value: '1' },
        { Name: 'b', Value: '2' },
      ];
      await metrics.put(
        { MetricName: 'm', Value: 1, Timestamp: at(0) },
        { MetricName: 'm', Value: 2, Timestamp: at(0), Dimensions: [a, b] },
        { MetricName: 'm', Value: 4, Timestamp: at(0), Dimensions: [a] },
      );
      const sumOf = async (Dimensions: { Name: string; Value: string }[]) =>
        (await metrics.statistics({ Dimensions })).Datapoints?.map(({ Sum }) => Sum);
      expect(await sumOf([])).to.deep.equal([1]);
      expect(await sumOf([b, a])).to.deep.equal([2]);
      expect(await sumOf([b])).to.deep.equal([]);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'list',
      aws: 'ListMetrics gives the metrics that have the asked namespace, name and dimensions, 500 a page',
      here: 'same',
      wording: 'none',
      source: LIST,
    },
    async () => {
      const other = [{ Name: 'TrainingJobName', Value: 'dogs-1' }];
      await metrics.put(
        { MetricName: 'throughput', Dimensions: other, Value: 1 },
        { MetricName: 'throughput', Dimensions: JOB, Value: 1 },
        { MetricName: 'm', Value: 1 },
      );
      const metric = (MetricName: string, Dimensions: typeof JOB) => ({ Namespace: 'Shop', MetricName, Dimensions });
      const list = async (input = {}) => (await metrics.list(input)).Metrics;
      expect(await list()).to.deep.equal([metric('m', []), metric('throughput', JOB), metric('throughput', other)]);
      expect(await list({ Dimensions: JOB })).to.deep.equal([metric('throughput', JOB)]);
      expect(await list({ Dimensions: [{ Name: 'TrainingJobName' }], MetricName: 'throughput' })).to.have.length(2);
      expect(await list({ Namespace: 'Elsewhere' })).to.deep.equal([]);
      const many = Array.from({ length: 501 }, (_, index) => ({ MetricName: `many-${1000 + index}`, Value: index }));
      await metrics.put(...many);
      const first = await metrics.list();
      expect(first.Metrics).to.have.length(500);
      const second = await metrics.list({ NextToken: first.NextToken });
      expect(second.Metrics?.map(({ MetricName }) => MetricName)).to.deep.equal([
        'many-1499',
        'many-1500',
        'throughput',
        'throughput',
      ]);
      expect(second.NextToken).to.equal(undefined);
    },
  );

  it('keeps everything over a restart, also when the process was killed in the middle of a line', async () => {
    await metrics.put({ MetricName: 'm', Value: 5, Timestamp: at(0) });
    const [file = ''] = await readdir(metrics.folder);
    await appendFile(join(metrics.folder, file), '{"timestampMs":1');
    await metrics.restart();
    await metrics.put({ MetricName: 'm', Value: 6, Timestamp: at(60) });
    await metrics.restart();
    expect((await metrics.statistics()).Datapoints?.map(({ Sum }) => Sum)).to.deep.equal([5, 6]);
    expect((await metrics.list()).Metrics).to.have.length(1);
  });

  it('starts over a metric that is larger than a text can be', async () => {
    await metrics.put({ MetricName: 'm', Value: 5, Timestamp: at(0) });
    const [file = ''] = await readdir(metrics.folder);
    // A hole in the file that takes no room: one long line that must not be read to start.
    const opened = await open(join(metrics.folder, file), 'r+');
    await opened.write('\n', 600 * 1024 * 1024);
    await opened.close();
    await metrics.restart();
    await metrics.put({ MetricName: 'n', Value: 6, Timestamp: at(60) });
    expect((await metrics.statistics({ MetricName: 'n' })).Datapoints?.map(({ Sum }) => Sum)).to.deep.equal([6]);
  });

  it('stores nothing of a request of which one datum is refused', async () => {
    const refused = metrics.put(
      { MetricName: 'm', Value: 1, Timestamp: at(0) },
      { MetricName: 'm', Value: 2, Timestamp: new Date(Date.now() - 15 * 24 * 3_600_000) },
    );
    expect(await refusal(refused)).to.match(
      /^InvalidParameterValueException: \[rehearsal\] MetricData\.member\.2\.Timestamp \S+ is more than two weeks old/,
    );
    expect((await metrics.list()).Metrics).to.deep.equal([]);
  });
});
