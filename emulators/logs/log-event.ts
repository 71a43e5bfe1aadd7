import { type Reading, readingOf } from '../core/storage/record-file.ts';
import { isNumber, isText } from '../core/storage/record-shape.ts';

/** Place of an event in its stream: by time, then by arrival. */
export interface EventKey {
  readonly timestampMs: number;
  /** Rises with every event that a stream takes in, also over restarts. */
  readonly sequence: number;
}

export interface LogEvent extends EventKey {
  readonly ingestedAtMs: number;
  readonly message: string;
}

export function isBefore(a: EventKey, b: EventKey): boolean {
  return a.timestampMs === b.timestampMs ? a.sequence < b.sequence : a.timestampMs < b.timestampMs;
}

export function toLine({ timestampMs, sequence, ingestedAtMs, message }: LogEvent): string {
  return `${JSON.stringify([timestampMs, sequence, ingestedAtMs, message])}\n`;
}

/** The event, or why there is none in the line. */
export function fromLine(line: Buffer): Reading<LogEvent> {
  const reading = readingOf(line, isLine);
  if (!('record' in reading)) return reading;
  const [timestampMs, sequence, ingestedAtMs, message] = reading.record;
  return { record: { timestampMs, sequence, ingestedAtMs, message } };
}

function isLine(value: unknown): value is readonly [number, number, number, string] {
  return Array.isArray(value) && value.length === 4 && value.slice(0, 3).every(isNumber) && isText(value[3]);
}
