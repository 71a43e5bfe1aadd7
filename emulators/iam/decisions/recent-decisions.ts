import type { AccessDecision } from '../access-control.ts';
import type { StatementUse } from '../evaluation/evaluate.ts';

/**
 * What was decided, once for all calls of one caller that came one upon the other and were decided alike. A denial's text names
 * what was asked for: another text is another decision.
 */
export interface RecentDecision {
  readonly roleArn: string;
  /** The session that called. */
  readonly callerArn: string;
  readonly action: string;
  /** The first few that were asked for. */
  readonly resources: readonly string[];
  readonly allowedBy: readonly StatementUse[];
  /** AWS's text, when it was denied. */
  readonly denial?: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

interface Growing extends RecentDecision {
  readonly resources: string[];
  count: number;
  lastMs: number;
}

/** A cloud may serve for days. */
const MAX_KEPT = 5_000;
const MAX_RESOURCES = 3;
/** A training job reads thousands of objects one upon the other; two runs are further apart. */
const GAP_MS = 500;

/** What roles were allowed and denied lately, the oldest first. */
export class RecentDecisions {
  readonly #maxKept: number;
  #kept: Growing[] = [];
  /** The last one of each kind. */
  readonly #latest = new Map<string, Growing>();
  #forgotten = 0;

  constructor(maxKept = MAX_KEPT) {
    this.#maxKept = maxKept;
  }

  add(decision: AccessDecision, timeMs: number): void {
    const key = kindOf(decision);
    const latest = this.#latest.get(key);
    if (latest !== undefined && timeMs - latest.lastMs < GAP_MS) {
      latest.count += 1;
      latest.lastMs = timeMs;
      const { resources } = latest;
      if (resources.length < MAX_RESOURCES && !resources.includes(decision.resource)) resources.push(decision.resource);
      return;
    }
    const { resource, ...rest } = decision;
    const added = { ...rest, resources: [resource], count: 1, firstMs: timeMs, lastMs: timeMs };
    this.#kept.push(added);
    // Deleted first, so that the oldest kind is first.
    this.#latest.delete(key);
    this.#latest.set(key, added);
    this.#forget();
  }

  /** Those that have not ended before then. */
  since(timeMs: number): readonly RecentDecision[] {
    return this.#kept.filter(({ lastMs }) => lastMs >= timeMs);
  }

  /** How many are not kept any more. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Half of them at once: taking off the first one each time would move all the others. */
  #forget(): void {
    if (this.#kept.length > 2 * this.#maxKept) {
      this.#forgotten += this.#kept.length - this.#maxKept;
      this.#kept = this.#kept.slice(-this.#maxKept);
    }
    const [oldest] = this.#latest.keys();
    if (this.#latest.size > this.#maxKept && oldest !== undefined) this.#latest.delete(oldest);
  }
}

function kindOf({ callerArn, action, allowedBy, denial }: AccessDecision): string {
  const by = allowedBy.map(({ policyName, statement }) => `${policyName}\n${statement}`).join('\n');
  return `${callerArn}\n${action}\n${by}\n${denial ?? ''}`;
}
