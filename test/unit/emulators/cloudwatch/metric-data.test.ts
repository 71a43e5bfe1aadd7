import type { MetricDataQuery, StandardUnit } from '@aws-sdk/client-cloudwatch';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { at, MetricsFixture, refusal } from './metrics-fixture.ts';

const JOB = [{ Name: 'TrainingJobName', Value: 'cats-1' }];
const DATA = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html';
const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json';

describe('GetMetricData of CloudWatch', () => {
  let metrics: MetricsFixture;
  beforeEach(async () => {
    metrics = await MetricsFixture.start();
  });
  afterEach(() => metrics.stop());

  rule(
    {
      table: 'cloudwatch',
      id: 'metric-data',
      aws: 'GetMetricData answers queries by id, the newest value first unless ScanBy says otherwise; the label is the name',
      here: 'same',
      wording: 'none',
      source: RECORDED,
    },
    async () => {
      await metrics.put(
        { MetricName: 'train:accuracy', Dimensions: JOB, Value: 0.5, Timestamp: at(0) },
        { MetricName: 'train:accuracy', Dimensions: JOB, Value: 0.75, Timestamp: at(60) },
      );
      const query = (Id: string, MetricName: string) => ({
        Id,
        MetricStat: { Metric: { Namespace: 'Shop', MetricName, Dimensions: JOB }, Period: 60, Stat: 'Maximum' },
      });
      const MetricDataQueries = [
        query('train', 'train:accuracy'),
        { ...query('none', 'nothing'), Label: 'no data' },
        { ...query('hidden', 'train:accuracy'), ReturnData: false },
      ];
      const train = { Id: 'train', Label: 'train:accuracy', StatusCode: 'Complete' };
      const none = { Id: 'none', Label: 'no data', Timestamps: [], Values: [], StatusCode: 'Complete' };
      expect(await metrics.data({ MetricDataQueries })).to.deep.equal([
        { ...train, Timestamps: [at(60), at(0)], Values: [0.75, 0.5] },
        none,
      ]);
      expect(await metrics.data({ MetricDataQueries, ScanBy: 'TimestampAscending' })).to.deep.equal([
        { ...train, Timestamps: [at(0), at(60)], Values: [0.5, 0.75] },
        none,
      ]);
    },
  );

  const byMinute = (Id: string, Stat: string, Period = 60, Unit?: StandardUnit) => ({
    Id,
    MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'm' }, Period, Stat, Unit },
  });

  rule(
    {
      table: 'cloudwatch',
      id: 'dataLabels',
      aws: 'GetMetricData labels queries of one metric by statistic and period, each where they differ',
      here: 'same',
      wording: 'AWS',
      source: `${RECORDED} test_label_generation, test_get_metric_data_with_zero_and_labels`,
    },
    async () => {
      const labels = async (...MetricDataQueries: MetricDataQuery[]) =>
        (await metrics.data({ MetricDataQueries }))?.map(({ Label }) => Label);
      expect(await labels(byMinute('a', 'Sum'), byMinute('b', 'Minimum', 30))).to.deep.equal([
        'm Sum 60',
        'm Minimum 30',
      ]);
      expect(await labels(byMinute('a', 'Sum'), byMinute('b', 'Minimum'))).to.deep.equal(['m Sum', 'm Minimum']);
      expect(await labels(byMinute('a', 'Sum'), byMinute('b', 'Sum', 30))).to.deep.equal(['m 60', 'm 30']);
      const otherUnit = byMinute('b', 'Sum', 60, 'Milliseconds');
      expect(await labels(byMinute('a', 'Sum', 60, 'Seconds'), otherUnit)).to.deep.equal(['m', 'm']);
      const other = { ...byMinute('b', 'Minimum'), Label: 'mine' };
      expect(await labels(byMinute('a', 'Sum'), other)).to.deep.equal(['m Sum', 'mine']);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'dataUnits',
      aws: 'GetMetricData without a unit takes the first of several in order, and says which there are',
      here: 'same',
      wording: 'AWS',
      source: `${RECORDED} test_get_metric_data_different_units_no_unit_in_query`,
    },
    async () => {
      await metrics.put(
        { MetricName: 'm', Value: 60, Timestamp: at(0), Unit: 'Seconds' },
        { MetricName: 'm', Value: 60_000, Timestamp: at(0), Unit: 'Milliseconds' },
      );
      expect(await metrics.data({ MetricDataQueries: [byMinute('m1', 'Sum')] })).to.deep.equal([
        {
          Id: 'm1',
          Label: 'm',
          StatusCode: 'Complete',
          Timestamps: [at(0)],
          Values: [60_000],
          Messages: [{ Code: 'MultipleUnits', Value: "Multiple units returned: '[Milliseconds, Seconds]'" }],
        },
      ]);
      const [seconds] = (await metrics.data({ MetricDataQueries: [byMinute('m1', 'Sum', 60, 'Seconds')] })) ?? [];
      expect(seconds).to.include({ Id: 'm1', StatusCode: 'Complete' }).and.not.have.property('Messages');
      expect(seconds?.Values).to.deep.equal([60]);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'dataPages',
      aws: 'GetMetricData gives MaxDatapoints values a page, PartialData and a NextToken while there are more',
      here: 'same',
      note: 'a page is filled query by query; how AWS shares one out among queries is not known',
      wording: 'none',
      source: DATA,
    },
    async () => {
      await metrics.put(...[0, 60, 120].map((s) => ({ MetricName: 'm', Value: s + 1, Timestamp: at(s) })));
      const MetricDataQueries = [byMinute('a', 'Sum'), byMinute('b', 'Maximum')];
      const pages: unknown[] = [];
      let NextToken: string | undefined;
      do {
        const page = await metrics.dataPage({ MetricDataQueries, MaxDatapoints: 2, NextToken });
        pages.push(page.MetricDataResults?.map(({ Values, StatusCode }) => [Values, StatusCode]));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      expect(pages).to.deep.equal([
        [
          [[121, 61], 'PartialData'],
          [[], 'PartialData'],
        ],
        [
          [[1], 'Complete'],
          [[121], 'PartialData'],
        ],
        [
          [[], 'Complete'],
          [[61, 1], 'Complete'],
        ],
      ]);
      expect(await refusal(metrics.dataPage({ MetricDataQueries, NextToken: 'nonsense' }))).to.match(
        /^InvalidNextToken: \[rehearsal\] NextToken 'nonsense' was not issued here/,
      );
    },
  );
});
