import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { metricIdentity } from './metric.ts';
import type { MetricStore } from './metric-store.ts';
import { inPeriods, requestedRange, statisticValue, unitsOf } from './periods.ts';
import type { GetMetricStatisticsInput } from './request-types.ts';
import type { Answer } from './wire/cloudwatch-operation.ts';

const MAX_DATA_POINTS = 1440;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export function getMetricStatistics(input: GetMetricStatisticsInput, store: MetricStore, nowMs: number): Answer {
  const { MetricName: name, Statistics: statistics } = input;
  if (input.ExtendedStatistics !== undefined) throw notImplemented('monitoring', 'GetMetricStatistics percentiles');
  const asked = requestedRange(input, input.Period, nowMs, 'InvalidParameterValue');
  if (statistics === undefined) {
    const message = '[rehearsal] At least one of the parameters Statistics and ExtendedStatistics must be specified.';
    throw new AwsError('MissingParameter', 400, message);
  }
  checkCount((input.EndTime - input.StartTime) / (input.Period * 1000));
  const metric = store.find(metricIdentity(input.Namespace, name, input.Dimensions));
  const points = metric?.points(asked.fromMs, asked.toMs) ?? [];
  const units = unitsOf(points).filter((unit) => input.Unit === undefined || input.Unit === unit);
  const datapoints = units.flatMap((unit) => {
    const ofUnit = points.filter((point) => point.unit === unit);
    return inPeriods(ofUnit, asked).map((period) => ({
      Timestamp: new Date(period.startMs),
      ...Object.fromEntries(statistics.map((each) => [each, statisticValue(each, period.points)])),
      Unit: unit,
    }));
  });
  return { Label: name, Datapoints: datapoints };
}

function checkCount(dataPoints: number): void {
  if (dataPoints <= MAX_DATA_POINTS) return;
  const message =
    `You have requested up to ${Math.floor(dataPoints)} datapoints, which exceeds the limit of ${MAX_DATA_POINTS}. ` +
    'You may reduce the datapoints requested by increasing Period, or decreasing the time range.';
  throw new AwsError('InvalidParameterCombination', 400, message);
}
