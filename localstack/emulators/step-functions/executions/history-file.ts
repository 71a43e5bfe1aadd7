import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { HistoryEvent } from '../engine/history.ts';

/** An execution's events, one JSON line each, on disk as soon as they happen. */
export class HistoryFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  append(event: HistoryEvent): void {
    appendFileSync(this.#path, `${JSON.stringify(event)}\n`);
  }

  /** All events, oldest first. */
  read(): readonly HistoryEvent[] {
    if (!existsSync(this.#path)) return [];
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line) as HistoryEvent);
  }

  /** Removes a last line that a crash cut short, so that the next event begins a line of its own. */
  repair(): void {
    if (!existsSync(this.#path)) return;
    const bytes = readFileSync(this.#path);
    const whole = bytes.lastIndexOf('\n') + 1;
    if (whole < bytes.length) truncateSync(this.#path, whole);
  }
}
