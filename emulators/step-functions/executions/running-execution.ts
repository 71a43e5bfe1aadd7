import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import type { Definition } from '../definition/definition.ts';
import { detailsOf, NOT_TRUNCATED } from '../engine/history.ts';
import { LineOfControl } from '../engine/line-of-control.ts';
import type { MapRunner } from '../engine/map-runner.ts';
import type { ResumedLine } from '../engine/resume.ts';
import { runStates } from '../engine/run-states.ts';
import { sleepUntil } from '../engine/sleep.ts';
import { type JsonRecord, Payload } from '../language/json.ts';
import { PERMISSIONS, RUNTIME, StateError } from '../language/state-error.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { PendingTasks } from '../tasks/pending-tasks.ts';
import { type RoleSessions, STATES_SESSION } from '../tasks/role-sessions.ts';
import type { TaskRunner } from '../tasks/task.ts';
import { diskFailure } from './disk-failure.ts';
import { type EventKeeper, ExecutionHistory } from './execution-history.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import { MapRunExecution, type MapRunParts } from './map-runs/map-run-execution.ts';
import type { MapRuns } from './map-runs/map-runs.ts';
import { mapStorage } from './map-runs/map-storage.ts';
import { ExecutionStopped } from './stop-reason.ts';

export interface ExecutionParts {
  readonly integrations: Integrations;
  readonly roles: RoleSessions;
  readonly permissions?: RolePermissions;
  readonly pending: PendingTasks;
  readonly mapRuns: MapRuns;
  readonly region: string;
  readonly random: () => number;
  readonly events: EventKeeper;
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** What a redriven execution goes on from. */
export interface Redrive {
  readonly lastEventId: number;
  /** Absent when no state had been entered. */
  readonly line: ResumedLine | undefined;
}

/** An Express execution lives for five minutes at most and has no limit of events. */
const EXPRESS_SECONDS = 300;

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
  readonly #redrive: Redrive | undefined;
  readonly #isExpress: boolean;

