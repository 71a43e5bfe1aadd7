import { statSync, truncateSync } from 'node:fs';
import { lineStart, linesForward } from '../core/storage/line-file.ts';
import { appendWhole } from '../core/storage/private-files.ts';
import { writeWhole } from '../core/storage/whole-file.ts';
import type { DataPoint, MetricIdentity } from './metric.ts';

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

  /** The file of an earlier process; undefined when that process ended before the first line was whole. */
  static open(path: string): MetricFile | undefined {
    const { size } = statSync(path);
    const whole = lineStart(path, size, 0);
    // A process that was killed while it appended leaves half a line.
    if (whole < size) truncateSync(path, whole);
    const first = linesForward(path, 0).next();
    if (first.done === true) return undefined;
    return new MetricFile(path, JSON.parse(first.value.toString('utf8')) as MetricIdentity, undefined);
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
    for (const line of lines) yield JSON.parse(line.toString('utf8')) as DataPoint;
  }
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
