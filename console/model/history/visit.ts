/** How a state, an attempt or an execution stands. */
export type Status = 'succeeded' | 'failed' | 'caught' | 'running' | 'aborted' | 'not reached';

/** AWS's error name and what it says of it. */
export interface Failure {
  readonly error: string;
  readonly cause?: string;
}

/** One try of a Task state: from its being scheduled to its result. */
export interface Attempt {
  readonly startedMs: number;
  endedMs?: number;
  status: Status;
  /** Such as `lambda invoke`. */
  readonly resource?: string;
  /** What was sent, as JSON. */
  readonly parameters?: string;
  /** What came back, as JSON. */
  result?: string;
  failure?: Failure;
}

/** Which of a Map state's iterations, or what part of a container a visit is in. */
export interface Place {
  /** The visit of the Parallel or Map state; absent at the top. */
  readonly container?: Visit;
  readonly iteration?: number;
}

/** A state that was entered once: an iteration or a retried branch makes visits of its own. */
export interface Visit {
  /** Of the event by which it was entered. */
  readonly id: number;
  readonly name: string;
  /** Such as `Task`. */
  readonly type: string;
  readonly place: Place;
  /** The state that led here; absent for the first one of its scope. */
  readonly from?: string;
  readonly enteredMs: number;
  endedMs?: number;
  status: Status;
  /** JSON. */
  readonly input?: string;
  output?: string;
  /** What the state assigned, as JSON by variable. */
  variables: Readonly<Record<string, string>>;
  readonly attempts: Attempt[];
  failure?: Failure;
  /** Of a Map state that runs inside the execution, by index. */
  readonly iterations: Map<number, Status>;
  /** How many items a Map state has; 0 for every other state. */
  items: number;
  /** Of a distributed Map state. */
  mapRunArn?: string;
  /** Of all events that are its own. */
  readonly eventIds: number[];
}

export const isOpen = ({ endedMs }: Pick<Visit, 'endedMs'>): boolean => endedMs === undefined;

/** Visits of the containers around it, the nearest first. */
export function containersOf(visit: Visit): readonly Visit[] {
  const { container } = visit.place;
  return container === undefined ? [] : [container, ...containersOf(container)];
}

export function closeVisit(visit: Visit, timeMs: number, status: Status): void {
  visit.endedMs = timeMs;
  visit.status = status;
  const attempt = visit.attempts.at(-1);
  if (attempt === undefined || attempt.endedMs !== undefined) return;
  attempt.endedMs = timeMs;
  attempt.status = status;
}

/** The states around it fail with it. */
export function failVisit(visit: Visit, failure: Failure, timeMs: number): void {
  for (const one of [visit, ...containersOf(visit)]) {
    one.failure ??= failure;
    one.endedMs = timeMs;
    one.status = 'failed';
  }
}
