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

export function compareKeys(a: EventKey, b: EventKey): number {
  return a.timestampMs - b.timestampMs || a.sequence - b.sequence;
}

export function toLine({ timestampMs, sequence, ingestedAtMs, message }: LogEvent): string {
  return `${JSON.stringify([timestampMs, sequence, ingestedAtMs, message])}\n`;
}

export function fromLine(line: Buffer): LogEvent {
  const [timestampMs, sequence, ingestedAtMs, message] = JSON.parse(line.toString('utf8')) as [
    number,
    number,
    number,
    string,
  ];
  return { timestampMs, sequence, ingestedAtMs, message };
}
