import type { AccessDecision } from './access-decision.ts';
import type { RoleStatement } from './role-statements.ts';

/** Decisions by what allowed them, looked through once. */
export class StatementUses {
  readonly #uses = new Map<string, AccessDecision[]>();
  readonly #roles = new Set<string>();

  constructor(decisions: readonly AccessDecision[]) {
    for (const decision of decisions) {
      const { roleArn, allowedBy } = decision;
      this.#roles.add(roleArn);
      // Two patterns of one statement may have allowed a call: it counts once.
      const keys = new Set(allowedBy.map(({ policyName, statement }) => keyOf(roleArn, policyName, statement)));
      for (const key of keys) {
        const known = this.#uses.get(key);
        if (known === undefined) this.#uses.set(key, [decision]);
        else known.push(decision);
      }
    }
  }

  /** Calls that this statement of the role allowed. */
  of(roleArn: string, { policyName, key }: Pick<RoleStatement, 'policyName' | 'key'>): readonly AccessDecision[] {
    return this.#uses.get(keyOf(roleArn, policyName, key)) ?? [];
  }

  /** Whether the role called anything, allowed or denied. */
  isCalled(roleArn: string): boolean {
    return this.#roles.has(roleArn);
  }
}

function keyOf(roleArn: string, policyName: string, statement: string): string {
  return `${roleArn}\n${policyName}\n${statement}`;
}
