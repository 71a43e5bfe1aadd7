/** A row of an `.lst` file: `<number>\t<label>\t<path>`. */
export interface LstRow {
  readonly label: number;
  /** Below the channel's prefix. */
  readonly path: string;
}

/** Rows of a part of a file; the broken ones at the part's ends are left out. */
export function lstRows(text: string, isFromStart: boolean): readonly LstRow[] {
  const lines = text.split('\n').slice(isFromStart ? 0 : 1, text.endsWith('\n') ? undefined : -1);
  return lines.flatMap((line) => {
    const [, label, path] = /^\d+\t(\d+)(?:\.0+)?\t(.+)$/.exec(line.replace(/\r$/, '')) ?? [];
    return label === undefined || path === undefined ? [] : [{ label: Number(label), path }];
  });
}

/** The first rows of each label, at most `most` of each. */
export function firstOfEach(rows: readonly LstRow[], most: number): ReadonlyMap<number, readonly LstRow[]> {
  const found = new Map<number, LstRow[]>();
  for (const row of rows) {
    const own = found.get(row.label) ?? [];
    if (own.length < most) found.set(row.label, [...own, row]);
  }
  return found;
}

/** Parts of a large file that together are looked through, evenly over it: rows are sorted by class. */
export function partsOf(
  size: number,
  partBytes: number,
  parts: number,
): readonly (readonly [first: number, last: number])[] {
  if (size <= partBytes * parts) return size === 0 ? [] : [[0, size - 1]];
  const step = (size - partBytes) / (parts - 1);
  return Array.from({ length: parts }, (_, index) => {
    const first = Math.floor(index * step);
    return [first, first + partBytes - 1] as const;
  });
}

/** Where a channel's files are, by the state machine's definition: the `S3Uri` of the first channel of this name. */
export function channelPrefix(definition: unknown, channel: string): string | undefined {
  if (typeof definition !== 'object' || definition === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(definition));
  if (members.get('ChannelName') === channel) return s3UriIn(members.get('DataSource'));
  for (const member of members.values()) {
    const found = channelPrefix(member, channel);
    if (found !== undefined) return found;
  }
  return undefined;
}

function s3UriIn(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null) return undefined;
  for (const [name, member] of Object.entries(source)) {
    if (name === 'S3Uri' && typeof member === 'string') return member;
    const inner = s3UriIn(member);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
