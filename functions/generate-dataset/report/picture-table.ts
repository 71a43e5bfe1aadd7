import { RECORD_NUMBERS } from './picture-records.ts';

/** Little, as each data set makes 64 of these tables, most of which stay small; doubled whenever it is full. */
const FIRST_ROOM = 64;
const EMPTY = -1;

/** How often each picture of one partition is there. Columns in typed arrays, which grow with the number of pictures. */
export class PictureTable {
  #content1 = new Uint32Array(FIRST_ROOM);
  #content2 = new Uint32Array(FIRST_ROOM);
  #train = new Uint32Array(FIRST_ROOM);
  #test = new Uint32Array(FIRST_ROOM);
  #firstClass = new Uint32Array(FIRST_ROOM);
  #otherClass = new Uint8Array(FIRST_ROOM);
  #slots = new Int32Array(FIRST_ROOM * 2).fill(EMPTY);
  size = 0;

  take(records: Uint32Array): void {
    for (let at = 0; at < records.length; at += RECORD_NUMBERS) {
      this.#count(records[at] ?? 0, records[at + 1] ?? 0, records[at + 4] ?? 0);
    }
  }

  /** Pictures that are there more than once. */
  *repeated(): Generator<RepeatedPicture> {
    for (let row = 0; row < this.size; row += 1) {
      const train = this.#train[row] ?? 0;
      const test = this.#test[row] ?? 0;
      if (train + test < 2) continue;
      yield {
        content1: this.#content1[row] ?? 0,
        content2: this.#content2[row] ?? 0,
        train,
        test,
        inSeveralClasses: this.#otherClass[row] === 1,
      };
    }
  }

  #count(content1: number, content2: number, classAndSplit: number): void {
    const row = this.#rowOf(content1, content2, classAndSplit >>> 1);
    const counts = (classAndSplit & 1) === 0 ? this.#train : this.#test;
    counts[row] = (counts[row] ?? 0) + 1;
    if (this.#firstClass[row] !== classAndSplit >>> 1) this.#otherClass[row] = 1;
  }

  #rowOf(content1: number, content2: number, classNumber: number): number {
    if (this.size === this.#content1.length) this.#grow();
    const mask = this.#slots.length - 1;
    let slot = content2 & mask;
    for (;;) {
      const row = this.#slots[slot] ?? EMPTY;
      if (row === EMPTY) break;
      if (this.#content2[row] === content2 && this.#content1[row] === content1) return row;
      slot = (slot + 1) & mask;
    }
    const row = this.size;
    this.#slots[slot] = row;
    this.#content1[row] = content1;
    this.#content2[row] = content2;
    this.#firstClass[row] = classNumber;
    this.size += 1;
    return row;
  }

  #grow(): void {
    const room = this.#content1.length * 2;
    this.#content1 = larger(this.#content1, room);
    this.#content2 = larger(this.#content2, room);
    this.#train = larger(this.#train, room);
    this.#test = larger(this.#test, room);
    this.#firstClass = larger(this.#firstClass, room);
    const other = new Uint8Array(room);
    other.set(this.#otherClass);
    this.#otherClass = other;
    this.#slots = new Int32Array(room * 2).fill(EMPTY);
    const mask = this.#slots.length - 1;
    for (let row = 0; row < this.size; row += 1) {
      let slot = (this.#content2[row] ?? 0) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = row;
    }
  }
}

export interface RepeatedPicture {
  readonly content1: number;
  readonly content2: number;
  /** Images of it in each split. */
  readonly train: number;
  readonly test: number;
  readonly inSeveralClasses: boolean;
}

function larger(column: Uint32Array<ArrayBuffer>, room: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(room);
  copy.set(column);
  return copy;
}
