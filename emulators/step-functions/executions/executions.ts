import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { RolePermissions } from '../../core/authorization/role-permissions.ts';
import type { Definition } from '../definition/definition.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { PendingTasks } from '../tasks/pending-tasks.ts';
import type { RoleSessions } from '../tasks/role-sessions.ts';
import type { EventKeeper } from './execution-history.ts';
import { ExecutionLog } from './execution-log.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { LogStreams } from './log-streams.ts';
import type { MapRuns } from './map-runs/map-runs.ts';
import { planRedrive } from './redrive-plan.ts';
import { type ExecutionParts, type Redrive, RunningExecution } from './running-execution.ts';
import type { Revision } from './state-machine-record.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

export interface ExecutionsOptions {
  readonly store: ExecutionStore;
  readonly integrations: Integrations;
  readonly roles: RoleSessions;
  readonly permissions?: RolePermissions;
  readonly pending: PendingTasks;
  readonly mapRuns: MapRuns;
  readonly logs: CloudWatchLogsClient;
  readonly region: string;
  readonly random: () => number;
  /** How long closing waits for tasks to end. */
  readonly closeGraceMs: number;
}

interface Running {
  readonly execution: RunningExecution;
  readonly ended: Promise<unknown>;
}

/** An Express execution's history is in its log only. */
const NO_HISTORY: EventKeeper = { write: () => {}, hold: () => {} };

/** Starts, stops and counts the executions that run in this process. */
export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #running = new Map<string, Running>();
  readonly #background = new Set<Promise<unknown>>();
  readonly #streams = new LogStreams();
  #expressCount = 0;

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  /** Starts in the background; the record is on disk as RUNNING. */
  start(record: ExecutionRecord, revision: Revision): void {
    this.#runRecorded(record, revision);
  }

  /** Goes on with an execution where its history says that it failed; the record is on disk as RUNNING. */
  redrive(record: ExecutionRecord, revision: Revision, events: readonly HistoryEvent[]): void {
    const definition = JSON.parse(revision.definition) as Definition;
    this.#runRecorded(record, revision, {
      lastEventId: events.at(-1)?.id ?? 0,
      line: planRedrive(definition, events),
    });
  }

  #runRecorded(record: ExecutionRecord, revision: Revision, redrive?: Redrive): void {
    const history = this.#options.store.history(record.executionArn);
    const ended = this.#run(record, revision, history, redrive);
    this.#inBackground(ended.then((outcome) => this.#options.store.end(record, outcome, Date.now())));
  }

  /** Runs an Express execution, of which nothing is kept; gives its outcome. */
  express(execution: Omit<ExecutionRecord, 'sequence' | 'status'>, revision: Revision): Promise<Outcome> {
    this.#expressCount += 1;
    const record: ExecutionRecord = { ...execution, status: 'RUNNING', sequence: this.#expressCount };
    return this.#run(record, revision, NO_HISTORY);
  }

  #run(record: ExecutionRecord, revision: Revision, history: EventKeeper, redrive?: Redrive): Promise<Outcome> {
    const stream = this.#streams.nameFor(record);
    const log = new ExecutionLog(this.#options.logs, record, revision.loggingConfiguration, stream);
    const definition = JSON.parse(revision.definition) as Definition;
    const events: EventKeeper = {
      write: (event) => {
        history.write(event);
        log.take(event);
      },
      hold: (event) => {
        history.hold(event);
        log.take(event);
      },
    };
    const execution = new RunningExecution(record, definition, this.#parts(events), redrive);
    const ended = this.#outcome(record, execution);
    this.#running.set(record.executionArn, { execution, ended });
    this.#inBackground(ended.then(() => log.flushed()));
    return ended;
  }

  #parts(events: EventKeeper): ExecutionParts {
    const { integrations, roles, permissions, pending, mapRuns, region, random } = this.#options;
    return {
      ...(permissions === undefined ? {} : { permissions }),
      integrations,
      roles,
      pending,
      mapRuns,
      region,
      random,
      events,
      inBackground: (work) => this.#inBackground(work),
    };
  }

  async #outcome(record: ExecutionRecord, execution: RunningExecution): Promise<Outcome> {
    // The caller of StartExecution gets its answer before the first state runs.
    await Promise.resolve();
    try {
      return await execution.run();
    } finally {
      this.#running.delete(record.executionArn);
    }
  }

  /** Ends a running execution and waits until it is recorded; false if it is not running. */
  async stop(executionArn: string, outcome: Outcome): Promise<boolean> {
    const running = this.#running.get(executionArn);
    if (running === undefined) return false;
    running.execution.stop(outcome);
    await running.ended;
    return true;
  }

  /** Aborts what runs, which stops training jobs, and waits for it within bounds. */
  async close(): Promise<void> {
    const stopping = [...this.#running.keys()].map((arn) => this.stop(arn, EMULATOR_ENDED));
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise((resolve) => {
      timer = setTimeout(resolve, this.#options.closeGraceMs);
    });
    await Promise.race([Promise.allSettled(stopping).then(() => Promise.allSettled(this.#background)), grace]);
    clearTimeout(timer);
  }

  #inBackground(work: Promise<unknown>): void {
    const kept: Promise<unknown> = work.catch(() => {}).finally(() => this.#background.delete(kept));
    this.#background.add(kept);
  }
}
