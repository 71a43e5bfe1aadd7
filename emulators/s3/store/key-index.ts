import { compareKeys, partitionPoint } from './key-order.ts';

/** Records by key, with the keys at hand in S3's listing order. */
export class KeyIndex<T> {
  readonly #records: Map<string, T>;
  readonly #sorted: string[];

  constructor(entries: readonly (readonly [string, T])[]) {
    this.#records = new Map(entries);
    this.#sorted = [...this.#records.keys()].sort(compareKeys);
  }

  /** All keys in UTF-8 byte order. */
  get keys(): readonly string[] {
    return this.#sorted;
  }

  get(key: string): T | undefined {
    return this.#records.get(key);
  }

  set(key: string, record: T): void {
    if (!this.#records.has(key)) this.#sorted.splice(this.#position(key), 0, key);
    this.#records.set(key, record);
  }

  delete(key: string): boolean {
    if (!this.#records.delete(key)) return false;
    this.#sorted.splice(this.#position(key), 1);
    return true;
  }

  #position(key: string): number {
    return partitionPoint(this.#sorted, (other) => compareKeys(other, key) < 0);
  }
}
