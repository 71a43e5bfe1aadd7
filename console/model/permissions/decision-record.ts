import type { AccessDecision } from './access-decision.ts';

/** What is known of decisions. */
export interface DecisionRecord {
  /** The oldest first. */
  readonly decisions: readonly AccessDecision[];
  /** Older ones that are not kept any more. */
  readonly forgotten: number;
}

/** A page may be open for days. */
const MAX_KEPT = 10_000;

/** Decisions as they come: each answer has what is new, and those before it that have grown. */
export class DecisionLedger {
  readonly #maxKept: number;
  readonly #known = new Map<string, AccessDecision>();
  #record: DecisionRecord = { decisions: [], forgotten: 0 };
  #sinceMs = 0;
  #dropped = 0;

  constructor(maxKept = MAX_KEPT) {
    this.#maxKept = maxKept;
  }

  /** From when on to ask: that of the last decision, as more may come in its millisecond. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** The same object as long as nothing has changed. */
  get record(): DecisionRecord {
    return this.#record;
  }

  /** Gives those that were not known before, or have grown. */
  take({ decisions, forgotten }: DecisionRecord): readonly AccessDecision[] {
    const news = decisions.filter((one) => this.#known.get(keyOf(one))?.count !== one.count);
    for (const one of news) {
      this.#known.set(keyOf(one), one);
      this.#sinceMs = Math.max(this.#sinceMs, one.lastMs);
    }
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.#maxKept) break;
      this.#known.delete(key);
      this.#dropped += 1;
    }
    const known = Math.max(forgotten, this.#dropped);
    if (news.length > 0 || known !== this.#record.forgotten)
      this.#record = { decisions: [...this.#known.values()], forgotten: known };
    return news;
  }
}

/** Calls that are alike are one decision, until there was a pause. */
function keyOf({ callerArn, action, allowedBy, denial, firstMs }: AccessDecision): string {
  return JSON.stringify([callerArn, action, allowedBy, denial, firstMs]);
}
