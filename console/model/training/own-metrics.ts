import type { MetricDefinition } from './described-job.ts';
import { accuracyFirst, type CurvePoint, type MetricCurves } from './learning-log.ts';

/** A value of a metric, as CloudWatch keeps it. */
export interface TimedValue {
  readonly timeMs: number;
  readonly value: number;
}

/** Of the built-in image classification: what they find is read off its log. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'Epoch\\[\\d+\\] Train-accuracy=(\\S+)',
  'Epoch\\[\\d+\\] Validation-accuracy=(\\S+)',
  'Speed: (\\S+) samples/sec',
]);

/** Names of the metrics that a job defines itself. */
export function ownMetricNames(definitions: readonly MetricDefinition[]): readonly string[] {
  const own = definitions.filter(({ name, regex }) => name !== '' && name !== 'throughput' && !BUILT_IN.has(regex));
  return [...new Set(own.map(({ name }) => name))];
}

/** Values of the metrics that a job defines itself, as they come; a second of a metric has one. */
export class OwnMetrics {
  readonly #values = new Map<string, Map<number, number>>();
  #latestMs: number | undefined;

  /** Of the last value. */
  get latestMs(): number | undefined {
    return this.#latestMs;
  }

  take(name: string, values: readonly TimedValue[]): void {
    const known = this.#values.get(name) ?? new Map<number, number>();
    for (const { timeMs, value } of values) {
      known.set(timeMs, value);
      this.#latestMs = Math.max(this.#latestMs ?? timeMs, timeMs);
    }
    if (known.size > 0) this.#values.set(name, known);
  }

  /** Beside those of the log, which has epochs: a value here has its place in turn. */
  curvesBeside(ofLog: readonly MetricCurves[]): readonly MetricCurves[] {
    const own = new Map<string, Map<string, readonly CurvePoint[]>>();
    for (const [name, values] of this.#values) {
      // `validation:loss` is a split and a metric.
      const [split = '', metric = split] = name.split(':', 2);
      own.set(metric, (own.get(metric) ?? new Map()).set(split, inTurn(values)));
    }
    const others = [...own].filter(([metric]) => !ofLog.some((one) => one.metric === metric));
    return accuracyFirst([...ofLog, ...others.map(([metric, curves]) => ({ metric, curves }))]);
  }
}

function inTurn(values: ReadonlyMap<number, number>): readonly CurvePoint[] {
  return [...values].sort(([one], [other]) => one - other).map(([, y], index) => ({ x: index + 1, y }));
}
