import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RecordStore } from '../../record-store.ts';
import { isJsonObject } from '../../wire-json.ts';
import { detailsOf, type HistoryEvent } from '../engine/history.ts';
import type { ExecutionRecord, Outcome } from './execution-record.ts';
import { HistoryFile } from './history-file.ts';
import { recordKey } from './record-key.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

/** Executions and their histories on disk. */
export class ExecutionStore {
  readonly #records: RecordStore<ExecutionRecord>;
  readonly #historyFolder: string;
  #sequence: number;

  constructor(dataFolder: string) {
    this.#historyFolder = join(dataFolder, 'histories');
    mkdirSync(this.#historyFolder, { recursive: true });
    this.#records = new RecordStore(join(dataFolder, 'executions'));
    this.#sequence = Math.max(0, ...this.#records.values().map(({ sequence }) => sequence));
    for (const record of this.#records.values()) if (record.status === 'RUNNING') this.#settle(record);
  }

  find(executionArn: string): ExecutionRecord | undefined {
    return this.#records.get(recordKey(executionArn));
  }

  /** Newest first. */
  of(stateMachineArn: string): readonly ExecutionRecord[] {
    return this.#records
      .values()
      .filter((record) => record.stateMachineArn === stateMachineArn)
      .sort((a, b) => b.sequence - a.sequence);
  }

  start(execution: Omit<ExecutionRecord, 'sequence' | 'status'>): ExecutionRecord {
    this.#sequence += 1;
    const record: ExecutionRecord = { ...execution, status: 'RUNNING', sequence: this.#sequence };
    this.#records.put(recordKey(record.executionArn), record);
    return record;
  }

  end(record: ExecutionRecord, outcome: Outcome, stoppedMs: number): void {
    this.#records.put(recordKey(record.executionArn), { ...record, ...outcome, stoppedMs });
  }

  history(executionArn: string): HistoryFile {
    return new HistoryFile(join(this.#historyFolder, `${recordKey(executionArn)}.jsonl`));
  }

  /** An execution that was running when the process died is over: nothing of it can go on. */
  #settle(record: ExecutionRecord): void {
    const history = this.history(record.executionArn);
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
    history.append({ timestamp: nowMs / 1000, type: 'ExecutionAborted', id, previousEventId: 0, [member]: content });
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
