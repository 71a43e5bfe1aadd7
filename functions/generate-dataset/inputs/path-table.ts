import { ImageHash } from '../report/image-hash.ts';

/** What a table knows of a path. */
export interface PathEntry {
  readonly group: number;
  readonly line: number;
}

/** Parts that grow each by itself, so that growing one does not need twice the memory of all. */
const PARTS = 64;
const FIRST_SLOTS = 16;
/** Of the slots, that may be taken. */
const MAX_LOAD = 0.75;
const GROWTH = 1.5;
/** Numbers of a slot: two of the path's hash, its group and its line. */
const SLOT_NUMBERS = 4;
const MET = 0x80000000;

/**
 * Groups and lines by path, of which only a hash of 64 bits is kept: 21 to 32 bytes a path, however long paths are. Of ten
 * million paths two have the same hash in one of 370,000 files.
 */
export class PathTable {
  readonly #parts = Array.from({ length: PARTS }, () => new Part());
  readonly #hash = new ImageHash();

  /** The entry of an earlier path that is the same; undefined where there was none, and the path is in the table now. */
  add(path: string, group: number, line: number): PathEntry | undefined {
    const part = this.#partOf(path);
    const { path1, path2 } = this.#hash;
    const earlier = part.find(path1, path2);
    if (earlier >= 0) return part.entry(earlier);
    part.add(path1, path2, group, line);
    return undefined;
  }

  /** The path's group, -1 where it is not in the table. */
  groupOf(path: string): number {
    const part = this.#partOf(path);
    const slot = part.find(this.#hash.path1, this.#hash.path2);
    return slot < 0 ? -1 : part.group(slot);
  }

  /** Like groupOf, and notes that the path was met. */
  meet(path: string): number {
    const part = this.#partOf(path);
    const slot = part.find(this.#hash.path1, this.#hash.path2);
    return slot < 0 ? -1 : part.meet(slot);
  }

  /** Lines of paths that nobody has met. */
  *unmetLines(): Generator<number> {
    for (const part of this.#parts) yield* part.unmetLines();
  }

  #partOf(path: string): Part {
    this.#hash.takePath(path);
    const part = this.#parts[(this.#hash.path2 >>> 16) % PARTS];
    if (part === undefined) throw new RangeError('a path belongs to no part of the table');
    return part;
  }
}

/** Open addressing; a line of 0 is a free slot. */
class Part {
  #slots = new Int32Array(FIRST_SLOTS * SLOT_NUMBERS);
  #size = FIRST_SLOTS;
  #taken = 0;

  find(path1: number, path2: number): number {
    for (let at = this.#start(path1); this.#slots[at + 3] !== 0; at = this.#next(at)) {
      if (this.#slots[at] === path1 && this.#slots[at + 1] === path2) return at;
    }
    return -1;
  }

  add(path1: number, path2: number, group: number, line: number): void {
    if (this.#taken + 1 > this.#size * MAX_LOAD) this.#grow();
    this.#put(path1, path2, group, line);
    this.#taken += 1;
  }

  group(slot: number): number {
    return (this.#slots[slot + 2] ?? 0) & ~MET;
  }

  entry(slot: number): PathEntry {
    return { group: this.group(slot), line: (this.#slots[slot + 3] ?? 0) >>> 0 };
  }

  meet(slot: number): number {
    const group = this.#slots[slot + 2] ?? 0;
    this.#slots[slot + 2] = group | MET;
    return group & ~MET;
  }

  *unmetLines(): Generator<number> {
    for (let at = 0; at < this.#slots.length; at += SLOT_NUMBERS) {
      const line = (this.#slots[at + 3] ?? 0) >>> 0;
      if (line !== 0 && ((this.#slots[at + 2] ?? 0) & MET) === 0) yield line;
    }
  }

  #put(path1: number, path2: number, group: number, line: number): void {
    let at = this.#start(path1);
    while (this.#slots[at + 3] !== 0) at = this.#next(at);
    this.#slots.set([path1, path2, group, line], at);
  }

  #grow(): void {
    const old = this.#slots;
    this.#size = Math.ceil(this.#size * GROWTH);
    this.#slots = new Int32Array(this.#size * SLOT_NUMBERS);
    for (let at = 0; at < old.length; at += SLOT_NUMBERS) {
      const [path1 = 0, path2 = 0, group = 0, line = 0] = old.subarray(at, at + SLOT_NUMBERS);
      if (line !== 0) this.#put(path1, path2, group, line);
    }
  }

  #start(path1: number): number {
    return ((path1 >>> 0) % this.#size) * SLOT_NUMBERS;
  }

  #next(at: number): number {
    return at + SLOT_NUMBERS === this.#slots.length ? 0 : at + SLOT_NUMBERS;
  }
}
