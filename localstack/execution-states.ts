import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { StateProgress } from './run-progress.ts';

const FAILED_EVENT = /^(Task|LambdaFunction|Activity).*(Failed|TimedOut)$/;
const ENDED_EVENT = /^Execution(Failed|TimedOut|Aborted)$/;

/** Follows an execution's top-level states through its history, event by event. */
export class ExecutionStates {
  readonly #changed: (state: StateProgress) => void;
  #current: { readonly name: string; readonly enteredMs: number } | undefined;

  constructor(changed: (state: StateProgress) => void) {
    this.#changed = changed;
  }

  /** The state the execution is in, or was in when it ended. */
  get currentName(): string | undefined {
    return this.#current?.name;
  }

  take(event: HistoryEvent): void {
    const type = event.type ?? '';
    const entered = event.stateEnteredEventDetails?.name;
    if (entered !== undefined) this.#enter(entered, timeOf(event));
    else if (event.stateExitedEventDetails !== undefined) this.#report('succeeded', event);
    else if (FAILED_EVENT.test(type)) this.#report('retrying', event, errorOf(event));
    else if (ENDED_EVENT.test(type)) {
      this.#report(type === 'ExecutionAborted' ? 'aborted' : 'failed', event, errorOf(event));
    }
  }

  #enter(name: string, enteredMs: number): void {
    this.#current = { name, enteredMs };
    this.#changed({ name, status: 'running', durationMs: 0 });
  }

  #report(status: StateProgress['status'], event: HistoryEvent, error?: string): void {
    if (this.#current === undefined) return;
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
