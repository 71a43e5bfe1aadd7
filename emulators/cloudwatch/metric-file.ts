import { statSync, truncateSync } from 'node:fs';
import { keepCopy, setAside } from '../core/storage/damage.ts';
import { lineStart, linesForward } from '../core/storage/line-file.ts';
import { appendWhole } from '../core/storage/private-files.ts';
import { readingOf } from '../core/storage/record-file.ts';
import { writeWhole } from '../core/storage/whole-file.ts';
import { type DataPoint, isDataPoint, isMetricIdentity, type MetricIdentity } from './metric.ts';

/**
 * The data points of one metric: a file of JSON lines, the first with the metric's identity, every other with a point. It may
 * be larger than memory is, so that it is read line by line, and not at the start.
 */
export class MetricFile {
  readonly identity: MetricIdentity;
  readonly #path: string;
  /** Unknown until somebody asks for it. */
  #lastMs: number | undefined;

  private constructor(path: string, identity: MetricIdentity, lastMs: number | undefined) {
    this.#path = path;
    this.identity = identity;
    this.#lastMs = lastMs;
  }

  static create(path: string, identity: MetricIdentity): MetricFile {
    writeWhole(path, toLine(identity));
    return new MetricFile(path, identity, 0);
  }

  /** The file of an earlier process; undefined when it does not say of which metric it is, and then it is set aside. */
  static open(path: string): MetricFile | undefined {
    const { size } = statSync(path);
    const whole = lineStart(path, size, 0);
    // A process that was killed while it appended leaves half a line.
    if (whole < size && whole > 0) {
      keepCopy(path, 'end of a CloudWatch metric', 'its last line is cut short');
      truncateSync(path, whole);
    }
    const [first = Buffer.alloc(0)] = linesForward(path, 0);
    const reading = readingOf(first, isMetricIdentity);
    if ('record' in reading) return new MetricFile(path, reading.record, undefined);
    setAside(path, 'CloudWatch metric, with all its data points', `of its name ${reading.reason}`);
    return undefined;
  }

  /** Of the newest point; 0 while there is none. */
  get lastMs(): number {
    if (this.#lastMs !== undefined) return this.#lastMs;
    let lastMs = 0;
    for (const { timestampMs } of this.#points()) lastMs = Math.max(lastMs, timestampMs);
    this.#lastMs = lastMs;
    return lastMs;
  }

  append(points: readonly DataPoint[]): void {
    appendWhole(this.#path, points.map(toLine).join(''));
    const known = this.#lastMs;
    if (known === undefined) return;
    this.#lastMs = points.reduce((last, { timestampMs }) => Math.max(last, timestampMs), known);
  }

  /** Points from `fromMs` on and before `toMs`, as they came. */
  points(fromMs: number, toMs: number): DataPoint[] {
    const found: DataPoint[] = [];
    for (const point of this.#points()) {
      if (fromMs <= point.timestampMs && point.timestampMs < toMs) found.push(point);
    }
    return found;
  }

  *#points(): Generator<DataPoint> {
    const lines = linesForward(this.#path, 0);
    lines.next();
    for (const line of lines) {
      const reading = readingOf(line, isDataPoint);
      if ('record' in reading) yield reading.record;
      else keepCopy(this.#path, `data point of the CloudWatch metric ${this.identity.metricName}`, reading.reason);
    }
  }
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
