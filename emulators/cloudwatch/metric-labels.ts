import type { MetricDataQuery } from './request-types.ts';

type MetricStat = NonNullable<MetricDataQuery['MetricStat']>;

/**
 * The label of a query's data: its own, or the metric's name and what tells the query from others of the same name: the statistic and
 * the period, each where it differs among them. As recorded from AWS (test_label_generation of LocalStack's CloudWatch tests).
 */
export function labelOf(query: MetricDataQuery, queries: readonly MetricDataQuery[]): string | undefined {
  const own = query.MetricStat;
  if (query.Label !== undefined || own === undefined) return query.Label;
  const name = own.Metric.MetricName;
  const stats = queries.flatMap(({ MetricStat: stat }) => stat ?? []);
  const namesakes = stats.filter(({ Metric }) => Metric.MetricName === name);
  const differs = (member: keyof MetricStat) => namesakes.some((stat) => stat[member] !== own[member]);
  return [name, ...(differs('Stat') ? [own.Stat] : []), ...(differs('Period') ? [own.Period] : [])].join(' ');
}
