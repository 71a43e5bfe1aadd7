import { AwsError } from '../core/wire/aws-error.ts';
import { type DataPoint, NO_UNIT } from './metric.ts';
import type { StatisticName } from './request-types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SHORT_PERIODS_SECONDS = [1, 5, 10, 20, 30];

export interface Range {
  /** Inclusive. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly periodSeconds: number;
}

/** The data points of one period. */
export interface Period {
  readonly startMs: number;
  readonly points: readonly DataPoint[];
}

/** A range whose start is rounded down as GetMetricStatistics documents it: the older, the coarser. Refusals have this code. */
export function requestedRange(
  { StartTime: startMs, EndTime: endMs }: { readonly StartTime: number; readonly EndTime: number },
  periodSeconds: number,
  nowMs: number,
  code: 'InvalidParameterValue' | 'ValidationError',
): Range {
  checkPeriod(periodSeconds, code);
  const lengthSeconds = Math.floor(endMs / 1000) - Math.floor(startMs / 1000);
  if (lengthSeconds <= 0) {
    const rule = lengthSeconds === 0 ? 'not equal parameter EndTime' : 'be less than the parameter EndTime';
    throw new AwsError(code, 400, `The parameter StartTime must ${rule}.`);
  }
  const grainMs = grain(nowMs - startMs, periodSeconds);
  return { fromMs: Math.floor(startMs / grainMs) * grainMs, toMs: endMs, periodSeconds };
}

/** Points of one unit or of all, in periods counted from the start of the range, oldest first; empty periods are left out. */
export function inPeriods(points: readonly DataPoint[], { fromMs, periodSeconds }: Range): Period[] {
  const periodMs = periodSeconds * 1000;
  // Periods below a minute exist for high-resolution metrics only.
  const shown = points.filter(({ highResolution }) => highResolution || periodMs >= MINUTE_MS);
  const groups = Map.groupBy(shown, ({ timestampMs }) => Math.floor((timestampMs - fromMs) / periodMs));
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([index, group]) => ({ startMs: fromMs + index * periodMs, points: group }));
}

export function unitsOf(points: readonly DataPoint[]): string[] {
  return [...new Set(points.map(({ unit }) => unit ?? NO_UNIT))].sort();
}

export function statisticValue(name: StatisticName, points: readonly DataPoint[]): number {
  const total = (member: 'sampleCount' | 'sum') => points.reduce((sum, point) => sum + point[member], 0);
  if (name === 'SampleCount') return total('sampleCount');
  if (name === 'Sum') return total('sum');
  if (name === 'Average') return total('sum') / total('sampleCount');
  if (name === 'Minimum') return Math.min(...points.map(({ minimum }) => minimum));
  return Math.max(...points.map(({ maximum }) => maximum));
}

function checkPeriod(periodSeconds: number, code: string): void {
  if (SHORT_PERIODS_SECONDS.includes(periodSeconds) || (periodSeconds >= 60 && periodSeconds % 60 === 0)) return;
  const rule = `must be ${SHORT_PERIODS_SECONDS.join(', ')} or a multiple of 60`;
  throw new AwsError(code, 400, `[rehearsal] The parameter Period is ${periodSeconds}: it ${rule}.`);
}

function grain(ageMs: number, periodSeconds: number): number {
  if (periodSeconds < 60) return periodSeconds * 1000;
  if (ageMs < 15 * DAY_MS) return MINUTE_MS;
  return ageMs < 63 * DAY_MS ? 5 * MINUTE_MS : HOUR_MS;
}
