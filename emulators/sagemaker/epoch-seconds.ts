/** A time as AWS JSON 1.1 writes it: seconds since 1970, milliseconds as decimals. */
export function epochSeconds(timeMs: number): number {
  return Math.round(timeMs) / 1000;
}

/** A time as a request carries it, seconds or ISO 8601, in milliseconds. */
export function timestampMs(value: unknown): number | undefined {
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' ? Date.parse(value) : undefined;
}
