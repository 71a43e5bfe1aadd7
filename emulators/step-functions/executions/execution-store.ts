import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../../core/storage/damage.ts';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import {
  EXECUTIONS,
  type ExecutionRecord,
  type ExecutionSummary,
  type Outcome,
  summaryOf,
} from './execution-record.ts';
import { HistoryFile } from './history-file.ts';
import { RecordFiles } from './record-files.ts';
import { recordKey } from './record-key.ts';
import { emulatorEndedEvent, outcomeOf } from './recorded-end.ts';
import { EMULATOR_ENDED } from './stop-reason.ts';

/** As long as this an ended execution is shown and its name stays taken (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). */
const RETENTION_MS = 90 * 24 * 60 * 60_000;
/** Beside those of executions that run. */
const KEPT_HISTORIES = 8;

/**
 * Executions and their histories on disk. In memory are those that run, the summaries that lists show, and what the disk did not
 * take: a thousand ended executions cost the same whatever data they carried.
 */
export class ExecutionStore {
  readonly #files: RecordFiles<ExecutionRecord>;
  readonly #historyFolder: string;
  readonly #summaries = new Map<string, ExecutionSummary>();
  /** Whole records of executions that run, and ends that are not on disk. */
  readonly #held = new Map<string, ExecutionRecord>();
  /** Histories of executions that run, and those that are not wholly on disk. */
  readonly #histories = new Map<string, HistoryFile>();
  /** Histories that were asked for last, which know where their events are: a long one is read page by page. */
  readonly #asked = new Map<string, HistoryFile>();
  #sequence = 0;

  constructor(dataFolder: string) {
    this.#historyFolder = join(dataFolder, 'histories');
    makePrivateFolder(this.#historyFolder);
    this.#files = new RecordFiles(join(dataFolder, 'executions'), EXECUTIONS);
    for (const key of this.#files.keys()) this.#load(key);
  }

  find(executionArn: string): ExecutionRecord | undefined {
    const key = recordKey(executionArn);
    const summary = this.#summaries.get(key);
    if (summary === undefined || this.#forgets(key, summary)) return undefined;
    const record = this.#held.get(key) ?? this.#files.read(key);
    if (record === undefined) this.#lose(key);
    return record;
  }

  /** Summaries that the condition holds for, newest first. */
  list(condition: (execution: ExecutionSummary) => boolean): readonly ExecutionSummary[] {
    return [...this.#summaries]
      .filter(([key, summary]) => condition(summary) && !this.#forgets(key, summary))
      .map(([, summary]) => summary)
      .sort((a, b) => b.sequence - a.sequence);
  }

  /** Throws the disk's error, and then there is no such execution. */
  start(execution: Omit<ExecutionRecord, 'sequence' | 'status'>): ExecutionRecord {
    const record: ExecutionRecord = { ...execution, status: 'RUNNING', sequence: this.#sequence + 1 };
    this.#run(record);
    this.#sequence = record.sequence;
    return record;
  }

  /** Makes an ended execution run again; throws the disk's error, and then it stays as it was. */
  restart({ output: _, error: __, cause: ___, stoppedMs: ____, ...rest }: ExecutionRecord): ExecutionRecord {
    const record: ExecutionRecord = { ...rest, status: 'RUNNING' };
    this.#run(record);
    return record;
  }

  #run(record: ExecutionRecord): void {
    const key = recordKey(record.executionArn);
    this.#files.write(key, record);
    this.#hold(key, record);
    this.#histories.set(key, this.history(record.executionArn));
  }

  /** Shows the end from now on; never throws. An end that is in memory only is settled at the next start. */
  end(record: ExecutionRecord, outcome: Outcome, stoppedMs: number): void {
    const key = recordKey(record.executionArn);
    const ended = { ...record, ...outcome, stoppedMs };
    this.#hold(key, ended);
    // A record on disk must not show an end that the history there does not have.
    if (this.#histories.get(key)?.isHolding === true) return;
    this.#histories.delete(key);
    try {
      this.#files.write(key, ended);
      this.#held.delete(key);
    } catch {
      // The history on disk has the end, from which the next start makes it up.
    }
  }

  history(executionArn: string): HistoryFile {
    const key = recordKey(executionArn);
    const history = this.#histories.get(key) ?? this.#asked.get(key) ?? new HistoryFile(this.#historyPath(key));
    this.#asked.delete(key);
    this.#asked.set(key, history);
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size <= KEPT_HISTORIES) break;
      this.#asked.delete(oldest);
    }
    return history;
  }

  #hold(key: string, record: ExecutionRecord): void {
    this.#held.set(key, record);
    this.#summaries.set(key, summaryOf(record));
  }

  #historyPath(key: string): string {
    return join(this.#historyFolder, `${key}.jsonl`);
  }

  #load(key: string): void {
    const record = this.#files.read(key);
    if (record === undefined) {
      this.#lose(key);
      return;
    }
    this.#sequence = Math.max(this.#sequence, record.sequence);
    this.#summaries.set(key, summaryOf(record));
    if (record.status === 'RUNNING') this.#settle(key, record);
    else this.#checkEnd(record);
  }

  /** The record is damaged: an execution that takes its name must not go on with its history. */
  #lose(key: string): void {
    this.#summaries.delete(key);
    this.#asked.delete(key);
    const history = this.#historyPath(key);
    if (existsSync(history)) setAside(history, `history of execution ${key}`, 'the record of its execution is damaged');
  }

  /** The last event of an execution that has ended says so, unless the history has lost it. */
  #checkEnd({ executionArn }: ExecutionRecord): void {
    const history = this.history(executionArn);
    const last = history.last();
    if (last === undefined || outcomeOf(last) === undefined)
      history.keepDamaged('the end of the execution is not in it');
  }

  /** An execution that was running when the process died is over: nothing of it can go on by itself, but it can be redriven. */
  #settle(key: string, record: ExecutionRecord): void {
    const history = this.history(record.executionArn);
    this.#histories.set(key, history);
    history.repair();
    const last = history.last();
    const recorded = last === undefined ? undefined : outcomeOf(last);
    if (last !== undefined && recorded !== undefined) {
      // It had ended; only its record did not get to say so.
      this.end(record, recorded, Math.round(last.timestamp * 1000));
      return;
    }
    const nowMs = Date.now();
    const event = emulatorEndedEvent(last, nowMs);
    try {
      history.write(event);
    } catch {
      // Shown from memory now, settled again at the next start.
      history.hold(event);
    }
    this.end(record, EMULATOR_ENDED, nowMs);
  }

  /** Whether the time is over for which an execution is kept; then nothing of it stays. */
  #forgets(key: string, { stoppedMs }: ExecutionSummary): boolean {
    if (stoppedMs === undefined || Date.now() - stoppedMs < RETENTION_MS) return false;
    this.#summaries.delete(key);
    this.#held.delete(key);
    this.#histories.delete(key);
    this.#asked.delete(key);
    this.#files.delete(key);
    rmSync(this.#historyPath(key), { force: true });
    return true;
  }
}
