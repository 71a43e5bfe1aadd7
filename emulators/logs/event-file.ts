import { closeSync, copyFileSync, existsSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { keepCopy } from '../core/storage/damage.ts';
import { lineStart, linesBackward, linesForward } from '../core/storage/line-file.ts';
import { appendWhole } from '../core/storage/private-files.ts';
import { buildWhole } from '../core/storage/whole-file.ts';
import { type EventKey, fromLine, isBefore, type LogEvent, toLine } from './log-event.ts';

const SEARCH_CHUNK_BYTES = 4096;
const WRITE_BYTES = 262_144;

/**
 * The events of one stream: a file of one JSON array a line, always in order of time, so that any page is found by binary
 * search and read alone. New events are appended; only events older than the last one rewrite the part after them. A line
 * that is damaged is passed over, and a copy of the file is set aside.
 */
export class EventFile {
  readonly #path: string;
  #sizeBytes = 0;
  #first: LogEvent | undefined;
  #last: LogEvent | undefined;
  #sequence = 0;

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    this.#dropTornLine();
    this.#readEnds();
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get first(): LogEvent | undefined {
    return this.#first;
  }

  get last(): LogEvent | undefined {
    return this.#last;
  }

  /** Takes in events that are in order of time. */
  append(events: readonly { timestampMs: number; message: string }[], ingestedAtMs: number): void {
    // Thousands of events a millisecond: numbers from the clock are new after any restart without counting the lines.
    this.#sequence = Math.max(this.#sequence, ingestedAtMs * 1000);
    const added = events.map((event) => {
      this.#sequence += 1;
      return { ...event, sequence: this.#sequence, ingestedAtMs };
    });
    const [earliest] = added;
    if (earliest === undefined) return;
    if (this.#last === undefined || isBefore(this.#last, earliest)) {
      const text = added.map(toLine).join('');
      appendWhole(this.#path, text);
      this.#sizeBytes += Buffer.byteLength(text);
      this.#first ??= earliest;
      this.#last = added.at(-1);
    } else {
      this.#merge(added, this.offsetOf(earliest));
      this.#readEnds();
    }
  }

  /** Events from a line's beginning on, oldest first. */
  *forward(fromOffset: number): Generator<LogEvent> {
    if (fromOffset >= this.#sizeBytes) return;
    yield* this.#events(linesForward(this.#path, fromOffset));
  }

  /** Events before a line's beginning, newest first. */
  *backward(beforeOffset: number): Generator<LogEvent> {
    if (this.#sizeBytes === 0) return;
    yield* this.#events(linesBackward(this.#path, beforeOffset));
  }

  /** The offset of the first event whose key is not below `key`; the file's size if there is none. */
  offsetOf(key: EventKey): number {
    if (this.#last === undefined || isBefore(this.#last, key)) return this.#sizeBytes;
    let low = 0;
    let high = this.#sizeBytes;
    while (low < high) {
      const start = lineStart(this.#path, Math.floor((low + high) / 2), low);
      const found = this.#firstEvent(start, high);
      if (found !== undefined && isBefore(found.event, key)) low = found.end;
      else high = start;
    }
    return low;
  }

  /** The first event in a part of the file, and where its line ends. */
  #firstEvent(start: number, end: number): { readonly event: LogEvent; readonly end: number } | undefined {
    let offset = start;
    for (const line of linesForward(this.#path, start, SEARCH_CHUNK_BYTES)) {
      if (offset >= end) return undefined;
      offset += line.length + 1;
      const [event] = this.#events([line]);
      if (event !== undefined) return { event, end: offset };
    }
    return undefined;
  }

  *#events(lines: Iterable<Buffer>): Generator<LogEvent> {
    for (const line of lines) {
      const reading = fromLine(line);
      if ('record' in reading) yield reading.record;
      else keepCopy(this.#path, 'part of a log stream', `of one event ${reading.reason}`);
    }
  }

  #merge(added: readonly LogEvent[], offset: number): void {
    buildWhole(this.#path, (unfinished) => {
      copyFileSync(this.#path, unfinished);
      truncateSync(unfinished, offset);
      this.#writeMerged(added, offset, unfinished);
    });
  }

  #writeMerged(added: readonly LogEvent[], offset: number, path: string): void {
    const file = openSync(path, 'a');
    try {
      let text = '';
      for (const event of inOrder(added, this.forward(offset))) {
        text += toLine(event);
        if (text.length < WRITE_BYTES) continue;
        writeSync(file, text);
        text = '';
      }
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
  }

  /** A process that was killed while it appended leaves half a line. */
  #dropTornLine(): void {
    const { size } = statSync(this.#path);
    const whole = lineStart(this.#path, size, 0);
    if (whole === size) return;
    keepCopy(this.#path, 'end of a log stream', 'its last line is cut short');
    truncateSync(this.#path, whole);
  }

  #readEnds(): void {
    this.#sizeBytes = statSync(this.#path).size;
    const [first] = this.forward(0);
    const [last] = this.backward(this.#sizeBytes);
    this.#first = first;
    this.#last = last;
    if (last === undefined) keepCopy(this.#path, 'events of a log stream', 'there are none in it');
  }
}

function* inOrder(added: readonly LogEvent[], present: Iterable<LogEvent>): Generator<LogEvent> {
  let index = 0;
  for (const event of present) {
    for (let next = added[index]; next !== undefined && isBefore(next, event); next = added[index]) {
      yield next;
      index += 1;
    }
    yield event;
  }
  yield* added.slice(index);
}
