/** One event of an execution's history, in the shape of GetExecutionHistory. Times are seconds since 1970 with milliseconds. */
export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  readonly [details: string]: unknown;
}

/** Where a running execution puts its events. */
export interface History {
  /** Keeps an event and gives its id; throws StateError when there is room left only for the execution's end. */
  append(type: string, previousEventId: number, details?: EventDetails): number;
}

/** The details' member name, such as `taskFailedEventDetails`, and its content. */
export interface EventDetails {
  readonly member: string;
  readonly content: object;
}

export const MAX_EVENTS = 25_000;

/** Nothing is ever cut here: data beyond 256 KiB is refused before. */
export const NOT_TRUNCATED = { truncated: false };

/** Details for an event type whose member is named after it, such as TaskFailed. */
export function detailsOf(type: string, content: object): EventDetails {
  return { member: `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`, content };
}
