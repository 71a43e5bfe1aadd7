import { sink } from '../../generate-dataset/merge/heap.ts';
import { stableHash } from '../../generate-dataset/stable-hash.ts';

interface HashedPath {
  readonly hash: number;
  readonly path: string;
}

/** Of the paths that it takes, those with the lowest hashes, and never more than so many: a heap with the highest on top. */
export class LowestPaths {
  readonly #size: number;
  readonly #heap: HashedPath[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  take(path: string): void {
    if (this.#size === 0) return;
    const entry = { hash: stableHash(path), path };
    if (this.#heap.length < this.#size) {
      this.#heap.push(entry);
      this.#rise(this.#heap.length - 1);
      return;
    }
    const [top] = this.#heap;
    if (top === undefined || !isAbove(top, entry)) return;
    this.#heap[0] = entry;
    sink(this.#heap, 0, (one, other) => (isAbove(one, other) ? -1 : 1));
  }

  paths(): readonly string[] {
    return this.#heap.map(({ path }) => path);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfAbove(at, parent)) return;
      at = parent;
    }
  }

  /** Whether the entry belongs above its parent, where it then is. */
  #swapIfAbove(child: number, parent: number): boolean {
    const [lower, upper] = [this.#heap[child], this.#heap[parent]];
    if (lower === undefined || upper === undefined || !isAbove(lower, upper)) return false;
    this.#heap[parent] = lower;
    this.#heap[child] = upper;
    return true;
  }
}

/** Paths with one hash are told apart by themselves, so that their order in the file does not matter. */
function isAbove(one: HashedPath, other: HashedPath): boolean {
  return one.hash === other.hash ? one.path > other.path : one.hash > other.hash;
}
