import { copied } from '../listing/page-text.ts';
import { byUtf8 } from '../utf8-order.ts';
import type { FoundLines } from './found-lines.ts';
import { quoted } from './label-line.ts';

const INDEX = /^(?:0|[1-9]\d{0,8})$/;
/** Between names, which may hold anything else. */
const SEPARATOR = '\0';

interface LabelFacts {
  /** On which it is first. */
  readonly line: number;
}

/** The labels of a file, each once, and which of them images have together. */
export class LabelGroups {
  readonly #numbers = new Map<string, number>();
  readonly #groups: (readonly string[])[] = [];
  readonly #labels = new Map<string, LabelFacts>();

  get size(): number {
    return this.#groups.length;
  }

  /** The number of the images that have exactly these labels. */
  numberOf(labels: readonly string[], line: number): number {
    const sorted = labels.length > 1 ? labels.toSorted(byUtf8) : labels;
    const key = sorted.join(SEPARATOR);
    // Without labels the key is that of one label without a name, which no file can have.
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    // A text cut out of a line would keep all that was read with it in memory.
    const names = sorted.map((label) => this.#named(label, line));
    const number = this.#groups.length;
    this.#numbers.set(names.join(SEPARATOR), number);
    this.#groups.push(names);
    return number;
  }

  /** Whether all labels are numbers that stand for classes, and not their names. */
  areIndices(classOrder: readonly string[] | undefined): boolean {
    const labels = [...this.#labels.keys()];
    return labels.every((label) => INDEX.test(label)) && !labels.some((label) => classOrder?.includes(label));
  }

  /** Indices without a class: of `classOrder`, or without one beyond the number of different ones. */
  refuseOutOfRange(classOrder: readonly string[] | undefined, found: FoundLines): void {
    const classes = classOrder?.length ?? this.#labels.size;
    const source =
      classOrder === undefined ? `the file has ${classes} different ones` : `classOrder has ${classes} classes`;
    for (const [label, { line }] of this.#labels) {
      if (Number(label) < classes) continue;
      found.add(line, `the index ${label} is out of range: ${source}, so that they must be 0 to ${classes - 1}`);
    }
  }

  /** Names of the classes by group. */
  names(classOrder: readonly string[] | undefined): readonly (readonly string[])[] {
    if (classOrder === undefined || !this.areIndices(classOrder)) return this.#groups;
    return this.#groups.map((labels) => labels.map((label) => classOrder[Number(label)] ?? label).sort(byUtf8));
  }

  /** Labels that differ in case, in spaces at their ends or in Unicode form alone, such as "Cat" and "cat". */
  alike(): readonly (readonly string[])[] {
    const byForm = new Map<string, string[]>();
    for (const label of this.#labels.keys()) {
      const form = label.normalize('NFC').trim().toLowerCase();
      byForm.set(form, [...(byForm.get(form) ?? []), label]);
    }
    return [...byForm.values()].filter((labels) => labels.length > 1);
  }

  shown(group: number): string {
    return (this.#groups[group] ?? []).map(quoted).join(', ') || 'none';
  }

  #named(label: string, line: number): string {
    const name = copied(label);
    if (!this.#labels.has(name)) this.#labels.set(name, { line });
    return name;
  }
}
