interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** How one service keeps the tags of one resource. */
interface TagCalls {
  readonly list: () => Promise<Readonly<Record<string, string>>>;
  readonly add: (tags: Tag[]) => Promise<unknown>;
  readonly remove: (keys: string[]) => Promise<unknown>;
}

/** Gives a resource these tags and no others: those that the program no longer names go. */
export async function replaceTags(wanted: Readonly<Record<string, string>>, calls: TagCalls): Promise<void> {
  const known = await calls.list();
  const stale = Object.keys(known).filter((key) => !Object.hasOwn(wanted, key));
  const changed = Object.entries(wanted).filter(([key, value]) => known[key] !== value);
  if (stale.length > 0) await calls.remove(stale);
  if (changed.length > 0) await calls.add(changed.map(([Key, Value]) => ({ Key, Value })));
}

export function tagsByKey(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** For services that take tags as a map. */
export function pairs(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
