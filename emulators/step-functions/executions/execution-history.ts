import { type EventDetails, type History, type HistoryEvent, MAX_EVENTS } from '../engine/history.ts';
import { RUNTIME, StateError } from '../language/state-error.ts';

/** Those who keep the events of a running execution. */
export interface EventKeeper {
  /** Keeps an event for good; throws the disk's error and then has not taken it. */
  write(event: HistoryEvent): void;
  /** Keeps an event in memory; never throws. */
  hold(event: HistoryEvent): void;
}

export interface HistoryOptions {
  readonly onFailure: (error: unknown) => void;
  readonly maxEvents?: number;
  /** The last event of a history that goes on. */
  readonly lastId?: number;
}

/** Numbers and dates the events of a running execution and hands them to those who keep them. */
export class ExecutionHistory implements History {
  readonly #keeper: EventKeeper;
  readonly #onFailure: (error: unknown) => void;
  readonly #maxEvents: number;
  #lastId: number;
  #closed = false;

  /** What cannot be written is held and reported: the states that made the event can do nothing about a disk. */
  constructor(keeper: EventKeeper, { onFailure, maxEvents = MAX_EVENTS, lastId = 0 }: HistoryOptions) {
    this.#keeper = keeper;
    this.#onFailure = onFailure;
    this.#maxEvents = maxEvents;
    this.#lastId = lastId;
  }

  /** The event that was appended last. */
  get lastId(): number {
    return this.#lastId;
  }

  append(type: string, previousEventId: number, details?: EventDetails): number {
    if (this.#closed) return this.#lastId;
    if (this.#lastId >= this.#maxEvents - 1) {
      const cause = `The execution reached the maximum number of history events (${this.#maxEvents}).`;
      throw new StateError(RUNTIME, cause, true);
    }
    this.#keep(this.#next(type, previousEventId, details));
    return this.#lastId;
  }

  /** The last event; whatever still unwinds afterwards leaves no trace. */
  end(type: string, previousEventId: number, details: EventDetails): void {
    this.#keep(this.#next(type, previousEventId, details));
    this.#closed = true;
  }

  /** The last event, if it can be written; else throws the disk's error, and the execution has not ended. */
  endWritten(type: string, previousEventId: number, details: EventDetails): void {
    const event = this.#next(type, previousEventId, details);
    this.#keeper.write(event);
    this.#lastId = event.id;
    this.#closed = true;
  }

  #next(type: string, previousEventId: number, details?: EventDetails): HistoryEvent {
    const base = { timestamp: Date.now() / 1000, type, id: this.#lastId + 1, previousEventId };
    return details === undefined ? base : { ...base, [details.member]: details.content };
  }

  #keep(event: HistoryEvent): void {
    this.#lastId = event.id;
    try {
      this.#keeper.write(event);
    } catch (error) {
      this.#keeper.hold(event);
      this.#onFailure(error);
    }
  }
}
