import type { Definition } from '../definition/definition.ts';
import type { JsonRecord } from '../language/json.ts';
import type { TaskRunner } from '../tasks/task.ts';
import { detailsOf, type EventDetails, type History } from './history.ts';

/** What all lines of control of one execution share. */
export interface ExecutionScope {
  readonly history: History;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonRecord;
  readonly tasks: TaskRunner;
  readonly random: () => number;
}

/** One line of control: the execution's own, or that of a branch. Its events are chained by previousEventId. */
export class Thread {
  readonly execution: ExecutionScope;
  readonly definition: Definition;
  readonly signal: AbortSignal;
  #lastEventId: number;

  constructor(execution: ExecutionScope, definition: Definition, signal: AbortSignal, lastEventId: number) {
    this.execution = execution;
    this.definition = definition;
    this.signal = signal;
    this.#lastEventId = lastEventId;
  }

  /** The event that the next one follows. */
  get lastEventId(): number {
    return this.#lastEventId;
  }

  /** Appends an event whose details are named after its type. */
  append(type: string, content?: object): number {
    return this.appendDetails(type, content === undefined ? undefined : detailsOf(type, content));
  }

  appendDetails(type: string, details?: EventDetails): number {
    this.#lastEventId = this.execution.history.append(type, this.#lastEventId, details);
    return this.#lastEventId;
  }

  /** Appends an event that the following ones do not refer to, as AWS does with ParallelStateSucceeded. */
  appendAside(type: string, previousEventId: number = this.#lastEventId): void {
    this.execution.history.append(type, previousEventId);
  }

  /** Goes on after another line's event: that of the branch which ended a Parallel state. */
  continueAfter(eventId: number): void {
    this.#lastEventId = eventId;
  }
}
