const MAX_TICKS = 6;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Round numbers of seconds, minutes and hours. */
const ROUND = [1, 2, 5, 10, 15, 20, 30];
const HOURS = [1, 2, 3, 6, 12, 24, 48, 96, 168];

/** Round times from 0 to the end of a stretch of time. */
export function timeTicks(lengthMs: number): readonly number[] {
  const steps = [
    ...[1, 10, 100].flatMap((unit) => [1, 2, 5].map((value) => value * unit)),
    ...ROUND.map((value) => value * 1000),
    ...ROUND.map((value) => value * MINUTE_MS),
    ...HOURS.map((value) => value * HOUR_MS),
  ];
  const step = steps.find((value) => lengthMs / value < MAX_TICKS) ?? lengthMs;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}
