import { createCloudWatchService } from '../../../emulators/cloudwatch/cloudwatch-service.ts';
import type { ConformedApi } from './conformed-api.ts';
import { startJson } from './json-calls.ts';

const RANGE = { StartTime: 1_700_000_000, EndTime: 1_700_000_600 };
const METRIC = { Namespace: 'Absent', MetricName: 'absent' };

/** On its JSON protocol, where errors have the names of their shapes. */
export const CLOUDWATCH: ConformedApi = {
  name: 'cloudwatch',
  model: 'cloudwatch/model/api-model.json',
  protocol: 'json',
  code: 'ValidationException',
  wrongTypeCode: 'SerializationException',
  baseRequests: {
    PutMetricData: { Namespace: 'Absent', MetricData: [{ MetricName: 'absent', Value: 1 }] },
    GetMetricData: {
      ...RANGE,
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: METRIC, Period: 60, Stat: 'Sum' } }],
    },
    GetMetricStatistics: { ...RANGE, ...METRIC, Period: 60, Statistics: ['Sum'] },
    ListMetrics: {},
    PutMetricAlarm: {
      ...METRIC,
      AlarmName: 'absent',
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
    DescribeAlarms: {},
    DeleteAlarms: { AlarmNames: ['absent'] },
    PutDashboard: { DashboardName: 'absent', DashboardBody: '{"widgets": []}' },
    GetDashboard: { DashboardName: 'absent' },
    ListDashboards: {},
    DeleteDashboards: { DashboardNames: ['absent'] },
  },
  knownDifferences: [
    { operation: 'PutMetricData', path: 'entityMetricData', reason: 'entities are not kept, so they are refused' },
    {
      operation: 'GetMetricData',
      path: 'metricDataQueries.1.member.metricStat.stat',
      what: ['length 0'],
      reason: 'an unknown statistic is refused by name as one that is not emulated',
    },
    {
      operation: 'GetMetricData',
      path: 'metricDataQueries.1.member.expression',
      what: ['length 1', 'length 2048'],
      reason: 'metric math is not emulated',
    },
    {
      operation: 'GetMetricStatistics',
      path: 'extendedStatistics',
      what: ['size 1', 'size 10'],
      reason: 'percentiles are not emulated',
    },
    { operation: 'ListMetrics', path: 'includeLinkedAccounts', what: ['true'], reason: 'there is one account' },
    {
      operation: 'ListMetrics',
      path: 'owningAccount',
      what: ['length 1', 'length 255'],
      reason: 'there is one account',
    },
  ],
  start: () =>
    startJson({ prefix: 'GraniteServiceVersion20100801', version: '1.0' }, (dataFolder) =>
      createCloudWatchService({ dataFolder, region: 'us-east-1', accountId: '000000000000' }),
    ),
};
