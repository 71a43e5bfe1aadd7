type Batches<T> = AsyncGenerator<readonly T[]>;

interface Head<T> {
  readonly source: Batches<T>;
  batch: readonly T[];
  at: number;
}

const BATCH_ITEMS = 1000;

/** Merges sources that are each in order into one that is. Meant for few sources: every item is compared with all heads. */
export async function* mergeSorted<T>(
  sources: readonly Batches<T>[],
  compare: (left: T, right: T) => number,
): AsyncGenerator<readonly T[]> {
  let heads: Head<T>[] = [];
  for (const source of sources) {
    const head = { source, batch: [], at: 0 };
    if (await fill(head)) heads.push(head);
  }
  let merged: T[] = [];
  while (heads.length > 0) {
    const least = heads.reduce((left, right) => (compare(item(right), item(left)) < 0 ? right : left));
    merged.push(item(least));
    least.at += 1;
    if (!(await fill(least))) heads = heads.filter((head) => head !== least);
    if (merged.length < BATCH_ITEMS && heads.length > 0) continue;
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
