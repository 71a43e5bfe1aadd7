import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { metricIdentity } from './metric.ts';
import type { MetricStore } from './metric-store.ts';
import { inPeriods, requestedRange, statisticValue } from './periods.ts';
import type { GetMetricDataInput, MetricDataQuery, StatisticName } from './request-types.ts';
import type { Answer } from './wire/cloudwatch-operation.ts';

const MAX_QUERIES = 500;
const MAX_DATA_POINTS = 100_800;
const STATISTICS: readonly string[] = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

type MetricStat = NonNullable<MetricDataQuery['MetricStat']>;

interface Value {
  readonly timestampMs: number;
  readonly value: number;
}

/** Metrics by query; metric math, searches and percentiles are not emulated. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export function getMetricData(input: GetMetricDataInput, store: MetricStore, nowMs: number): Answer {
  checkQueries(input.MetricDataQueries);
  if (input.NextToken !== undefined) {
    throw new AwsError('InvalidNextToken', 400, '[rehearsal] GetMetricData here gives one page and no NextToken');
  }
  const limit = Math.min(input.MaxDatapoints ?? MAX_DATA_POINTS, MAX_DATA_POINTS);
  let left = limit;
  const results = input.MetricDataQueries.filter(({ ReturnData }) => ReturnData !== false).map((query) => {
    const values = valuesOf(query, input, store, nowMs);
    const shown = values.slice(0, left);
    left -= shown.length;
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat?.Metric.MetricName,
      Timestamps: shown.map(({ timestampMs }) => new Date(timestampMs)),
      Values: shown.map(({ value }) => value),
      StatusCode: shown.length < values.length ? 'PartialData' : 'Complete',
    };
  });
  return { MetricDataResults: results, Messages: [] };
}

function valuesOf(query: MetricDataQuery, input: GetMetricDataInput, store: MetricStore, nowMs: number): Value[] {
  const { Metric: metric, Period: periodSeconds, Stat: name, Unit: unit } = metricStat(query);
  const asked = requestedRange(input, periodSeconds, nowMs, 'ValidationError');
  const found = store.find(metricIdentity(metric.Namespace ?? '', metric.MetricName ?? '', metric.Dimensions));
  const points = (found?.points(asked.fromMs, asked.toMs) ?? []).filter(
    (point) => unit === undefined || point.unit === unit,
  );
  const values = inPeriods(points, asked).map((period) => ({
    timestampMs: period.startMs,
    value: statisticValue(name as StatisticName, period.points),
  }));
  return input.ScanBy === 'TimestampAscending' ? values : values.reverse();
}

function metricStat({ Id, MetricStat: stat, Expression }: MetricDataQuery): MetricStat {
  if (Expression !== undefined) throw notImplemented('monitoring', `GetMetricData with Expression (query '${Id}')`);
  if (stat === undefined) throw refused(`query '${Id}' has neither MetricStat nor Expression`);
  if (!STATISTICS.includes(stat.Stat)) throw notImplemented('monitoring', `GetMetricData with Stat '${stat.Stat}'`);
  return stat;
}

/** Every query is looked at before the first is answered. */
function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (queries.length > MAX_QUERIES) throw refused(`MetricDataQueries has more than ${MAX_QUERIES} members`);
  const ids = queries.map(({ Id }) => Id);
  const wrong = ids.filter((id, index) => !/^[a-z]\w*$/.test(id) || ids.indexOf(id) !== index);
  if (wrong.length > 0) {
    const rule = 'an Id begins with a lower-case letter, goes on with letters, digits and _, and occurs once';
    throw refused(`Id ${wrong.map((id) => `'${id}'`).join(', ')}: ${rule}`);
  }
  for (const query of queries) metricStat(query);
}

function refused(problem: string): AwsError {
  return new AwsError('ValidationError', 400, `[rehearsal] ${problem}`);
}
