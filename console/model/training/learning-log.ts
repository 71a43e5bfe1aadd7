/** A value of a metric at an epoch, or at whichever time in turn it was printed. */
export interface CurvePoint {
  /** Epochs count from 1, as people do; the log counts from 0. */
  readonly x: number;
  readonly y: number;
}

/** One metric, as its splits show it. */
export interface MetricCurves {
  /** Such as `accuracy`. */
  readonly metric: string;
  /** By split, such as `train`; a metric without splits has one, named as itself. */
  readonly curves: ReadonlyMap<string, readonly CurvePoint[]>;
}

/** The algorithm's own: `Epoch[3] Validation-accuracy=0.912000`. */
const EPOCH_METRIC = /Epoch\[(\d+)\] (Train|Validation)-([\w-]+)=(\S+)/;
const SPEED = /Speed: ([\d.]+) samples\/sec/;
/** A line may be anything: beyond this it is not looked at. */
const MAX_LINE = 2_000;

/**
 * What a log of the built-in algorithm says of its learning; lines are taken as they come. Expressions of a job's own are never
 * tried here: one such as `(a+)+$` would stop the page.
 */
export class LearningLog {
  readonly #metrics = new Map<string, Map<string, CurvePoint[]>>();
  #imagesPerSecond: number | undefined;

  take(lines: readonly string[]): void {
    for (const line of lines) if (line.length <= MAX_LINE) this.#takeLine(line);
  }

  /** Of the last line that says it. */
  get imagesPerSecond(): number | undefined {
    return this.#imagesPerSecond;
  }

  get metrics(): readonly MetricCurves[] {
    return accuracyFirst([...this.#metrics].map(([metric, curves]) => ({ metric, curves })));
  }

  #takeLine(line: string): void {
    const speed = SPEED.exec(line)?.[1];
    if (speed !== undefined) this.#imagesPerSecond = Number(speed);
    const [, epoch, split, metric, value] = EPOCH_METRIC.exec(line) ?? [];
    if (split !== undefined && metric !== undefined)
      this.#add(metric, split.toLowerCase(), Number(epoch) + 1, Number(value));
  }

  /** An epoch that is done again, after an interruption, has the later value. */
  #add(metric: string, split: string, x: number, y: number): void {
    const curves = this.#metrics.get(metric) ?? new Map<string, CurvePoint[]>();
    const points = curves.get(split) ?? [];
    if ((points.at(-1)?.x ?? 0) < x) points.push({ x, y });
    else {
      const at = points.findIndex((point) => point.x >= x);
      points.splice(at, points[at]?.x === x ? 1 : 0, { x, y });
    }
    this.#metrics.set(metric, curves.set(split, points));
  }
}

/** As people look for it first. */
export function accuracyFirst(metrics: readonly MetricCurves[]): readonly MetricCurves[] {
  return metrics.toSorted((one, other) => Number(other.metric === 'accuracy') - Number(one.metric === 'accuracy'));
}

const LESS_IS_BETTER = /loss|entropy|error|rmse|mse|mae|perplexity/i;

/** The epoch with the best value: of the validation, where it is measured. */
export function bestPoint({ metric, curves }: MetricCurves): CurvePoint | undefined {
  const points = [...(curves.get('validation') ?? [...curves.values()][0] ?? [])].filter(({ y }) => Number.isFinite(y));
  const isLess = LESS_IS_BETTER.test(metric);
  return points.reduce<CurvePoint | undefined>((best, point) => {
    if (best === undefined) return point;
    return (isLess ? point.y < best.y : point.y > best.y) ? point : best;
  }, undefined);
}
