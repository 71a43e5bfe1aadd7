import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../core/storage/damage.ts';
import type { RecordKind } from '../core/storage/record-file.ts';
import { ifPresent, isNumber, isText, isTextMap, record } from '../core/storage/record-shape.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { EVENTS_SUFFIX, fileNameOf, LogStream, type LogStreamRecord, STREAMS } from './log-stream.ts';

export interface LogGroupRecord {
  readonly name: string;
  /** Folder of its streams; a group created again gets another one. */
  readonly folderName: string;
  readonly createdAtMs: number;
  readonly retentionInDays?: number;
  readonly tags: Readonly<Record<string, string>>;
}

export const GROUPS: RecordKind<LogGroupRecord> = {
  noun: 'log group',
  isRecord: record<LogGroupRecord>({
    name: isText,
    folderName: isText,
    createdAtMs: isNumber,
    retentionInDays: ifPresent(isNumber),
    tags: isTextMap,
  }),
};

const DAY_MS = 86_400_000;

/** A log group's streams by name. */
export class LogGroup {
  readonly #folder: string;
  readonly #records: RecordStore<LogStreamRecord>;
  readonly #streams: Map<string, LogStream>;
  record: LogGroupRecord;

  constructor(record: LogGroupRecord, parentFolder: string) {
    this.record = record;
    this.#folder = join(parentFolder, record.folderName);
    this.#records = new RecordStore(this.#folder, STREAMS);
    if (this.#records.hasDamage) this.#setAsideEventsAlone();
    this.#streams = new Map(this.#records.values().map((stream) => [stream.name, new LogStream(stream, this.#folder)]));
  }

  /** A stream that takes the name of a damaged one must not go on with its events. */
  #setAsideEventsAlone(): void {
    for (const file of readdirSync(this.#folder).filter((name) => name.endsWith(EVENTS_SUFFIX))) {
      if (this.#records.has(file.slice(0, -EVENTS_SUFFIX.length))) continue;
      setAside(
        join(this.#folder, file),
        `events of a stream of log group ${this.record.name}`,
        'its stream is damaged',
      );
    }
  }

  /** Streams in order of name. */
  get streams(): LogStream[] {
    return [...this.#streams.keys()].sort().map((name) => this.requiredStream(name));
  }

  get storedBytes(): number {
    return [...this.#streams.values()].reduce((sum, stream) => sum + stream.events.sizeBytes, 0);
  }

  /** Events before this time have passed the retention period and are no longer shown. */
  expiryMs(nowMs: number): number {
    const days = this.record.retentionInDays;
    return days === undefined ? 0 : nowMs - days * DAY_MS;
  }

  requiredStream(name: string): LogStream {
    const stream = this.#streams.get(name);
    if (stream !== undefined) return stream;
    throw new AwsError('ResourceNotFoundException', 400, 'The specified log stream does not exist.');
  }

  addStream(name: string): void {
    if (this.#streams.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', 400, 'The specified log stream already exists');
    }
    const record = { name, createdAtMs: Date.now() };
    this.#records.put(fileNameOf(name), record);
    this.#streams.set(name, new LogStream(record, this.#folder));
  }

  deleteStream(name: string): void {
    const { eventsPath } = this.requiredStream(name);
    this.#streams.delete(name);
    rmSync(eventsPath, { force: true });
    this.#records.delete(fileNameOf(name));
  }

  removeFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
