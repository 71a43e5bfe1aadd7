import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { StateProgress } from './run-progress.ts';

const FAILED_EVENT = /^(Task|LambdaFunction|Activity).*(Failed|TimedOut)$/;
const CHOICE_EVENT = /^ChoiceState/;
const SCHEDULED_EVENT = /^(Task|LambdaFunction|Activity)Scheduled$/;
const ENDED_EVENT = /^Execution(Failed|TimedOut|Aborted)$/;

/** Follows an execution's top-level states through its history, event by event. */
export class ExecutionStates {
  readonly #changed: (state: StateProgress) => void;
  #current: { readonly name: string; readonly enteredMs: number } | undefined;
  /** A failure of the current state, which is followed by the execution's end, a retry, or another state that catches it. */
  #failure: HistoryEvent | undefined;
  #isTold = false;

  constructor(changed: (state: StateProgress) => void) {
    this.#changed = changed;
  }

  /** The state the execution is in, or was in when it ended. */
  get currentName(): string | undefined {
    return this.#current?.name;
  }

  take(event: HistoryEvent): void {
    const type = event.type ?? '';
    // A decision takes no time; the state that follows shows it.
    if (CHOICE_EVENT.test(type)) return;
    const entered = event.stateEnteredEventDetails?.name;
    if (entered !== undefined) this.#enter(entered, timeOf(event));
    else if (event.stateExitedEventDetails !== undefined) this.#exit(event);
    else if (FAILED_EVENT.test(type)) this.#fail(event);
    else if (SCHEDULED_EVENT.test(type)) this.#retry();
    else if (ENDED_EVENT.test(type)) this.#end(type === 'ExecutionAborted' ? 'aborted' : 'failed', event);
  }

  /** Call when no event followed for a while: a failure that has not ended the execution by then will be tried again. */
  settle(): void {
    if (this.#failure === undefined || this.#isTold) return;
    this.#isTold = true;
    this.#report('retrying', timeOf(this.#failure), this.#failure);
  }

  #fail(event: HistoryEvent): void {
    this.#failure = event;
    this.#isTold = false;
  }

  #retry(): void {
    this.settle();
    this.#failure = undefined;
  }

  /** A state that is left although it has failed was caught. */
  #exit(event: HistoryEvent): void {
    const failure = this.#failure;
    this.#failure = undefined;
    this.#report(failure === undefined ? 'succeeded' : 'caught', timeOf(event), failure);
  }

  #end(status: StateProgress['status'], event: HistoryEvent): void {
    this.#failure = undefined;
    this.#report(status, timeOf(event), event);
  }

  #enter(name: string, enteredMs: number): void {
    this.#current = { name, enteredMs };
    this.#changed({ name, status: 'running', durationMs: 0 });
  }

  #report(status: StateProgress['status'], atMs: number, failure: HistoryEvent | undefined): void {
    if (this.#current === undefined) return;
    const error = failure === undefined ? undefined : errorOf(failure);
    const { name, enteredMs } = this.#current;
    const durationMs = Math.max(0, atMs - enteredMs);
    this.#changed({ name, status, durationMs, ...(error === undefined ? {} : { error }) });
  }
}

function timeOf(event: HistoryEvent): number {
  return event.timestamp?.getTime() ?? 0;
}

function errorOf(event: HistoryEvent): string | undefined {
  const details = [
    event.taskFailedEventDetails,
    event.taskTimedOutEventDetails,
    event.taskSubmitFailedEventDetails,
    event.taskStartFailedEventDetails,
    event.lambdaFunctionFailedEventDetails,
    event.lambdaFunctionTimedOutEventDetails,
    event.executionFailedEventDetails,
    event.executionTimedOutEventDetails,
    event.executionAbortedEventDetails,
  ];
  return details.find((candidate) => candidate !== undefined)?.error;
}
