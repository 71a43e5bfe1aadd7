import type { Permission, RolePermissions, WorkingRole } from '../core/authorization/role-permissions.ts';
import type { AccountRegion } from '../core/regional-arn.ts';
import { denialText } from './denial-text.ts';
import { type ContextKeys, contextKeys } from './evaluation/access-request.ts';
import { type Decision, evaluatePolicies, type StatementUse } from './evaluation/evaluate.ts';
import type { PolicyStore } from './managed-policies/policy-store.ts';
import type { Role } from './role.ts';
import { parsedPolicy, policiesOf, unreadablePolicy } from './role-policies.ts';
import type { RoleStore } from './role-store.ts';

/** A session of a role that makes a call. */
export interface RoleCaller {
  readonly accountId: string;
  readonly arn: string;
  readonly userId: string;
  readonly roleArn: string;
  /** That its request is for. */
  readonly region: string;
}

/** What was decided of one action on one resource. */
export interface AccessDecision {
  readonly roleArn: string;
  /** The role's session that called. */
  readonly callerArn: string;
  readonly action: string;
  readonly resource: string;
  /** The statements that allow it; none when it is denied. */
  readonly allowedBy: readonly StatementUse[];
  /** AWS's text, when it is denied. */
  readonly denial?: string;
}

/** Decides by the policies of roles as they are stored now. */
export class AccessControl implements RolePermissions {
  readonly #roles: RoleStore;
  readonly #policies: PolicyStore;
  readonly #owner: AccountRegion;
  readonly #observe: (decision: AccessDecision) => void;

  constructor(
    roles: RoleStore,
    policies: PolicyStore,
    owner: AccountRegion,
    observe: (decision: AccessDecision) => void,
  ) {
    this.#roles = roles;
    this.#policies = policies;
    this.#owner = owner;
    this.#observe = observe;
  }

  /** AWS's text when the caller's call is denied. */
  check(caller: RoleCaller, permission: Permission, resourcePolicy?: string): string | undefined {
    const { action, resource } = permission;
    const role = this.#roles.byArn(caller.roleArn);
    const request = { action, resource, keys: keysOf(caller, role, permission.keys) };
    const decision = evaluatePolicies(caller, request, {
      ...policiesOf(role, this.#policies),
      ...(resourcePolicy === undefined ? {} : { resource: parsedPolicy('resource policy', resourcePolicy) }),
    });
    const denial = unreadablePolicy(role, this.#policies) ?? textOf(decision, caller.arn, permission);
    this.#observe({
      roleArn: caller.roleArn,
      callerArn: caller.arn,
      action,
      resource,
      allowedBy: denial === undefined && decision.isAllowed ? decision.by : [],
      ...(denial === undefined ? {} : { denial }),
    });
    return denial;
  }

  /** Condition keys of a caller's request. */
  keysOf(caller: RoleCaller, more: Permission['keys']): ContextKeys {
    return keysOf(caller, this.#roles.byArn(caller.roleArn), more);
  }

  denial({ roleArn, sessionName }: WorkingRole, permissions: readonly Permission[]): string | undefined {
    const role = this.#roles.byArn(roleArn);
    const roleName = role?.roleName ?? roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const { accountId, region } = this.#owner;
    const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
    const caller = { accountId, region, arn, roleArn, userId: `${role?.roleId ?? ''}:${sessionName}` };
    for (const permission of permissions) {
      const denial = this.check(caller, permission);
      if (denial !== undefined) return denial;
    }
    return undefined;
  }
}

function textOf(decision: Decision, callerArn: string, permission: Permission): string | undefined {
  return decision.isAllowed ? undefined : denialText(callerArn, permission, decision.reason);
}

function keysOf(caller: RoleCaller, role: Role | undefined, more: Permission['keys'] = {}): ContextKeys {
  return contextKeys(callerKeys(caller, role), more);
}

/** Keys of every request of a role. The endpoint on loopback stands for AWS's, which speaks TLS (docs/fidelity.md). */
function callerKeys({ accountId, userId, roleArn, region }: RoleCaller, role: Role | undefined) {
  const nowMs = Date.now();
  const tags = (role?.tags ?? []).map(({ key, value }): [string, string] => [`aws:PrincipalTag/${key}`, value]);
  return {
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': region,
    'aws:SourceIp': '127.0.0.1',
    'aws:CurrentTime': new Date(nowMs).toISOString(),
    'aws:EpochTime': String(Math.floor(nowMs / 1000)),
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalAccount': accountId,
    'aws:PrincipalType': 'AssumedRole',
    'aws:userid': userId,
    'aws:ViaAWSService': 'false',
    'aws:PrincipalIsAWSService': 'false',
    'aws:ResourceAccount': accountId,
    ...Object.fromEntries(tags),
  };
}
