import { notImplemented } from '../core/wire/aws-error.ts';
import { offsetToken } from '../core/wire/offset-token.ts';
import type { MetricFile } from './metric-file.ts';
import type { MetricStore } from './metric-store.ts';
import { startOf } from './next-token.ts';
import type { ListMetricsInput } from './request-types.ts';
import type { Answer } from './wire/cloudwatch-operation.ts';

const PAGE_SIZE = 500;
/** A metric without a new point for two weeks is listed no more. */
const LISTED_MS = 14 * 24 * 3_600_000;
/** PT3H: three hours, and up to fifty minutes more (API reference). */
const RECENT_MS = (3 * 60 + 50) * 60_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export function listMetrics(input: ListMetricsInput, store: MetricStore, nowMs: number): Answer {
  if (input.IncludeLinkedAccounts === true || input.OwningAccount !== undefined) {
    throw notImplemented('monitoring', 'ListMetrics of other accounts');
  }
  const sinceMs = nowMs - (input.RecentlyActive === undefined ? LISTED_MS : RECENT_MS);
  const matching = store.all().filter((metric) => matches(metric, input) && metric.lastMs >= sinceMs);
  const start = input.NextToken === undefined ? 0 : startOf(input.NextToken, 'InvalidParameterValue');
  const page = matching.slice(start, start + PAGE_SIZE);
  const end = start + page.length;
  return {
    Metrics: page.map(({ identity: { namespace, metricName, dimensions } }) => ({
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: dimensions.map(({ Name, Value }) => ({ Name, Value })),
    })),
    NextToken: end < matching.length ? offsetToken(end) : undefined,
  };
}

function matches({ identity }: MetricFile, input: ListMetricsInput): boolean {
  const { Namespace: namespace = identity.namespace, MetricName: name = identity.metricName } = input;
  const hasEach = (input.Dimensions ?? []).every((filter) =>
    identity.dimensions.some(
      ({ Name, Value }) => Name === filter.Name && (filter.Value === undefined || filter.Value === Value),
    ),
  );
  return namespace === identity.namespace && name === identity.metricName && hasEach;
}
