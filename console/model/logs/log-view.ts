/** How far back a log is shown. */
export type LogRange = 'hour' | 'day' | 'all';

const HOUR_MS = 3_600_000;

export const RANGES: readonly { readonly name: LogRange; readonly title: string; readonly ms?: number }[] = [
  { name: 'hour', title: 'Last hour', ms: HOUR_MS },
  { name: 'day', title: 'Last day', ms: 24 * HOUR_MS },
  { name: 'all', title: 'All' },
];

/** What the address says of a group's lines. */
export interface LogView {
  /** Absent where the address names a time. */
  readonly range?: LogRange;
  readonly span?: { readonly fromMs: number; readonly toMs?: number };
  readonly isFollowed: boolean;
  readonly asked: {
    readonly stream?: string;
    readonly streamPrefix?: string;
    readonly pattern?: string;
    readonly fromMs?: number;
    readonly toMs?: number;
  };
}

/** `lastMs` is that of the group's newest line: an hour of a log that has been quiet for a week is its last one. */
export function logViewOf(query: Readonly<Record<string, string>>, lastMs: number): LogView {
  const { stream, prefix, pattern, live } = query;
  const chosen = {
    ...(stream === undefined ? {} : { stream }),
    ...(prefix === undefined ? {} : { streamPrefix: prefix }),
    ...(pattern === undefined ? {} : { pattern }),
  };
  const span = spanOf(query);
  if (span !== undefined) {
    const isFollowed = live !== 'no' && span.toMs === undefined;
    return { span, isFollowed, asked: { ...chosen, ...span } };
  }
  const range = RANGES.find(({ name }) => name === query['range']) ?? RANGES[0];
  const from = range?.ms === undefined ? {} : { fromMs: lastMs - range.ms };
  return { range: range?.name ?? 'all', isFollowed: live !== 'no', asked: { ...chosen, ...from } };
}

function spanOf({ from, to }: Readonly<Record<string, string>>): LogView['span'] {
  const [fromMs, toMs] = [Number(from), Number(to)];
  if (from === undefined || !Number.isFinite(fromMs)) return undefined;
  return { fromMs, ...(to === undefined || !Number.isFinite(toMs) ? {} : { toMs }) };
}
