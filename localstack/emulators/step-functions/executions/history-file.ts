import { appendFileSync, existsSync, readFileSync } from 'node:fs';
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

  /** All events, oldest first. A last line that a crash cut short is left out. */
  read(): readonly HistoryEvent[] {
    if (!existsSync(this.#path)) return [];
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    return lines.slice(0, -1).map((line) => JSON.parse(line) as HistoryEvent);
  }
}
