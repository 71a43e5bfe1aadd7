import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { offsetToken } from '../core/wire/offset-token.ts';
import { metricIdentity } from './metric.ts';
import { labelOf } from './metric-labels.ts';
import type { MetricStore } from './metric-store.ts';
import { startOf } from './next-token.ts';
import { inPeriods, requestedRange, statisticValue, unitsOf } from './periods.ts';
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

interface Series {
  readonly values: readonly Value[];
  /** Of the points in the range, where the query names none and there are several. */
  readonly units?: readonly string[];
}

/** Metrics by query; metric math, searches and percentiles are not emulated. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export function getMetricData(input: GetMetricDataInput, store: MetricStore, nowMs: number): Answer {
  const { MetricDataQueries: queries } = input;
  checkQueries(queries);
  const size = Math.min(input.MaxDatapoints ?? MAX_DATA_POINTS, MAX_DATA_POINTS);
  const from = input.NextToken === undefined ? 0 : startOf(input.NextToken, 'InvalidNextToken');
  // A page is a part of all series, one after another.
  let before = 0;
  const results = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => {
      const { values, units } = seriesOf(query, input, store, nowMs);
      const start = before;
      before += values.length;
      const shown = values.slice(Math.max(0, from - start), Math.max(0, from + size - start));
      return {
        Id: query.Id,
        Label: labelOf(query, queries),
        Timestamps: shown.map(({ timestampMs }) => new Date(timestampMs)),
        Values: shown.map(({ value }) => value),
        StatusCode: before > from + size ? 'PartialData' : 'Complete',
        Messages: units === undefined ? undefined : [severalUnits(units)],
      };
    });
  const more = before > from + size;
  return {
    MetricDataResults: results,
    Messages: [],
    NextToken: more ? offsetToken(from + size) : undefined,
  };
}

/** In AWS's words, as recorded. */
function severalUnits(units: readonly string[]): Answer {
  return { Code: 'MultipleUnits', Value: `Multiple units returned: '[${units.join(', ')}]'` };
}

/** Points of several units are never mixed: where the query names none, the first unit in order counts, as recorded from AWS. */
function seriesOf(query: MetricDataQuery, input: GetMetricDataInput, store: MetricStore, nowMs: number): Series {
  const { Metric: metric, Period: periodSeconds, Stat: name, Unit: asked } = metricStat(query);
  const range = requestedRange(input, periodSeconds, nowMs, 'ValidationError');
  const found = store.find(metricIdentity(metric.Namespace ?? '', metric.MetricName ?? '', metric.Dimensions));
  const points = found?.points(range.fromMs, range.toMs) ?? [];
  const units = unitsOf(points);
  const unit = asked ?? units[0];
  const periods = inPeriods(
    points.filter((point) => point.unit === unit),
    range,
  );
  const values = periods.map((period) => ({
    timestampMs: period.startMs,
    value: statisticValue(name as StatisticName, period.points),
  }));
  const ordered = input.ScanBy === 'TimestampAscending' ? values : values.reverse();
  return { values: ordered, ...(asked === undefined && units.length > 1 ? { units } : {}) };
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
