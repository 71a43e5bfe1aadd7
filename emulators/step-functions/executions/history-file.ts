import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { appendWhole } from '../../core/storage/private-files.ts';
import type { HistoryEvent } from '../engine/history.ts';

/** An execution's events, one JSON line each, on disk as soon as they happen; in memory those that the disk did not take. */
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
    return [...this.#written(), ...this.#held];
  }

  /** Removes a last line that a crash cut short, so that the next event begins a line of its own. */
  repair(): void {
    if (!existsSync(this.#path)) return;
    const bytes = readFileSync(this.#path);
    const whole = bytes.lastIndexOf('\n') + 1;
    if (whole < bytes.length) truncateSync(this.#path, whole);
  }

  #written(): readonly HistoryEvent[] {
    if (!existsSync(this.#path)) return [];
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line) as HistoryEvent);
  }
}
