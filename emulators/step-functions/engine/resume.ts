import type { JsonRecord, Payload } from '../language/json.ts';

/** The entry of a state that is in the history already. */
export interface ResumedEntry {
  readonly eventId: number;
  readonly previousEventId: number;
  readonly timeMs: number;
}

/** The state at which a redriven line of control goes on. */
export interface ResumePoint {
  readonly name: string;
  readonly input: Payload;
  /** Absent: the state is entered again. */
  readonly entry?: ResumedEntry;
  /** How far the branches of a Parallel state or the iterations of a Map state have come, by index; others start again. */
  readonly lines?: ReadonlyMap<number, ResumedLine>;
  /** Variables that the line's own states have assigned. */
  readonly variables?: JsonRecord;
}

/** A line that has ended well keeps its output; another goes on. */
export type ResumedLine = { readonly output: Payload } | { readonly point: ResumePoint };
