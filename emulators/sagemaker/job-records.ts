import { join } from 'node:path';
import type { RecordKind } from '../core/storage/record-file.ts';
import { RecordStore } from '../core/storage/record-store.ts';

/** Jobs of one kind, by name. */
export class JobRecords<Job extends { readonly name: string }> {
  readonly #records: RecordStore<Job>;
  /** Ends of jobs that the disk did not take; clients must see them all the same, or they would wait for ever. */
  readonly #unsavedEnds = new Map<string, Job>();

  constructor(dataFolder: string, folder: string, kind: RecordKind<Job>) {
    this.#records = new RecordStore(join(dataFolder, folder), kind);
  }

  get(name: string): Job | undefined {
    return this.#unsavedEnds.get(name) ?? this.#records.get(name);
  }

  has(name: string): boolean {
    return this.#records.has(name);
  }

  list(): Job[] {
    return this.#records.values().map((job) => this.#unsavedEnds.get(job.name) ?? job);
  }

  put(job: Job): void {
    this.#records.put(job.name, job);
    this.#unsavedEnds.delete(job.name);
  }

  delete(name: string): void {
    this.#records.delete(name);
    this.#unsavedEnds.delete(name);
  }

  /** Never fails: an end that cannot be saved is kept until the emulator closes. */
  putEnd(ended: Job): void {
    try {
      this.put(ended);
    } catch {
      this.#unsavedEnds.set(ended.name, ended);
    }
  }
}
