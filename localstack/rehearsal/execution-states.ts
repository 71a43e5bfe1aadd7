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
  /** A failure of the current state that is either followed by its end or by a retry. */
  #failure: HistoryEvent | undefined;

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
    else if (event.stateExitedEventDetails !== undefined) this.#end('succeeded', event);
    else if (FAILED_EVENT.test(type)) this.#failure = event;
    else if (SCHEDULED_EVENT.test(type)) this.settle();
    else if (ENDED_EVENT.test(type)) this.#end(type === 'ExecutionAborted' ? 'aborted' : 'failed', event);
  }

  /** Call when no event followed for a while: a failure that has not ended the execution by then will be tried again. */
  settle(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) this.#report('retrying', failure);
  }

  #end(status: StateProgress['status'], event: HistoryEvent): void {
    this.#failure = undefined;
    this.#report(status, event);
  }

  #enter(name: string, enteredMs: number): void {
    this.#current = { name, enteredMs };
    this.#changed({ name, status: 'running', durationMs: 0 });
  }

  #report(status: StateProgress['status'], event: HistoryEvent): void {
    if (this.#current === undefined) return;
    const error = errorOf(event);
    const { name, enteredMs } = this.#current;
    const durationMs = Math.max(0, timeOf(event) - enteredMs);
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
