import { sink } from './heap.ts';

type Batches<T> = AsyncGenerator<readonly T[]>;

interface Head<T> {
  readonly source: Batches<T>;
  batch: readonly T[];
  at: number;
}

type Compare<T> = (left: T, right: T) => number;

const BATCH_ITEMS = 1000;

/** Merges sources that are each in order into one that is. Of many sources a heap finds the next item in few comparisons. */
export async function* mergeSorted<T>(
  sources: readonly Batches<T>[],
  compare: Compare<T>,
): AsyncGenerator<readonly T[]> {
  const heap: Head<T>[] = [];
  for (const source of sources) {
    const head = { source, batch: [], at: 0 };
    if (await fill(head)) heap.push(head);
  }
  const compareHeads = (one: Head<T>, other: Head<T>) => compare(item(one), item(other));
  for (let at = heap.length >> 1; at >= 0; at -= 1) sink(heap, at, compareHeads);
  let merged: T[] = [];
  for (let [least] = heap; least !== undefined; [least] = heap) {
    merged.push(item(least));
    least.at += 1;
    // Without a wait where the batch goes on, which is nearly always.
    if (least.at >= least.batch.length && !(await fill(least))) removeFirst(heap);
    sink(heap, 0, compareHeads);
    if (merged.length < BATCH_ITEMS && heap.length > 0) continue;
    yield merged;
    merged = [];
  }
}

function item<T>({ batch, at }: Head<T>): T {
  return batch[at] as T;
}

/** Makes sure that the head has an item; false at the source's end. */
async function fill<T>(head: Head<T>): Promise<boolean> {
  while (head.at >= head.batch.length) {
    const next = await head.source.next();
    if (next.done === true) return false;
    head.batch = next.value;
    head.at = 0;
  }
  return true;
}

function removeFirst<T>(heap: Head<T>[]): void {
  const last = heap.pop();
  if (last !== undefined && heap.length > 0) heap[0] = last;
}
