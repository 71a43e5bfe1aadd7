import type { RowLabel } from '../inputs/row-label.ts';
import { byUtf8 } from '../utf8-order.ts';

/** How the rows of one split differ from those of an earlier run. */
export interface RowChanges {
  readonly added: number;
  readonly removed: number;
  /** The same path with another label. */
  readonly relabelled: number;
  /** Classes that have rows only in the earlier run, and all that have an added or a removed one. */
  readonly earlierClasses: ReadonlySet<string>;
  readonly touchedClasses: ReadonlySet<string>;
}

export interface LabelledPath {
  readonly path: string;
  /** As a number; several in rising order, separated by commas. */
  readonly labels: string;
}

/** What the rows of both runs mean. */
export interface RowMeaning {
  /** Labels of an image of now, as in a LabelledPath. */
  readonly labelsOf: RowLabel;
  /** Names of the classes of an image of now. */
  readonly classesOf: (path: string) => readonly string[];
  /** Names of the classes of a row of the earlier run. */
  readonly earlierClassesOf: (row: LabelledPath) => readonly string[];
}

/** An earlier `.lst` file that is not one. */
export class BrokenRowsError extends Error {}

/** Rows of a `.lst` file, which must be in key order, as this function writes them. */
export async function* rowsOfLst(lines: AsyncIterable<readonly string[]>): AsyncGenerator<LabelledPath[]> {
  let number = 0;
  let last = '';
  for await (const batch of lines) {
    const rows: LabelledPath[] = [];
    for (const line of batch) {
      number += 1;
      const labelAt = line.indexOf('\t') + 1;
      const pathAt = line.lastIndexOf('\t') + 1;
      const labels = pathAt < labelAt + 2 ? undefined : labelsIn(line.slice(labelAt, pathAt - 1));
      const path = line.slice(pathAt);
      if (labelAt < 2 || labels === undefined || path === '' || byUtf8(last, path) >= 0)
        throw new BrokenRowsError(`line ${number} is no row of a .lst file in key order`);
      rows.push({ path, labels });
      last = path;
    }
    yield rows;
  }
}

/** Of the columns between index and path: a label, or a mark for each class. Undefined where they are neither. */
function labelsIn(columns: string): string | undefined {
  if (!columns.includes('\t')) return /^\d{1,15}$/.test(columns) ? columns : undefined;
  const marks = columns.split('\t');
  if (!marks.every((mark) => mark === '0' || mark === '1')) return undefined;
  return marks.flatMap((mark, label) => (mark === '1' ? [label] : [])).join(',');
}

/** Merges both; each must be in key order. Memory does not grow with the number of rows. */
export async function compareRows(
  earlier: AsyncIterable<readonly LabelledPath[]>,
  paths: AsyncIterable<readonly string[]>,
  meaning: RowMeaning,
): Promise<RowChanges> {
  const before = new Cursor(earlier);
  const now = new Cursor(paths);
  const counts = new Counts(meaning);
  await Promise.all([before.fill(), now.fill()]);
  for (;;) {
    const old = before.item;
    const path = now.item;
    if (old === undefined && path === undefined) return counts;
    const order = old === undefined ? 1 : path === undefined ? -1 : byUtf8(old.path, path);
    if (order <= 0 && old !== undefined) counts.earlier(old);
    if (order < 0 && old !== undefined) counts.remove(old);
    else if (order > 0 && path !== undefined) counts.add(path);
    else if (old !== undefined) counts.both(old);
    // Awaiting each row would cost more than comparing it.
    if (order <= 0 && before.next()) await before.fill();
    if (order >= 0 && now.next()) await now.fill();
  }
}

class Cursor<T> {
  readonly #source: AsyncIterator<readonly T[]>;
  #batch: readonly T[] = [];
  #at = 0;

  constructor(source: AsyncIterable<readonly T[]>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  get item(): T | undefined {
    return this.#batch[this.#at];
  }

  /** Goes on by one item; true where more must be read for it. */
  next(): boolean {
    this.#at += 1;
    return this.#at >= this.#batch.length;
  }

  async fill(): Promise<void> {
    do {
      const next = await this.#source.next();
      this.#at = 0;
      this.#batch = next.done === true ? [] : next.value;
      if (next.done === true) return;
    } while (this.#batch.length === 0);
  }
}

class Counts implements RowChanges {
  added = 0;
  removed = 0;
  relabelled = 0;
  readonly earlierClasses = new Set<string>();
  readonly touchedClasses = new Set<string>();
  readonly #meaning: RowMeaning;
  #lastClasses: readonly string[] = [];

  constructor(meaning: RowMeaning) {
    this.#meaning = meaning;
  }

  earlier(row: LabelledPath): void {
    const classes = this.#meaning.earlierClassesOf(row);
    // Rows come class by class, mostly: the set is asked only where they change.
    if (classes === this.#lastClasses) return;
    this.#lastClasses = classes;
    for (const name of classes) this.earlierClasses.add(name);
  }

  add(path: string): void {
    this.added += 1;
    this.#touch(this.#meaning.classesOf(path));
  }

  remove(row: LabelledPath): void {
    this.removed += 1;
    this.#touch(this.#meaning.earlierClassesOf(row));
  }

  both(row: LabelledPath): void {
    if (this.#meaning.labelsOf(row.path) === row.labels) return;
    this.relabelled += 1;
    const before = this.#meaning.earlierClassesOf(row);
    const now = this.#meaning.classesOf(row.path);
    // A class that has another label now has lost and won nothing.
    const isSame = before.length === now.length && before.every((name) => now.includes(name));
    if (!isSame) this.#touch([...before, ...now]);
  }

  #touch(classes: readonly string[]): void {
    for (const name of classes) this.touchedClasses.add(name);
  }
}