  constructor(record: ExecutionRecord, definition: Definition, parts: ExecutionParts, redrive?: Redrive) {
    this.#record = record;
    this.#definition = definition;
    this.#parts = parts;
    this.#redrive = redrive;
    this.#isExpress = record.executionArn.split(':')[5] === 'express';
    this.#history = new ExecutionHistory(parts.events, {
      onFailure: (error) => this.stop(diskFailure(error)),
      ...(this.#isExpress ? { maxEvents: Number.POSITIVE_INFINITY } : {}),
      ...(redrive === undefined ? {} : { lastId: redrive.lastEventId }),
    });
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
      tasks: this.#tasks(this.#record.executionArn),
      maps: this.#maps(this.#record),
      runLine: runStates,
      random: this.#parts.random,
    };
    const begun = this.#begun();
    const line = new LineOfControl(scope, {
      definition: this.#definition,
      signal: this.#stop.signal,
      lastEventId: begun,
    });
    try {
      this.#watchTimeout(timer.signal);
      const output = await this.#states(line);
      // The last state's own event may be what could not be written.
      line.signal.throwIfAborted();
      return this.#succeeded(line, output);
    } catch (error) {
      return this.#ended(line, error);
    } finally {
      timer.abort();
    }
  }

  /** Records the start or the redrive; gives the event that the first state follows. */
  #begun(): number {
    const { input, roleArn, redriveCount } = this.#record;
    if (this.#redrive !== undefined) {
      const details = detailsOf('ExecutionRedriven', { redriveCount });
      return this.#history.append('ExecutionRedriven', this.#redrive.lastEventId, details);
    }
    const details = detailsOf('ExecutionStarted', { input, inputDetails: NOT_TRUNCATED, roleArn });
    this.#history.append('ExecutionStarted', 0, details);
    // As AWS records it, the first state follows no event.
    return 0;
  }

  async #states(line: LineOfControl): Promise<Payload> {
    const resumed = this.#redrive?.line;
    if (resumed !== undefined && 'output' in resumed) return resumed.output;
    return runStates(line, Payload.parse(this.#record.input), resumed?.point);
  }

  /** The time limit starts again with a redrive. */
  #watchTimeout(signal: AbortSignal): void {
    const { TimeoutSeconds } = this.#definition;
    const seconds = this.#isExpress ? Math.min(TimeoutSeconds ?? EXPRESS_SECONDS, EXPRESS_SECONDS) : TimeoutSeconds;
    if (seconds === undefined) return;
    const { startedMs, redrivenMs } = this.#record;
    const timedOut = (): void => this.stop({ status: 'TIMED_OUT' });
    sleepUntil((redrivenMs ?? startedMs) + seconds * 1000, signal).then(timedOut, () => {});
  }

  #succeeded(line: LineOfControl, { text: output }: Payload): Outcome {
    const details = detailsOf('ExecutionSucceeded', { output, outputDetails: NOT_TRUNCATED });
    try {
      this.#history.endWritten('ExecutionSucceeded', line.lastEventId, details);
    } catch (error) {
      // A success that is forgotten with the process is none.
      return this.#stopped(line, diskFailure(error));
    }
    return { status: 'SUCCEEDED', output };
  }

  #ended(line: LineOfControl, error: unknown): Outcome {
    if (error instanceof ExecutionStopped) return this.#stopped(line, error.outcome);
    const { errorName, causeText } = error instanceof StateError ? error : unexpected(error);
    const details = {
      ...(errorName === undefined ? {} : { error: errorName }),
      ...(causeText === undefined ? {} : { cause: causeText }),
    };
    this.#history.end('ExecutionFailed', line.lastEventId, detailsOf('ExecutionFailed', details));
    return { status: 'FAILED', ...details };
  }

  #stopped(line: LineOfControl, outcome: Outcome): Outcome {
    const { status, ...details } = outcome;
    const type = STOP_EVENTS[status];
    this.#history.end(type, status === 'FAILED' ? line.lastEventId : 0, detailsOf(type, details));
    return outcome;
  }

  /** The parts of the context object that hold for the whole execution. */
  #context(): JsonRecord {
    const { executionArn, input, name, roleArn, startedMs, stateMachineArn, stateMachineName } = this.#record;
    const { redriveCount = 0, redrivenMs } = this.#record;
    return {
      Execution: {
        Id: executionArn,
        Input: Payload.parse(input).value,
        StartTime: new Date(startedMs).toISOString(),
        Name: name,
        RoleArn: roleArn,
        ...(this.#record.isSynchronous === true ? {} : { RedriveCount: redriveCount }),
        ...(redrivenMs === undefined ? {} : { RedriveTime: new Date(redrivenMs).toISOString() }),
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineName },
    };
  }

  /** Map runs for the Map states of this execution, or of a child execution of it. */
  #maps(parent: ExecutionRecord): MapRunner {
    const { mapRuns, random, roles } = this.#parts;
    const parts: MapRunParts = {
      mapRuns,
      parent,
      random,
      tasksOf: (executionArn) => this.#tasks(executionArn),
      mapsOf: (child) => this.#maps(child),
    };
    const storage = mapStorage(() => roles.clientsFor(parent.roleArn));
    const start: MapRunner['start'] = (request) => {
      this.#checkMapRun();
      return new MapRunExecution(request, parts);
    };
    return { start, storage };
  }

  /** A map run's child executions are of the state machine itself, whose role starts them. */
  #checkMapRun(): void {
    const { roleArn, stateMachineArn } = this.#record;
    const role = { roleArn, sessionName: STATES_SESSION };
    const needed = [{ action: 'states:StartExecution', resource: stateMachineArn }];
    const denial = this.#parts.permissions?.denial(role, needed);
    if (denial !== undefined) throw new StateError(PERMISSIONS, denial);
  }

  #tasks(executionArn: string): TaskRunner {
    const { integrations, roles, pending, region, inBackground } = this.#parts;
    const { stateMachineArn, roleArn } = this.#record;
    return {
      region,
      find: (resource, stateName) => integrations.findFor(this.#record, stateName, resource),
      openToken: () => pending.open(),
      call: (request) => ({
        ...request,
        executionArn,
        stateMachineArn,
        clients: () => roles.clientsOf({ roleArn, stateMachineArn, actsFor: request.actsFor }),
        inBackground,
      }),
    };
  }
}

function unexpected(error: unknown): StateError {
  const text = error instanceof Error ? error.message : String(error);
  return new StateError(RUNTIME, `[rehearsal] unexpected error in the emulator: ${text}`);
}
