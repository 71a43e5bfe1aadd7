import { isFlag, isNumber, isText, listOf, record } from '../core/storage/record-shape.ts';
import type { Dimension } from './request-types.ts';

/** What makes two data points points of one metric; the order of the dimensions does not count. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: readonly Dimension[];
}

/** One PutMetricData value, or the statistics of several, at a whole second or minute. */
export interface DataPoint {
  readonly timestampMs: number;
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly unit: string;
  /** Of a high-resolution metric: periods shorter than a minute show it. */
  readonly highResolution: boolean;
}

export const isMetricIdentity = record<MetricIdentity>({
  namespace: isText,
  metricName: isText,
  dimensions: listOf(record<Dimension>({ Name: isText, Value: isText })),
});

export const isDataPoint = record<DataPoint>({
  timestampMs: isNumber,
  sampleCount: isNumber,
  sum: isNumber,
  minimum: isNumber,
  maximum: isNumber,
  unit: isText,
  highResolution: isFlag,
});

export const NO_UNIT = 'None';

export function metricIdentity(
  namespace: string,
  metricName: string,
  dimensions: readonly Dimension[] = [],
): MetricIdentity {
  const sorted = dimensions
    .map(({ Name, Value }) => ({ Name, Value }))
    .sort((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0));
  return { namespace, metricName, dimensions: sorted };
}
