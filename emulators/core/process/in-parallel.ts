/** Does `work` for so many items at a time; gives the results in the items' order. After a failure no further item is begun. */
export async function inParallel<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const pending = numbered(items);
  const take = async () => {
    for await (const [index, item] of pending) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return results;
}

async function* numbered<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<readonly [number, Item]> {
  let index = 0;
  for await (const item of items) {
    yield [index, item];
    index += 1;
  }
}
