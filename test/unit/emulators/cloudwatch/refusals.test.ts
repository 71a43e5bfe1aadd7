import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import { expect } from 'chai';
import { rule } from '../../../support/rule.ts';
import { at, MetricsFixture, refusal } from './metrics-fixture.ts';

const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json';

describe('CloudWatch refuses', () => {
  let metrics: MetricsFixture;
  before(async () => {
    metrics = await MetricsFixture.start();
  });
  after(() => metrics.stop());

  rule(
    {
      table: 'cloudwatch',
      id: 'exclusive-values',
      aws: 'a datum with Value beside Values or StatisticValues, and Counts of another number than Values',
      here: 'same',
      wording: 'AWS',
      source: RECORDED,
    },
    async () => {
      const StatisticValues = { SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10 };
      expect(await refusal(metrics.put({ MetricName: 'm', Value: 1.5, Values: [1, 10] }))).to.equal(
        'InvalidParameterCombinationException: The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
      );
      expect(await refusal(metrics.put({ MetricName: 'm', Value: 1.5, StatisticValues }))).to.equal(
        'InvalidParameterCombinationException: The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.',
      );
      expect(await refusal(metrics.put({ MetricName: 'm', Values: [1, 10], Counts: [2, 4, 5] }))).to.equal(
        'InvalidParameterValueException: The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
      );
      await metrics.put({ MetricName: 'm', Values: [1, 10], StatisticValues });
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'too-many-datapoints',
      aws: 'GetMetricStatistics of more than 1,440 periods',
      here: 'same',
      wording: 'AWS',
      source: 'error texts in github.com/cloud-custodian/cloud-custodian/issues/7683 and others',
    },
    async () => {
      const day = { MetricName: 'unknown', StartTime: at(0), EndTime: at(86_400), Period: 60 };
      expect((await metrics.statistics(day)).Datapoints).to.deep.equal([]);
      expect(await refusal(metrics.statistics({ ...day, EndTime: at(96_480) }))).to.equal(
        'InvalidParameterCombinationException: You have requested up to 1608 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
      );
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'empty-range',
      aws: 'a StartTime that is not before EndTime, with words of its own for the same second',
      here: 'same',
      wording: 'AWS',
      source:
        'error texts in github.com/influxdata/telegraf/issues/2022 and github.com/elastic/beats/issues/32687; for a later StartTime in github.com/getmoto/moto/pull/6380',
    },
    async () => {
      const same = 'The parameter StartTime must not equal parameter EndTime.';
      expect(await refusal(metrics.statistics({ EndTime: at(0) }))).to.equal(`InvalidParameterValueException: ${same}`);
      const metric = { Metric: { Namespace: 'Shop', MetricName: 'm' }, Period: 60, Stat: 'Sum' };
      const data = metrics.data({ EndTime: at(0), MetricDataQueries: [{ Id: 'm', MetricStat: metric }] });
      expect(await refusal(data)).to.equal(`ValidationException: ${same}`);
      expect(await refusal(metrics.statistics({ EndTime: at(-1) }))).to.equal(
        'InvalidParameterValueException: The parameter StartTime must be less than the parameter EndTime.',
      );
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'constraints',
      aws: "the API model's lengths, patterns, ranges and enums, all breaches at once",
      here: 'same',
      note: 'in the words that CloudWatch has for SetAlarmState; not seen for these operations',
      wording: 'partly AWS',
      source: RECORDED,
    },
    async () => {
      const wrong = metrics.statistics({ Namespace: ':Shop', MetricName: 'x'.repeat(256), Period: 0 });
      expect(await refusal(wrong)).to.equal(
        "ValidationException: 3 validation errors detected: Value ':Shop' at 'namespace' failed to satisfy constraint: " +
          `Member must satisfy regular expression pattern: [^:].*; Value '${'x'.repeat(256)}' at 'metricName' failed to ` +
          "satisfy constraint: Member must have length less than or equal to 255; Value '0' at 'period' failed to satisfy " +
          'constraint: Member must have value greater than or equal to 1',
      );
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'periods',
      aws: 'a period that is neither 1, 5, 10, 20, 30 nor a multiple of 60 seconds',
      here: 'same',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html',
    },
    async () => {
      expect(await refusal(metrics.statistics({ Period: 90 }))).to.equal(
        'InvalidParameterValueException: [rehearsal] The parameter Period is 90: it must be 1, 5, 10, 20, 30 or a multiple of 60.',
      );
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'math',
      aws: 'metric math, searches, percentiles, metrics of entities and of other accounts work',
      here: 'refused',
      note: '501, naming them; so does every operation but those of metrics, metric alarms and dashboards',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html',
    },
    async () => {
      const math = metrics.data({ MetricDataQueries: [{ Id: 'e', Expression: 'm1 * 2' }] });
      expect(await refusal(math)).to.equal(
        "NotImplemented: [rehearsal] monitoring:GetMetricData with Expression (query 'e') is not emulated. docs/fidelity.md of this project lists the operations that are.",
      );
      const percentile = metrics.statistics({ Statistics: undefined, ExtendedStatistics: ['p50'] });
      expect(await refusal(percentile)).to.match(/^NotImplemented: .*GetMetricStatistics percentiles/);
    },
  );

  rule(
    {
      table: 'cloudwatch',
      id: 'absent-dashboards',
      aws: 'DeleteDashboards deletes all or none: one that is not there is ResourceNotFound',
      here: 'same',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html',
    },
    async () => {
      const { client } = metrics;
      const DashboardBody = '{"widgets":[]}';
      await client.send(new PutDashboardCommand({ DashboardName: 'kept', DashboardBody }));
      const deleted = (...DashboardNames: string[]) => client.send(new DeleteDashboardsCommand({ DashboardNames }));
      expect(await refusal(deleted('kept', 'absent'))).to.equal(
        'ResourceNotFound: [rehearsal] there is no dashboard absent, and no other one was deleted',
      );
      expect((await client.send(new GetDashboardCommand({ DashboardName: 'kept' }))).DashboardBody).to.equal(
        DashboardBody,
      );
      await deleted('kept');
      expect((await client.send(new ListDashboardsCommand({}))).DashboardEntries).to.deep.equal([]);
    },
  );
});
