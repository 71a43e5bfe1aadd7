import { isEmpty, operationCounts, type ProgramChange } from '../compare/program-change.ts';

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

const WORDS = {
  create: 'created',
  import: 'imported',
  update: 'updated',
  replace: 'replaced',
  delete: 'deleted',
  same: 'unchanged',
} as const;

export const DATA_TITLE = 'Data that is deleted or replaced';
export const LOST_TITLE = 'Made again for want of an alias';
export const REFUSED =
  'Pulumi refuses this update: it deletes or replaces what is protected, and stops at the first of it.';

/** `2 created, 1 updated, 20 unchanged`, in the words of Pulumi's engine and counted as it counts; or that nothing differs. */
export function summaryText(change: ProgramChange): string {
  const counts = operationCounts(change);
  if (isEmpty(change)) return `no change: ${counts.same} resources as they were`;
  const { same, ...operations } = counts;
  const parts = Object.entries(WORDS).flatMap(([op, word]) => {
    const count = op === 'same' ? 0 : (operations[op as keyof typeof operations] ?? 0);
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return [...(parts.length === 0 ? ['no resource changes'] : parts), `${same} unchanged`].join(', ');
}

/** Whether the engine would stop before anything is done. */
export function isRefused({ operations }: ProgramChange): boolean {
  return operations.some(({ refused }) => refused);
}

/** What a run costs before and after, where a program says so; undefined where neither does. */
export function costLine({ cost }: ProgramChange): string | undefined {
  const { before = 'unknown', after = 'unknown' } = cost;
  if (cost.before === undefined && cost.after === undefined) return undefined;
  return before === after ? after : `${before} -> ${after}`;
}
