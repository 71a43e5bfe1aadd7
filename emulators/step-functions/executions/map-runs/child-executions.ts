import { existsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { keepCopy } from '../../../core/storage/damage.ts';
import { lineBytes, linesForward } from '../../../core/storage/line-file.ts';
import { appendWhole, makePrivateFolder } from '../../../core/storage/private-files.ts';
import { readingOf } from '../../../core/storage/record-file.ts';
import { listOf, record } from '../../../core/storage/record-shape.ts';
import type { HistoryEvent } from '../../engine/history.ts';
import { EXECUTIONS, type ExecutionRecord } from '../execution-record.ts';
import { isHistoryEvent } from '../history-event.ts';
import { recordKey } from '../record-key.ts';

/** A child execution of a map run. */
export interface ChildRecord extends ExecutionRecord {
  readonly mapRunArn: string;
  readonly itemCount: number;
}

interface Child {
  readonly record: ChildRecord;
  readonly events: readonly HistoryEvent[];
}

const isChild = record<Child>({ record: isChildRecord, events: listOf(isHistoryEvent) });

function isChildRecord(value: unknown): value is ChildRecord {
  return EXECUTIONS.isRecord(value) && value.mapRunArn !== undefined && value.itemCount !== undefined;
}

/** Where a child is in its map run's file. */
interface Place {
  readonly mapRunArn: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Child executions of map runs: those that run in memory, those that have ended on disk, a line each in their map run's file, since ten
 * thousand of them must not be ten thousand files. Those that ran when the process died are forgotten; their map run is ABORTED.
 */
export class ChildExecutions {
  readonly #folder: string;
  readonly #running = new Map<string, Child>();
  readonly #places = new Map<string, Place>();
  readonly #sizes = new Map<string, number>();
  readonly #loaded = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    makePrivateFolder(folder);
  }

  start(record: ChildRecord, events: readonly HistoryEvent[]): void {
    this.#running.set(record.executionArn, { record, events });
  }

  /** Moves a child to disk; what the disk does not take stays in memory. */
  end(record: ChildRecord, events: readonly HistoryEvent[]): void {
    const child: Child = { record, events };
    try {
      this.#append(child);
      this.#running.delete(record.executionArn);
    } catch {
      this.#running.set(record.executionArn, child);
    }
  }

  find(executionArn: string, mapRunArns: readonly string[]): ChildRecord | undefined {
    return this.#read(executionArn, mapRunArns)?.record;
  }

  history(executionArn: string, mapRunArns: readonly string[]): readonly HistoryEvent[] | undefined {
    return this.#read(executionArn, mapRunArns)?.events;
  }

  /** Every child of a map run, newest first. */
  of(mapRunArn: string): readonly ChildRecord[] {
    this.#load(mapRunArn);
    const running = [...this.#running.values()].map(({ record }) => record);
    const ended = [...this.#places].flatMap(([, place]) => (place.mapRunArn === mapRunArn ? [this.#at(place)] : []));
    return [...running.filter((record) => record.mapRunArn === mapRunArn), ...ended.map(({ record }) => record)].sort(
      (a, b) => b.sequence - a.sequence,
    );
  }

  #read(executionArn: string, mapRunArns: readonly string[]): Child | undefined {
    for (const mapRunArn of mapRunArns) this.#load(mapRunArn);
    const place = this.#places.get(executionArn);
    return this.#running.get(executionArn) ?? (place === undefined ? undefined : this.#at(place));
  }

  #append(child: Child): void {
    const { executionArn, mapRunArn } = child.record;
    this.#load(mapRunArn);
    const line = `${JSON.stringify(child)}\n`;
    const offset = this.#sizes.get(mapRunArn) ?? 0;
    appendWhole(this.#file(mapRunArn), line);
    const length = Buffer.byteLength(line);
    this.#sizes.set(mapRunArn, offset + length);
    this.#places.set(executionArn, { mapRunArn, offset, length });
  }

  /** Finds the lines of a file that an earlier process wrote. */
  #load(mapRunArn: string): void {
    if (this.#loaded.has(mapRunArn)) return;
    this.#loaded.add(mapRunArn);
    const file = this.#file(mapRunArn);
    if (!existsSync(file)) return;
    let offset = 0;
    for (const line of linesForward(file, 0)) {
      const length = line.length + 1;
      const reading = readingOf(line, isChild);
      if ('record' in reading) this.#places.set(reading.record.record.executionArn, { mapRunArn, offset, length });
      else keepCopy(file, `child execution of map run ${mapRunArn}`, `of one child ${reading.reason}`);
      offset += length;
    }
    // A process that was killed while it appended leaves half a line.
    if (offset < statSync(file).size) {
      keepCopy(file, `child execution of map run ${mapRunArn}`, 'its last line is cut short');
      truncateSync(file, offset);
    } else if (offset === 0) keepCopy(file, `child executions of map run ${mapRunArn}`, 'there are none in it');
    this.#sizes.set(mapRunArn, offset);
  }

  #at({ mapRunArn, offset, length }: Place): Child {
    const reading = readingOf(lineBytes(this.#file(mapRunArn), offset, length), isChild);
    if ('record' in reading) return reading.record;
    throw new Error(`${this.#file(mapRunArn)} was changed while it was in use: at byte ${offset} ${reading.reason}`);
  }

  #file(mapRunArn: string): string {
    return join(this.#folder, `${recordKey(mapRunArn)}.jsonl`);
  }
}
