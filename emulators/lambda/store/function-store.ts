import { RecordStore } from '../../core/storage/record-store.ts';
import { functionNotFound } from '../api/lambda-errors.ts';
import { FUNCTIONS, type FunctionRecord } from './function-record.ts';

/** All functions, as they are on disk. */
export class FunctionStore {
  readonly #records: RecordStore<FunctionRecord>;
  readonly #arnPrefix: string;

  constructor(folder: string, arnPrefix: string) {
    this.#records = new RecordStore(folder, FUNCTIONS);
    this.#arnPrefix = arnPrefix;
  }

  /** Functions in order of name. */
  get all(): FunctionRecord[] {
    return this.#records.values().sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
  }

  /** Whether a record was ever set aside, whose code should stay. */
  get hasDamage(): boolean {
    return this.#records.hasDamage;
  }

  find(name: string): FunctionRecord | undefined {
    return this.#records.get(name);
  }

  required(name: string): FunctionRecord {
    const record = this.#records.get(name);
    if (record === undefined) throw functionNotFound(`${this.#arnPrefix}:function:${name}`);
    return record;
  }

  put(record: FunctionRecord): void {
    this.#records.put(record.functionName, record);
  }

  delete(name: string): void {
    this.#records.delete(name);
  }
}
