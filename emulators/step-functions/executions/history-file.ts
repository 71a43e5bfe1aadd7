import { existsSync, statSync, truncateSync } from 'node:fs';
import { keepCopy } from '../../core/storage/damage.ts';
import { lineBytes, lineStart, linesBackward, linesForward } from '../../core/storage/line-file.ts';
import { appendWhole } from '../../core/storage/private-files.ts';
import { readingOf } from '../../core/storage/record-file.ts';
import type { HistoryEvent } from '../engine/history.ts';
import { isHistoryEvent } from './history-event.ts';

/** An event and how large it is, read when it is asked for; undefined where the history is damaged. */
export interface HistoryEntry {
  /** That of the event, unless events before it are lost. */
  readonly id: number;
  readonly sizeBytes: number;
  read(): HistoryEvent | undefined;
}

/**
 * An execution's events, one JSON line each, on disk as soon as they happen; in memory those that the disk did not take. The
 * file may be larger than a text can be. Lines that are damaged are passed over, and a copy of the file is set aside.
 */
export class HistoryFile {
  readonly #path: string;
  #held: HistoryEvent[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether events are in memory only. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Puts the event on disk, after those that are held; throws the disk's error and then has not taken the event. */
  write(event: HistoryEvent): void {
    const lines = [...this.#held, event].map((one) => `${JSON.stringify(one)}\n`);
    appendWhole(this.#path, lines.join(''));
    this.#held = [];
  }

  /** Keeps an event that could not be written for as long as this process lives. */
  hold(event: HistoryEvent): void {
    this.#held.push(event);
  }

  /** All events, oldest first. */
  read(): readonly HistoryEvent[] {
    if (!existsSync(this.#path)) return this.#held;
    const events: HistoryEvent[] = [];
    for (const line of linesForward(this.#path, 0)) {
      const event = this.#event(line);
      if (event !== undefined) events.push(event);
    }
    return [...events, ...this.#held];
  }

  /** The events as they are there, oldest first. */
  entries(): readonly HistoryEntry[] {
    const entries: HistoryEntry[] = [];
    let start = 0;
    for (const { length } of existsSync(this.#path) ? linesForward(this.#path, 0) : []) {
      const offset = start;
      const read = () => this.#event(lineBytes(this.#path, offset, length));
      entries.push({ id: entries.length + 1, sizeBytes: length, read });
      start += length + 1;
    }
    for (const event of this.#held) entries.push({ id: entries.length + 1, sizeBytes: 0, read: () => event });
    return entries;
  }

  /** The newest event. */
  last(): HistoryEvent | undefined {
    const held = this.#held.at(-1);
    if (held !== undefined || !existsSync(this.#path)) return held;
    const { size } = statSync(this.#path);
    for (const line of linesBackward(this.#path, size)) {
      const event = this.#event(line);
      if (event !== undefined) return event;
    }
    return undefined;
  }

  /** Removes a last line that a crash cut short, so that the next event begins a line of its own. */
  repair(): void {
    if (!existsSync(this.#path)) return;
    const { size } = statSync(this.#path);
    const whole = lineStart(this.#path, size, 0);
    if (whole === size) return;
    this.keepDamaged('its last line is cut short');
    truncateSync(this.#path, whole);
  }

  keepDamaged(reason: string): void {
    if (existsSync(this.#path)) keepCopy(this.#path, 'part of the history of an execution', reason);
  }

  #event(line: Uint8Array): HistoryEvent | undefined {
    const reading = readingOf(line, isHistoryEvent);
    if ('record' in reading) return reading.record;
    this.keepDamaged(`of one event ${reading.reason}`);
    return undefined;
  }
}
