import { existsSync, statSync, truncateSync } from 'node:fs';
import { keepCopy } from '../../core/storage/damage.ts';
import { lineStart, linesBackward, linesForward, PartReader } from '../../core/storage/line-file.ts';
import { LineIndex } from '../../core/storage/line-index.ts';
import { appendWhole } from '../../core/storage/private-files.ts';
import { readingOf } from '../../core/storage/record-file.ts';
import type { HistoryEvent } from '../engine/history.ts';
import { isHistoryEvent } from './history-event.ts';

/** The events that an execution has now, each read when it is asked for. An event's place is its id less one, unless events before it are lost. */
export interface EventList {
  readonly length: number;
  /** What an event takes on disk. */
  sizeAt(place: number): number;
  /** Those at these places, in their order, without those that are damaged. */
  read(places: readonly number[]): readonly HistoryEvent[];
}

/**
 * An execution's events, one JSON line each, on disk as soon as they happen; in memory those that the disk did not take. The
 * file may be larger than a text can be. Lines that are damaged are passed over, and a copy of the file is set aside.
 */
export class HistoryFile {
  readonly #path: string;
  readonly #lines: LineIndex;
  #held: HistoryEvent[] = [];

  constructor(path: string) {
    this.#path = path;
    this.#lines = new LineIndex(path);
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
  events(): EventList {
    const onDisk = this.#lines.update();
    const held = [...this.#held];
    return {
      length: onDisk + held.length,
      sizeAt: (place) => (place < onDisk ? this.#lines.placeOf(place).length : 0),
      read: (places) => {
        const parts = new PartReader(this.#path);
        return places.flatMap((place) => {
          if (place >= onDisk) return held[place - onDisk] ?? [];
          const { offset, length } = this.#lines.placeOf(place);
          return this.#event(parts.read(offset, length)) ?? [];
        });
      },
    };
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
