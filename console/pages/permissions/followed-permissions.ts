import type { AccessDecision } from '../../model/permissions/access-decision.ts';
import { DecisionLedger, type DecisionRecord } from '../../model/permissions/decision-record.ts';
import { type RoleDetails, roleStatements } from '../../model/permissions/role-statements.ts';

export interface KnownPermissions {
  readonly roles: readonly RoleDetails[];
  /** Absent where nobody decides. */
  readonly record: DecisionRecord | undefined;
}

export interface AskedOfIam {
  listRoleDetails(signal: AbortSignal): Promise<readonly RoleDetails[]>;
  readDecisions(sinceMs: number, signal: AbortSignal): Promise<DecisionRecord | undefined>;
}

/** Policies change with a deployment; all of them are a large answer. */
const ROLES_MS = 60_000;

/** Asks for new decisions only, and for roles again when a decision is of one that is not known, or after a minute. */
export class FollowedPermissions {
  readonly #iam: AskedOfIam;
  readonly #ledger = new DecisionLedger();
  #roles: readonly RoleDetails[] = [];
  #statements: ReadonlySet<string> = new Set();
  #rolesMs = Number.NEGATIVE_INFINITY;
  #hasNewNames = false;

  constructor(iam: AskedOfIam) {
    this.#iam = iam;
  }

  async ask(signal: AbortSignal, nowMs = Date.now()): Promise<KnownPermissions> {
    const answer = await this.#iam.readDecisions(this.#ledger.sinceMs, signal);
    const news = answer === undefined ? [] : this.#ledger.take(answer);
    // Kept until the roles are there: this question may fail.
    this.#hasNewNames ||= news.some((one) => !this.#isOfKnown(one));
    if (this.#hasNewNames || nowMs - this.#rolesMs >= ROLES_MS) {
      this.#roles = await this.#iam.listRoleDetails(signal);
      this.#statements = new Set(this.#roles.flatMap(namesIn));
      this.#rolesMs = nowMs;
      this.#hasNewNames = false;
    }
    return { roles: this.#roles, record: answer === undefined ? undefined : this.#ledger.record };
  }

  #isOfKnown({ roleArn, allowedBy }: AccessDecision): boolean {
    const names = allowedBy.map(({ policyName, statement }) => nameOf(roleArn, policyName, statement));
    return [roleArn, ...names].every((name) => this.#statements.has(name));
  }
}

function namesIn(role: RoleDetails): readonly string[] {
  return [role.arn, ...roleStatements(role).map(({ policyName, key }) => nameOf(role.arn, policyName, key))];
}

function nameOf(roleArn: string, policyName: string, statement: string): string {
  return `${roleArn}\n${policyName}\n${statement}`;
}
