import { byUtf8 } from '../utf8-order.ts';

/** How many keys are named; the others are only counted. */
export const SHOWN_KEYS = 20;

export interface SkippedKey {
  readonly key: string;
  readonly reason: string;
}

export interface FoundKeys<Item> {
  readonly total: number;
  readonly first: readonly Item[];
}

/** The first of all keys in key order, whatever the order they come in; the others are only counted. */
export class FirstKeys<Item> {
  readonly #keyOf: (item: Item) => string;
  #items: Item[] = [];
  total = 0;

  constructor(keyOf: (item: Item) => string) {
    this.#keyOf = keyOf;
  }

  add(item: Item): void {
    this.total += 1;
    this.#items.push(item);
    if (this.#items.length > 2 * SHOWN_KEYS) this.#items = [...this.first];
  }

  /** Those that were found elsewhere, of which only the first are known. */
  addAll({ total, first }: FoundKeys<Item>): void {
    for (const item of first) this.add(item);
    this.total += total - first.length;
  }

  get first(): readonly Item[] {
    return this.#items.toSorted((one, other) => byUtf8(this.#keyOf(one), this.#keyOf(other))).slice(0, SHOWN_KEYS);
  }
}
