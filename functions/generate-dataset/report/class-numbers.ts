import { copied } from '../listing/key-page.ts';

/** A number for each class, in the order in which they are met; these are not the labels. Both splits share them. */
export class ClassNumbers {
  readonly #numbers = new Map<string, number>();
  #lastName: string | undefined;
  #lastNumber = 0;

  /** Keys of a class follow each other, mostly. */
  numberFor(className: string): number {
    if (className === this.#lastName) return this.#lastNumber;
    let number = this.#numbers.get(className);
    if (number === undefined) {
      number = this.#numbers.size;
      // A name cut out of a page's text would keep the whole of it in memory.
      this.#numbers.set(copied(className), number);
    }
    this.#lastName = className;
    this.#lastNumber = number;
    return number;
  }

  get names(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  of(className: string): number | undefined {
    return this.#numbers.get(className);
  }
}
