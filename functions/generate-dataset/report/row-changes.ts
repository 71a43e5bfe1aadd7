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
  readonly label: number;
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
      const pathAt = line.indexOf('\t', labelAt) + 1;
      const label = Number(line.slice(labelAt, pathAt - 1));
      const path = line.slice(pathAt);
      if (labelAt < 2 || pathAt < labelAt + 2 || !Number.isSafeInteger(label) || path === '' || byUtf8(last, path) >= 0)
        throw new BrokenRowsError(`line ${number} is no row of a .lst file in key order`);
      rows.push({ path, label });
      last = path;
    }
    yield rows;
  }
}

/** Merges both; each must be in key order. Memory does not grow with the number of rows. */
export async function compareRows(
  earlier: AsyncIterable<readonly LabelledPath[]>,
  paths: AsyncIterable<readonly string[]>,
  labelOf: (className: string) => number | undefined,
): Promise<RowChanges> {
  const before = new Cursor(earlier);
  const now = new Cursor(paths);
  const counts = new Counts(labelOf);
  await Promise.all([before.fill(), now.fill()]);
  for (;;) {
    const old = before.item;
    const path = now.item;
    if (old === undefined && path === undefined) return counts;
    const order = old === undefined ? 1 : path === undefined ? -1 : byUtf8(old.path, path);
    if (order <= 0 && old !== undefined) counts.earlier(old);
    if (order < 0 && old !== undefined) counts.remove(old.path);
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
  readonly #labelOf: (className: string) => number | undefined;
  #lastClass = '';

  constructor(labelOf: (className: string) => number | undefined) {
    this.#labelOf = labelOf;
  }

  /** Rows come class by class, mostly: a set is asked only where the class changes. */
  earlier({ path }: LabelledPath): void {
    if (path.startsWith(this.#lastClass) && path[this.#lastClass.length] === '/') return;
    this.#lastClass = classOf(path);
    this.earlierClasses.add(this.#lastClass);
  }

  add(path: string): void {
    this.added += 1;
    this.touchedClasses.add(classOf(path));
  }

  remove(path: string): void {
    this.removed += 1;
    this.touchedClasses.add(classOf(path));
  }

  both({ path, label }: LabelledPath): void {
    if (this.#labelOf(classOf(path)) !== label) this.relabelled += 1;
  }
}

function classOf(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
