import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Definition } from '../definition/definition.ts';
import type { Integrations } from '../tasks/integrations.ts';
import type { PendingTasks } from '../tasks/pending-tasks.ts';
import type { RoleSessions } from '../tasks/role-sessions.ts';
import { ExecutionLog } from './execution-log.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import type { ExecutionStore } from './execution-store.ts';
import { RunningExecution } from './running-execution.ts';
import type { Revision } from './state-machine-record.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

export interface ExecutionsOptions {
  readonly store: ExecutionStore;
  readonly integrations: Integrations;
  readonly roles: RoleSessions;
  readonly pending: PendingTasks;
  readonly logs: CloudWatchLogsClient;
  readonly region: string;
  readonly random: () => number;
  /** How long closing waits for tasks to end. */
  readonly closeGraceMs: number;
}

interface Running {
  readonly execution: RunningExecution;
  readonly ended: Promise<void>;
}

/** Starts, stops and counts the executions that run in this process. */
export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #running = new Map<string, Running>();
  readonly #background = new Set<Promise<unknown>>();

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  /** Starts in the background; the record is on disk as RUNNING. */
  start(record: ExecutionRecord, revision: Revision): void {
    const { store, integrations, roles, pending, region, random, logs } = this.#options;
    const history = store.history(record.executionArn);
    const log = new ExecutionLog(logs, record, revision.loggingConfiguration);
    const definition = JSON.parse(revision.definition) as Definition;
    const execution = new RunningExecution(record, definition, {
      integrations,
      roles,
      pending,
      region,
      random,
      events: {
        write: (event) => {
          history.write(event);
          log.take(event);
        },
        hold: (event) => {
          history.hold(event);
          log.take(event);
        },
      },
      inBackground: (work) => this.#inBackground(work),
    });
    const ended = this.#finish(record, execution);
    this.#running.set(record.executionArn, { execution, ended });
    this.#inBackground(ended.then(() => log.flushed()));
  }

  async #finish(record: ExecutionRecord, execution: RunningExecution): Promise<void> {
    // The caller of StartExecution gets its answer before the first state runs.
    await Promise.resolve();
    try {
      const outcome = await execution.run();
      this.#options.store.end(record, outcome, Date.now());
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
