import { listIn, type Members, numberIn, textIn } from '../members.ts';

/** Calls of one session that came one upon the other and were decided alike. */
export interface AccessDecision {
  readonly roleArn: string;
  readonly callerArn: string;
  /** Such as `s3:GetObject`. */
  readonly action: string;
  /** The first few. */
  readonly resources: readonly string[];
  readonly allowedBy: readonly { readonly policyName: string; readonly statement: string }[];
  /** AWS's text. */
  readonly denial?: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export function decisionsIn(answer: Members): readonly AccessDecision[] {
  return listIn(answer, 'decisions').map((one) => {
    const denial = textIn(one, 'denial');
    const resources: unknown = one['resources'];
    return {
      roleArn: textIn(one, 'roleArn') ?? '',
      callerArn: textIn(one, 'callerArn') ?? '',
      action: textIn(one, 'action') ?? '',
      resources: Array.isArray(resources) ? resources.map(String) : [],
      allowedBy: listIn(one, 'allowedBy').map((use) => ({
        policyName: textIn(use, 'policyName') ?? '',
        statement: textIn(use, 'statement') ?? '',
      })),
      ...(denial === undefined ? {} : { denial }),
      count: numberIn(one, 'count') ?? 1,
      firstMs: numberIn(one, 'firstMs') ?? 0,
      lastMs: numberIn(one, 'lastMs') ?? 0,
    };
  });
}

/** Those that were made between two times. */
export function decisionsWithin(
  decisions: readonly AccessDecision[],
  fromMs: number,
  toMs: number,
): readonly AccessDecision[] {
  return decisions.filter(({ firstMs, lastMs }) => lastMs >= fromMs && firstMs <= toMs);
}

/** How many calls they stand for. */
export function callCount(decisions: readonly AccessDecision[]): number {
  return decisions.reduce((sum, { count }) => sum + count, 0);
}

/** How often each action was called, the most frequent first. */
export function actionCounts(
  decisions: readonly AccessDecision[],
): readonly (readonly [action: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { action, count } of decisions) counts.set(action, (counts.get(action) ?? 0) + count);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Each denial once, with how often it came; the newest first. */
export function denialsIn(decisions: readonly AccessDecision[]): readonly AccessDecision[] {
  const denied = decisions.filter(({ denial }) => denial !== undefined);
  const groups = Map.groupBy(denied, ({ denial, roleArn }) => `${roleArn}\n${denial}`);
  return [...groups.values()]
    .flatMap((group) => {
      const last = group.at(-1);
      return last === undefined ? [] : [{ ...last, count: callCount(group) }];
    })
    .sort((one, other) => other.lastMs - one.lastMs);
}

export interface NewestDenials {
  /** The newest first. */
  readonly shown: readonly AccessDecision[];
  /** How many calls were denied, those that are not shown included. */
  readonly calls: number;
  /** Where they are not all. */
  readonly words?: string;
}

/** Each object that is denied has a text of its own: there may be thousands. */
export function newestDenials(decisions: readonly AccessDecision[], most: number): NewestDenials {
  const all = denialsIn(decisions);
  const calls = callCount(all);
  if (all.length <= most) return { shown: all, calls };
  return { shown: all.slice(0, most), calls, words: `The newest ${most} of ${all.length.toLocaleString('en')}.` };
}
