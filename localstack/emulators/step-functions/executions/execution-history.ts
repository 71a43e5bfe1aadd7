import { type EventDetails, type History, type HistoryEvent, MAX_EVENTS } from '../engine/history.ts';
import { RUNTIME, StateError } from '../language/state-error.ts';

/** Numbers and dates the events of a running execution and hands them to those who keep them. */
export class ExecutionHistory implements History {
  readonly #keep: (event: HistoryEvent) => void;
  #lastId = 0;
  #closed = false;

  constructor(keep: (event: HistoryEvent) => void) {
    this.#keep = keep;
  }

  append(type: string, previousEventId: number, details?: EventDetails): number {
    if (this.#lastId >= MAX_EVENTS - 1) {
      const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
      throw new StateError(RUNTIME, cause, true);
    }
    return this.#add(type, previousEventId, details);
  }

  /** The last event; whatever still unwinds afterwards leaves no trace. */
  end(type: string, previousEventId: number, details: EventDetails): void {
    this.#add(type, previousEventId, details);
    this.#closed = true;
  }

  #add(type: string, previousEventId: number, details?: EventDetails): number {
    if (this.#closed) return this.#lastId;
    this.#lastId += 1;
    const base = { timestamp: Date.now() / 1000, type, id: this.#lastId, previousEventId };
    this.#keep(details === undefined ? base : { ...base, [details.member]: details.content });
    return this.#lastId;
  }
}
