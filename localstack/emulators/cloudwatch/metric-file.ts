import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { DataPoint, MetricIdentity } from './metric.ts';

/** The data points of one metric: a file of JSON lines, the first with the metric's identity, every other with a point. */
export class MetricFile {
  readonly identity: MetricIdentity;
  readonly #path: string;
  #lastMs: number;

  private constructor(path: string, identity: MetricIdentity, lastMs: number) {
    this.#path = path;
    this.identity = identity;
    this.#lastMs = lastMs;
  }

  static create(path: string, identity: MetricIdentity): MetricFile {
    writeFileSync(path, toLine(identity));
    return new MetricFile(path, identity, 0);
  }

  /** The file of an earlier process; undefined when that process ended before the first line was whole. */
  static open(path: string): MetricFile | undefined {
    const text = readFileSync(path, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    // A process that was killed while it appended leaves half a line.
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
    const [first, ...points] = whole.split('\n').filter((line) => line !== '');
    if (first === undefined) return undefined;
    const lastMs = points.reduce((last, line) => Math.max(last, (JSON.parse(line) as DataPoint).timestampMs), 0);
    return new MetricFile(path, JSON.parse(first) as MetricIdentity, lastMs);
  }

  /** Of the newest point; 0 while there is none. */
  get lastMs(): number {
    return this.#lastMs;
  }

  append(points: readonly DataPoint[]): void {
    appendFileSync(this.#path, points.map(toLine).join(''));
    for (const { timestampMs } of points) this.#lastMs = Math.max(this.#lastMs, timestampMs);
  }

  /** Points from `fromMs` on and before `toMs`, as they came. */
  points(fromMs: number, toMs: number): DataPoint[] {
    const [, ...lines] = readFileSync(this.#path, 'utf8').split('\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as DataPoint)
      .filter(({ timestampMs }) => fromMs <= timestampMs && timestampMs < toMs);
  }
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
