/** Sees CSV whose rows have a column of 0 or 1 for each class: read as indices, they would give every image the same classes. */
export class MarkColumns {
  #columns = 0;
  #isOther = false;
  #firstLine = 0;

  /** A row of several labels. */
  take(labels: readonly string[], line: number): void {
    if (this.#columns === 0) {
      this.#columns = labels.length;
      this.#firstLine = line;
    }
    const areMarks = labels.length > 1 && labels.every((label) => label === '0' || label === '1');
    if (!areMarks || labels.length !== this.#columns) this.#isOther = true;
  }

  /** The first of the rows, if there are some and all of them are such. */
  get line(): number | undefined {
    return this.#isOther || this.#columns === 0 ? undefined : this.#firstLine;
  }
}
