import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RecordStore } from '../../record-store.ts';
import { isJsonObject } from '../../wire-json.ts';
import { detailsOf, type HistoryEvent } from '../engine/history.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import { HistoryFile } from './history-file.ts';
import { recordKey } from './record-key.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

/** Executions and their histories on disk; in memory alone what the disk did not take. */
export class ExecutionStore {
  readonly #records: RecordStore<ExecutionRecord>;
  readonly #historyFolder: string;
  /** Ends that are not on disk, over the records there that say RUNNING. */
  readonly #unwritten = new Map<string, ExecutionRecord>();
  /** Histories of executions that run, and those that are not wholly on disk. */
  readonly #histories = new Map<string, HistoryFile>();
  #sequence: number;

  constructor(dataFolder: string) {
    this.#historyFolder = join(dataFolder, 'histories');
    mkdirSync(this.#historyFolder, { recursive: true });
    this.#records = new RecordStore(join(dataFolder, 'executions'));
    this.#sequence = Math.max(0, ...this.#records.values().map(({ sequence }) => sequence));
    for (const record of this.#records.values()) if (record.status === 'RUNNING') this.#settle(record);
  }

  find(executionArn: string): ExecutionRecord | undefined {
    const key = recordKey(executionArn);
    return this.#unwritten.get(key) ?? this.#records.get(key);
  }

  /** Newest first. */
  of(stateMachineArn: string): readonly ExecutionRecord[] {
    return this.#records
      .values()
      .filter((record) => record.stateMachineArn === stateMachineArn)
      .map((record) => this.find(record.executionArn) ?? record)
      .sort((a, b) => b.sequence - a.sequence);
  }

  /** Throws the disk's error, and then there is no such execution. */
  start(execution: Omit<ExecutionRecord, 'sequence' | 'status'>): ExecutionRecord {
    this.#sequence += 1;
    const record: ExecutionRecord = { ...execution, status: 'RUNNING', sequence: this.#sequence };
    this.#records.put(recordKey(record.executionArn), record);
    this.#openHistory(record.executionArn);
    return record;
  }

  /** Shows the end from now on; never throws. An end that is in memory only is settled at the next start. */
  end(record: ExecutionRecord, outcome: Outcome, stoppedMs: number): void {
    const key = recordKey(record.executionArn);
    const ended = { ...record, ...outcome, stoppedMs };
    this.#unwritten.set(key, ended);
    // A record on disk must not tell of an end that the history there does not have.
    if (this.#histories.get(key)?.isHolding === true) return;
    this.#histories.delete(key);
    try {
      this.#records.put(key, ended);
      this.#unwritten.delete(key);
    } catch {
      // The history on disk has the end, from which the next start makes it up.
    }
  }

  history(executionArn: string): HistoryFile {
    const key = recordKey(executionArn);
    return this.#histories.get(key) ?? new HistoryFile(join(this.#historyFolder, `${key}.jsonl`));
  }

  #openHistory(executionArn: string): HistoryFile {
    const history = this.history(executionArn);
    this.#histories.set(recordKey(executionArn), history);
    return history;
  }

  /** An execution that was running when the process died is over: nothing of it can go on. */
  #settle(record: ExecutionRecord): void {
    const history = this.#openHistory(record.executionArn);
    history.repair();
    const last = history.read().at(-1);
    const recorded = last === undefined ? undefined : outcomeOf(last);
    if (last !== undefined && recorded !== undefined) {
      // It had ended; only its record did not get to say so.
      this.end(record, recorded, Math.round(last.timestamp * 1000));
      return;
    }
    const nowMs = Date.now();
    const { status, ...content } = EMULATOR_ENDED;
    const { member } = detailsOf('ExecutionAborted', content);
    const id = (last?.id ?? 0) + 1;
    const event = { timestamp: nowMs / 1000, type: 'ExecutionAborted', id, previousEventId: 0, [member]: content };
    try {
      history.write(event);
    } catch {
      // Shown from memory now, settled again at the next start.
      history.hold(event);
    }
    this.end(record, { status, ...content }, nowMs);
  }
}

const END_TYPES: Readonly<Record<string, Outcome['status']>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** The outcome that an execution's last event tells; undefined for any other event. */
function outcomeOf(event: HistoryEvent): Outcome | undefined {
  const status = END_TYPES[event.type];
  if (status === undefined) return undefined;
  const details = event[detailsOf(event.type, {}).member];
  const { output, error, cause } = isJsonObject(details) ? details : {};
  return {
    status,
    ...(typeof output === 'string' ? { output } : {}),
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof cause === 'string' ? { cause } : {}),
  };
}
