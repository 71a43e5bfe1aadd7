import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { RecordKind } from '../core/storage/record-file.ts';
import { isNumber, isText, record } from '../core/storage/record-shape.ts';
import { EventFile } from './event-file.ts';
import type { EventKey } from './log-event.ts';

/** Of the file with a stream's events, beside its record. */
export const EVENTS_SUFFIX = '.jsonl';

export interface LogStreamRecord {
  readonly name: string;
  readonly createdAtMs: number;
}

export const STREAMS: RecordKind<LogStreamRecord> = {
  noun: 'log stream',
  isRecord: record<LogStreamRecord>({ name: isText, createdAtMs: isNumber }),
};

/** A stream and its events; the file of events is opened when it is first looked at. */
export class LogStream {
  readonly name: string;
  readonly createdAtMs: number;
  readonly #eventsPath: string;
  readonly #idDigits: string;
  #events: EventFile | undefined;

  constructor(record: LogStreamRecord, folder: string) {
    this.name = record.name;
    this.createdAtMs = record.createdAtMs;
    this.#eventsPath = join(folder, fileNameOf(record.name) + EVENTS_SUFFIX);
    const digest = createHash('sha256').update(record.name).digest().readBigUInt64BE();
    this.#idDigits = String(digest).padStart(20, '0');
  }

  get eventsPath(): string {
    return this.#eventsPath;
  }

  get events(): EventFile {
    this.#events ??= new EventFile(this.#eventsPath);
    return this.#events;
  }

  /** Id of an event, unique in its group: 56 digits as on AWS. */
  eventIdOf({ timestampMs, sequence }: EventKey): string {
    return String(timestampMs).padStart(16, '0') + this.#idDigits + String(sequence).padStart(20, '0');
  }
}

/** Names of groups and streams may be longer than a file's name and differ only in letter case. */
export function fileNameOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}
