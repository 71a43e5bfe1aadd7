import { type ClassRule, FOLDER_RULE } from '../inputs/class-rule.ts';
import { copied } from '../listing/page-text.ts';

type Grouping = Pick<ClassRule, 'classesOf' | 'severalLabels'>;

/**
 * A number for each group of images with the same labels (see ClassRule), mostly a class, in the order in which they are met;
 * these are not the labels. Both splits share them.
 */
export class ClassNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #rule: Grouping;
  #ofClasses: Map<string, number[]> | undefined;
  #lastName: string | undefined;
  #lastNumber = 0;

  constructor(rule: Grouping = FOLDER_RULE) {
    this.#rule = rule;
  }

  /** Keys of a group follow each other, mostly. */
  numberFor(group: string): number {
    if (group === this.#lastName) return this.#lastNumber;
    let number = this.#numbers.get(group);
    if (number === undefined) {
      number = this.#numbers.size;
      // A name cut out of a page's text would keep the whole of it in memory.
      this.#numbers.set(copied(group), number);
      this.#ofClasses = undefined;
    }
    this.#lastName = group;
    this.#lastNumber = number;
    return number;
  }

  get names(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  /** Of the groups whose images have the class's label. */
  of(className: string): readonly number[] {
    if (this.#rule.severalLabels) return this.#groupsOfClasses().get(className) ?? [];
    const number = this.#numbers.get(className);
    return number === undefined ? [] : [number];
  }

  #groupsOfClasses(): ReadonlyMap<string, readonly number[]> {
    if (this.#ofClasses !== undefined) return this.#ofClasses;
    this.#ofClasses = new Map();
    for (const [group, number] of this.#numbers) {
      for (const name of this.#rule.classesOf(group)) {
        const numbers = this.#ofClasses.get(name);
        if (numbers === undefined) this.#ofClasses.set(name, [number]);
        else numbers.push(number);
      }
    }
    return this.#ofClasses;
  }
}
