import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../core/storage/private-files.ts';
import { RecordStore } from '../core/storage/record-store.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { GROUPS, LogGroup, type LogGroupRecord } from './log-group.ts';
import { fileNameOf } from './log-stream.ts';

/** All log groups, as they are on disk. */
export class LogStore {
  readonly #streamsFolder: string;
  readonly #records: RecordStore<LogGroupRecord>;
  readonly #groups: Map<string, LogGroup>;

  constructor(folder: string) {
    this.#streamsFolder = join(folder, 'streams');
    this.#records = new RecordStore(join(folder, 'groups'), GROUPS);
    const records = this.#records.values();
    // With a damaged group its streams have lost only their name.
    if (this.#records.hasDamage) makePrivateFolder(this.#streamsFolder);
    else removeOrphans(this.#streamsFolder, new Set(records.map(({ folderName }) => folderName)));
    this.#groups = new Map(records.map((record) => [record.name, new LogGroup(record, this.#streamsFolder)]));
  }

  /** Groups in order of name. */
  get groups(): LogGroup[] {
    return [...this.#groups.keys()].sort().map((name) => this.required(name));
  }

  find(name: string): LogGroup | undefined {
    return this.#groups.get(name);
  }

  required(name: string): LogGroup {
    const group = this.#groups.get(name);
    if (group !== undefined) return group;
    throw new AwsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
  }

  add(name: string, tags: Readonly<Record<string, string>>): void {
    if (this.#groups.has(name)) {
      throw new AwsError('ResourceAlreadyExistsException', 400, 'The specified log group already exists');
    }
    const record = { name, folderName: randomUUID(), createdAtMs: Date.now(), tags };
    const group = new LogGroup(record, this.#streamsFolder);
    try {
      this.#records.put(fileNameOf(name), record);
    } catch (error) {
      group.removeFolder();
      throw error;
    }
    this.#groups.set(name, group);
  }

  change(group: LogGroup, record: LogGroupRecord): void {
    this.#records.put(fileNameOf(record.name), record);
    group.record = record;
  }

  delete(group: LogGroup): void {
    this.#records.delete(fileNameOf(group.record.name));
    this.#groups.delete(group.record.name);
    group.removeFolder();
  }
}

/** Folders whose group is not there: its creation or deletion was cut off. */
function removeOrphans(folder: string, known: ReadonlySet<string>): void {
  makePrivateFolder(folder);
  for (const name of readdirSync(folder)) {
    if (!known.has(name)) rmSync(join(folder, name), { recursive: true });
  }
}
