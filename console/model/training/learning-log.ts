import type { MetricDefinition } from './described-job.ts';

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
const EPOCH = /\bepoch[[\s:=]*(\d+)/i;
const SPEED = /Speed: ([\d.]+) samples\/sec/;
/** A pattern is the user's own, and a line may be anything: beyond this it is not looked at. */
const MAX_LINE = 2_000;

/** What a job's log says of its learning; lines are taken as they come. */
export class LearningLog {
  readonly #metrics = new Map<string, Map<string, CurvePoint[]>>();
  readonly #definitions: readonly (readonly [name: string, pattern: RegExp])[];
  #imagesPerSecond: number | undefined;

  /** `definitions`: of the job, for logs of other algorithms. */
  constructor(definitions: readonly MetricDefinition[] = []) {
    this.#definitions = definitions
      .filter(({ name }) => name !== 'throughput')
      .flatMap(({ name, regex }) => {
        const pattern = compiled(regex);
        return pattern === undefined ? [] : [[name, pattern] as const];
      });
  }

  take(lines: readonly string[]): void {
    for (const line of lines) if (line.length <= MAX_LINE) this.#takeLine(line);
  }

  /** Of the last line that says it. */
  get imagesPerSecond(): number | undefined {
    return this.#imagesPerSecond;
  }

  /** Accuracy first, as people look for it first. */
  get metrics(): readonly MetricCurves[] {
    return [...this.#metrics]
      .map(([metric, curves]) => ({ metric, curves }))
      .sort((one, other) => Number(other.metric === 'accuracy') - Number(one.metric === 'accuracy'));
  }

  #takeLine(line: string): void {
    const speed = SPEED.exec(line)?.[1];
    if (speed !== undefined) this.#imagesPerSecond = Number(speed);
    const [, epoch, split, metric, value] = EPOCH_METRIC.exec(line) ?? [];
    if (split !== undefined && metric !== undefined) {
      this.#add(metric, split.toLowerCase(), Number(epoch) + 1, Number(value));
      return;
    }
    for (const [name, pattern] of this.#definitions) {
      const found = pattern.exec(line)?.[1];
      if (found !== undefined) this.#addNamed(name, line, Number(found));
    }
  }

  /** `validation:loss` is a split and a metric. */
  #addNamed(name: string, line: string, value: number): void {
    const [split = '', metric = split] = name.split(':', 2);
    const epoch = EPOCH.exec(line)?.[1];
    const known = this.#metrics.get(metric)?.get(split)?.length ?? 0;
    this.#add(metric, split, epoch === undefined ? known + 1 : Number(epoch), value);
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

function compiled(regex: string): RegExp | undefined {
  try {
    return new RegExp(regex);
  } catch {
    return undefined;
  }
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
