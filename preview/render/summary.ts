import { changeCounts, isEmpty, type ProgramChange } from '../compare/program-change.ts';

/** What is compared, as a person would name it. */
export interface Comparison {
  /** As the user gave it, such as `origin/main`. */
  readonly revision: string;
  /** Whole hash. */
  readonly commit: string;
}

export const NOT_DEPLOYED =
  'This compares what two programs ask for. It does not look at what is deployed: `pulumi preview` does, with an account.';

const SHORT_HASH_CHARACTERS = 10;

export function baseText({ revision, commit }: Comparison): string {
  const short = commit.slice(0, SHORT_HASH_CHARACTERS);
  return commit.startsWith(revision) ? short : `${revision} (${short})`;
}

/** `2 added, 1 changed, 20 unchanged`, or that nothing differs. */
export function summaryText(change: ProgramChange): string {
  if (isEmpty(change)) return `no change: ${change.unchanged} resources as they were`;
  const parts = Object.entries(changeCounts(change)).filter(([, count]) => count > 0);
  const changed = parts.length === 0 ? ['no resource changes'] : parts.map(([kind, count]) => `${count} ${kind}`);
  return [...changed, `${change.unchanged} unchanged`].join(', ');
}

/** What a run costs before and after, where a program says so; undefined where neither does. */
export function costLine({ cost }: ProgramChange): string | undefined {
  const { before = 'unknown', after = 'unknown' } = cost;
  if (cost.before === undefined && cost.after === undefined) return undefined;
  return before === after ? after : `${before} -> ${after}`;
}
