import { join } from 'node:path';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { isNumber, isText, mapOf, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';
import { ObjectStore, type Versioning } from './object-store.ts';
import type { TemporaryFiles } from './temporary-files.ts';

export interface BucketRecord {
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: number;
  /** Documents of sub-resources (`versioning`, `policy`, ...) as they were put; null for a default that was deleted. */
  readonly configuration: Readonly<Record<string, string | null>>;
}

const BUCKETS: RecordKind<BucketRecord> = {
  noun: 'S3 bucket (its objects stay on disk and are there again in a new bucket of that name)',
  isRecord: record<BucketRecord>({
    name: isText,
    region: isText,
    createdAtMs: isNumber,
    configuration: mapOf((value): value is string | null => value === null || isText(value)),
  }),
};

export interface Bucket {
  readonly record: BucketRecord;
  readonly objects: ObjectStore;
  readonly versioning: Versioning;
}

const STATUS = /<(?:\w+:)?Status>\s*(Enabled|Suspended)\s*</;

/** Buckets by name: a small record each, and a folder of objects. */
export class BucketStore {
  readonly #folder: string;
  readonly #temporary: TemporaryFiles;
  readonly #records: RecordStore<BucketRecord>;
  readonly #objects = new Map<string, ObjectStore>();

  constructor(folder: string, temporary: TemporaryFiles) {
    this.#folder = folder;
    this.#temporary = temporary;
    this.#records = new RecordStore(join(folder, 'buckets'), BUCKETS);
  }

  get(name: string): Bucket | undefined {
    const record = this.#records.get(name);
    return record === undefined
      ? undefined
      : { record, objects: this.#objectsOf(name), versioning: versioningOf(record) };
  }

  #objectsOf(name: string): ObjectStore {
    const known = this.#objects.get(name);
    if (known !== undefined) return known;
    const objects = new ObjectStore(this.#objectFolder(name));
    this.#objects.set(name, objects);
    return objects;
  }

  #objectFolder(name: string): string {
    return join(this.#folder, 'objects', name);
  }

  /** Whether a record was ever set aside, of whose bucket there may be uploads. */
  get hasDamage(): boolean {
    return this.#records.hasDamage;
  }

  /** In name order, as ListBuckets gives them. */
  list(): BucketRecord[] {
    return this.#records.values().sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  create(record: BucketRecord): void {
    this.#objectsOf(record.name);
    this.#records.put(record.name, record);
  }

  update(record: BucketRecord): void {
    this.#records.put(record.name, record);
  }

  /** The record goes first: after a crash in between, an empty folder is all that is left. */
  async delete(name: string): Promise<void> {
    this.#objectsOf(name).markRemoved();
    this.#objects.delete(name);
    this.#records.delete(name);
    await this.#temporary.removeFolder(this.#objectFolder(name));
  }
}

function versioningOf({ configuration }: BucketRecord): Versioning {
  const [, status] = STATUS.exec(configuration['BucketVersioning'] ?? '') ?? [];
  return status === 'Enabled' || status === 'Suspended' ? status : undefined;
}
