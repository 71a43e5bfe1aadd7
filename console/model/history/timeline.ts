import type { Attempt, Status, Visit } from './visit.ts';

/** A stretch of time in a row. */
export interface TimelineBar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly status: Status;
  /** `wait` between tries and in Wait states, `work` otherwise. */
  readonly kind: 'work' | 'wait';
  /** From 1, of the state's tries. */
  readonly attempt?: number;
}

/** The bars of one visit. */
export interface TimelineRow {
  readonly visit: Visit;
  /** Containers around it. */
  readonly depth: number;
  readonly bars: readonly TimelineBar[];
}

/** A row for each visit, in the order in which they were entered; what still runs goes on until now. */
export function timelineRows(visits: readonly Visit[], nowMs: number): readonly TimelineRow[] {
  return visits.map((visit) => ({ visit, depth: depthOf(visit), bars: barsOf(visit, nowMs) }));
}

function depthOf({ place: { container } }: Visit): number {
  return container === undefined ? 0 : depthOf(container) + 1;
}

function barsOf(visit: Visit, nowMs: number): readonly TimelineBar[] {
  const { enteredMs, endedMs = nowMs, status, type, attempts } = visit;
  if (attempts.length === 0) {
    return [{ fromMs: enteredMs, toMs: endedMs, status, kind: type === 'Wait' ? 'wait' : 'work' }];
  }
  return attempts.flatMap((attempt, index) => attemptBars(attempt, index + 1, attempts[index + 1], visit, nowMs));
}

function attemptBars(
  attempt: Attempt,
  number: number,
  next: Attempt | undefined,
  visit: Visit,
  nowMs: number,
): readonly TimelineBar[] {
  const toMs = attempt.endedMs ?? visit.endedMs ?? nowMs;
  const status = next === undefined && visit.status === 'caught' ? 'caught' : attempt.status;
  const work: TimelineBar = { fromMs: attempt.startedMs, toMs, status, kind: 'work', attempt: number };
  const untilMs = next?.startedMs ?? visit.endedMs ?? nowMs;
  // After a failed try: the pause before the next one.
  const isPause = attempt.status === 'failed' && untilMs > toMs && (next !== undefined || visit.endedMs === undefined);
  return isPause ? [work, { fromMs: toMs, toMs: untilMs, status: 'running', kind: 'wait' }] : [work];
}
