import type { State } from '../definition/definition.ts';
import type { JsonRecord, Payload } from '../language/json.ts';
import type { Scope } from '../language/scope.ts';
import type { ResumedLine } from './resume.ts';
import type { Thread } from './thread.ts';

/** Where an execution goes after a state; without `next` the line of control ends with this output. */
export interface StateEnd {
  readonly output: Payload;
  readonly next?: string;
}

/** One visit of one state. */
export class StateRun<S extends State = State> {
  readonly name: string;
  readonly state: S;
  readonly input: Payload;
  readonly thread: Thread;
  readonly enteredEventId: number;
  readonly #enteredTime: string;
  /** How far a redriven state's branches or iterations have come; for its first attempt only. */
  resumedLines: ReadonlyMap<number, ResumedLine> | undefined;
  /** How often the state has been retried in this visit; `$$.State.RetryCount`. */
  retryCount = 0;
  /** `$$.Task.Token` of the attempt that runs, if it is one of a task that waits for its token. */
  taskToken: string | undefined;

  constructor(name: string, state: S, input: Payload, thread: Thread, enteredTimeMs: number, enteredEventId: number) {
    this.name = name;
    this.state = state;
    this.input = input;
    this.thread = thread;
    this.#enteredTime = new Date(enteredTimeMs).toISOString();
    this.enteredEventId = enteredEventId;
  }

  /** What paths in this state see when they look at `input`. */
  scope(input: Payload): Scope {
    return { input, context: this.#context(), random: this.thread.execution.random };
  }

  #context(): JsonRecord {
    const state = { EnteredTime: this.#enteredTime, Name: this.name, RetryCount: this.retryCount };
    const task = this.taskToken === undefined ? {} : { Task: { Token: this.taskToken } };
    return { ...this.thread.execution.context, State: state, ...task };
  }

  /** The end of a state that has Next or End. */
  end(output: Payload): StateEnd {
    const next = 'Next' in this.state ? this.state.Next : undefined;
    return next === undefined ? { output } : { output, next };
  }
}
