import type { Definition } from '../definition/definition.ts';
import { detailsOf, NOT_TRUNCATED } from '../engine/history.ts';
import { runStates } from '../engine/run-states.ts';
import { sleepUntil } from '../engine/sleep.ts';
import { Thread } from '../engine/thread.ts';
import { type JsonRecord, Payload } from '../language/json.ts';
import { RUNTIME, StateError } from '../language/state-error.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { PendingTasks } from '../tasks/pending-tasks.ts';
import type { RoleSessions } from '../tasks/role-sessions.ts';
import type { TaskRunner } from '../tasks/task.ts';
import { diskFailure } from './disk-failure.ts';
import { type EventKeeper, ExecutionHistory } from './execution-history.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import { ExecutionStopped } from './stop-reason.ts';

export interface ExecutionParts {
  readonly integrations: Integrations;
  readonly roles: RoleSessions;
  readonly pending: PendingTasks;
  readonly region: string;
  readonly random: () => number;
  readonly events: EventKeeper;
  readonly inBackground: (work: Promise<unknown>) => void;
}

const STOP_EVENTS: Readonly<Record<Outcome['status'], string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** One execution from ExecutionStarted to its last event. */
export class RunningExecution {
  readonly #record: ExecutionRecord;
  readonly #definition: Definition;
  readonly #parts: ExecutionParts;
  readonly #history: ExecutionHistory;
  readonly #stop = new AbortController();

  constructor(record: ExecutionRecord, definition: Definition, parts: ExecutionParts) {
    this.#record = record;
    this.#definition = definition;
    this.#parts = parts;
    this.#history = new ExecutionHistory(parts.events, (error) => this.stop(diskFailure(error)));
  }

  /** Ends the execution with this outcome, unless it has ended by itself. */
  stop(outcome: Outcome): void {
    this.#stop.abort(new ExecutionStopped(outcome));
  }

  /** Runs all states; never rejects. */
  async run(): Promise<Outcome> {
    const timer = new AbortController();
    const scope = {
      history: this.#history,
      context: this.#context(),
      tasks: this.#tasks(),
      random: this.#parts.random,
    };
    const thread = new Thread(scope, this.#definition, this.#stop.signal, 0);
    try {
      this.#started();
      this.#watchTimeout(timer.signal);
      const output = await runStates(thread, Payload.parse(this.#record.input));
      // The last state's own event may be what could not be written.
      thread.signal.throwIfAborted();
      return this.#succeeded(thread, output);
    } catch (error) {
      return this.#ended(thread, error);
    } finally {
      timer.abort();
    }
  }

  #started(): void {
    const { input, roleArn } = this.#record;
    const details = detailsOf('ExecutionStarted', { input, inputDetails: NOT_TRUNCATED, roleArn });
    this.#history.append('ExecutionStarted', 0, details);
  }

  #watchTimeout(signal: AbortSignal): void {
    const { TimeoutSeconds } = this.#definition;
    if (TimeoutSeconds === undefined) return;
    const timedOut = (): void => this.stop({ status: 'TIMED_OUT' });
    sleepUntil(this.#record.startedMs + TimeoutSeconds * 1000, signal).then(timedOut, () => {});
  }

  #succeeded(thread: Thread, { text: output }: Payload): Outcome {
    const details = detailsOf('ExecutionSucceeded', { output, outputDetails: NOT_TRUNCATED });
    try {
      this.#history.endWritten('ExecutionSucceeded', thread.lastEventId, details);
    } catch (error) {
      // A success that is forgotten with the process is none.
      return this.#stopped(thread, diskFailure(error));
    }
    return { status: 'SUCCEEDED', output };
  }

  #ended(thread: Thread, error: unknown): Outcome {
    if (error instanceof ExecutionStopped) return this.#stopped(thread, error.outcome);
    const { errorName, causeText } = error instanceof StateError ? error : unexpected(error);
    const details = {
      ...(errorName === undefined ? {} : { error: errorName }),
      ...(causeText === undefined ? {} : { cause: causeText }),
    };
    this.#history.end('ExecutionFailed', thread.lastEventId, detailsOf('ExecutionFailed', details));
    return { status: 'FAILED', ...details };
  }

  #stopped(thread: Thread, outcome: Outcome): Outcome {
    const { status, ...details } = outcome;
    const type = STOP_EVENTS[status];
    this.#history.end(type, status === 'FAILED' ? thread.lastEventId : 0, detailsOf(type, details));
    return outcome;
  }

  /** The parts of the context object that hold for the whole execution. */
  #context(): JsonRecord {
    const { executionArn, input, name, roleArn, startedMs, stateMachineArn, stateMachineName } = this.#record;
    return {
      Execution: {
        Id: executionArn,
        Input: Payload.parse(input).value,
        Name: name,
        RoleArn: roleArn,
        StartTime: new Date(startedMs).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineName },
    };
  }

  #tasks(): TaskRunner {
    const { integrations, roles, pending, region, inBackground } = this.#parts;
    const { executionArn, stateMachineArn, roleArn } = this.#record;
    return {
      region,
      find: (resource) => integrations.find(resource),
      openToken: () => pending.open(),
      call: (request) => ({
        ...request,
        executionArn,
        stateMachineArn,
        clients: () => roles.clientsFor(roleArn),
        inBackground,
      }),
    };
  }
}

function unexpected(error: unknown): StateError {
  const text = error instanceof Error ? error.message : String(error);
  return new StateError(RUNTIME, `[rehearsal] unexpected error in the emulator: ${text}`);
}
