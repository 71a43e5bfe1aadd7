import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { type DataPoint, metricIdentity, NO_UNIT } from './metric.ts';
import type { MetricStore } from './metric-store.ts';
import type { MetricDatum, PutMetricDataInput } from './request-types.ts';

// Limits and rules: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
const MAX_METRICS = 1000;
const MAX_VALUES = 150;
const MAX_AGE_MS = 14 * 24 * 3_600_000;
const MAX_AHEAD_MS = 2 * 3_600_000;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const MAX_MAGNITUDE = 2 ** 360;

/** Takes in every datum of a request, or none. */
export function putMetricData(input: PutMetricDataInput, store: MetricStore, nowMs: number): void {
  if (input.EntityMetricData !== undefined) throw notImplemented('monitoring', 'PutMetricData with EntityMetricData');
  const data = input.MetricData ?? [];
  if (data.length === 0) {
    throw new AwsError('MissingParameter', 400, '[rehearsal] The parameter MetricData is required.');
  }
  if (data.length > MAX_METRICS) {
    throw invalid(`[rehearsal] MetricData has ${data.length} members; PutMetricData takes at most ${MAX_METRICS}`);
  }
  const points = data.map((datum, index) => ({
    identity: metricIdentity(input.Namespace, datum.MetricName, datum.Dimensions),
    point: dataPoint(datum, `MetricData.member.${index + 1}`, nowMs),
  }));
  store.put(points);
}

function dataPoint(datum: MetricDatum, path: string, nowMs: number): DataPoint {
  const timestampMs = datum.Timestamp ?? nowMs;
  if (timestampMs < nowMs - MAX_AGE_MS || timestampMs > nowMs + MAX_AHEAD_MS) {
    throw invalid(
      `[rehearsal] ${path}.Timestamp ${timeText(timestampMs)} is more than two weeks old or two hours ahead`,
    );
  }
  checkResolution(datum, path);
  const highResolution = datum.StorageResolution === 1;
  const grainMs = highResolution ? SECOND_MS : MINUTE_MS;
  return {
    timestampMs: Math.floor(timestampMs / grainMs) * grainMs,
    ...statisticsOf(datum, path),
    unit: datum.Unit ?? NO_UNIT,
    highResolution,
  };
}

/** A number of milliseconds may be beyond all dates. */
function timeText(timeMs: number): string {
  const time = new Date(timeMs);
  return Number.isNaN(time.getTime()) ? `${timeMs / SECOND_MS} s` : time.toISOString();
}

function checkResolution({ StorageResolution: resolution }: MetricDatum, path: string): void {
  if (resolution === undefined || resolution === 1 || resolution === 60) return;
  throw invalid(`[rehearsal] ${path}.StorageResolution ${resolution} is neither 1 nor 60`);
}

type Statistics = Pick<DataPoint, 'sampleCount' | 'sum' | 'minimum' | 'maximum'>;

function statisticsOf(datum: MetricDatum, path: string): Statistics {
  const { Value: value, StatisticValues: set, Values: values } = datum;
  if (value !== undefined && values !== undefined) throw exclusive(path, 'Value', 'Values');
  if (value !== undefined && set !== undefined) throw exclusive(path, 'Value', 'StatisticValues');
  if (value !== undefined) return counted([value], [1], path);
  if (values !== undefined) return counted(values, countsOf(datum, path), path);
  if (set === undefined) throw invalid(`[rehearsal] ${path} has none of Value, Values and StatisticValues`);
  const { SampleCount: sampleCount, Sum: sum, Minimum: minimum, Maximum: maximum } = set;
  for (const number of [sampleCount, sum, minimum, maximum]) checkNumber(number, path);
  if (minimum > maximum) {
    throw invalid(`[rehearsal] ${path}.StatisticValues: Minimum ${minimum} is above Maximum ${maximum}`);
  }
  return { sampleCount, sum, minimum, maximum };
}

function countsOf({ Values: values = [], Counts: counts }: MetricDatum, path: string): readonly number[] {
  if (values.length === 0 || values.length > MAX_VALUES) {
    throw invalid(`[rehearsal] ${path}.Values has ${values.length} members; 1 to ${MAX_VALUES} are taken`);
  }
  if (counts !== undefined && counts.length !== values.length) {
    throw invalid(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  }
  return counts ?? values.map(() => 1);
}

function counted(values: readonly number[], counts: readonly number[], path: string): Statistics {
  for (const number of [...values, ...counts]) checkNumber(number, path);
  const countAt = (index: number) => counts[index] ?? 1;
  return {
    sampleCount: values.reduce((total, _value, index) => total + countAt(index), 0),
    sum: values.reduce((total, value, index) => total + value * countAt(index), 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}

function checkNumber(value: number, path: string): void {
  if (Number.isFinite(value) && Math.abs(value) <= MAX_MAGNITUDE) return;
  throw invalid(`[rehearsal] ${path}: ${value} is not a number from -2^360 to 2^360`);
}

function exclusive(path: string, one: string, other: string): AwsError {
  const message = `The parameters ${path}.${one} and ${path}.${other} are mutually exclusive and you have specified both.`;
  return new AwsError('InvalidParameterCombination', 400, message);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', 400, message);
}
