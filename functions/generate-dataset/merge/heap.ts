/** Brings the entry at this place of a binary heap down until none below it is less. */
export function sink<T>(heap: T[], from: number, compare: (one: T, other: T) => number): void {
  const entry = heap[from];
  if (entry === undefined) return;
  let at = from;
  for (;;) {
    const child = lesserChild(heap, at, compare);
    const below = heap[child];
    if (below === undefined || compare(entry, below) <= 0) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = entry;
}

function lesserChild<T>(heap: readonly T[], at: number, compare: (one: T, other: T) => number): number {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
  const isRight = left !== undefined && right !== undefined && compare(right, left) < 0;
  return isRight ? 2 * at + 2 : 2 * at + 1;
}
