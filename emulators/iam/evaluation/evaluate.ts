import type { JsonObject } from '../../core/wire/wire-json.ts';
import type { AccessRequest } from './access-request.ts';
import { appliesTo, matchedAction, namesPrincipal, namesSession, type Principal } from './statement.ts';

/** A policy with its name and its statements. */
export interface Policy {
  readonly name: string;
  readonly statements: readonly JsonObject[];
}

/** One statement of a policy, and which of its actions fitted. */
export interface StatementUse {
  readonly policyName: string;
  /** Its Sid; the statement's place, counted from 1, where it has none. */
  readonly statement: string;
  readonly action: string;
}

export type Decision =
  | { readonly isAllowed: true; readonly by: readonly StatementUse[] }
  | { readonly isAllowed: false; readonly reason: DenialReason };

/** `implicit` and `unbounded`: no policy, or no permissions boundary, allows it. The others are explicit denies of a policy of that kind. */
export type DenialReason =
  | 'implicit'
  | 'unbounded'
  | 'identity-based policy'
  | 'resource-based policy'
  | 'permissions boundary';

/** All policies that speak of a request. */
export interface PolicySet {
  readonly identity: readonly Policy[];
  readonly resource?: Policy;
  /** What the caller may do at most by its own policies; any, if absent. */
  readonly boundary?: Policy;
}

/**
 * Decides as IAM does for a caller and a resource of one account: an explicit deny wins, then any allow, else it is denied. A
 * boundary limits what its role is allowed, but not what a resource's policy allows the session by its own ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicies(caller: Principal, request: AccessRequest, policies: PolicySet): Decision {
  const identity = policies.identity.flatMap((policy) => applying(policy, request));
  const boundary = policies.boundary === undefined ? undefined : applying(policies.boundary, request);
  const resource = (policies.resource === undefined ? [] : applying(policies.resource, request)).filter(
    ({ statement }) => namesPrincipal(statement, caller) !== 'no',
  );
  if (identity.some(isDeny)) return { isAllowed: false, reason: 'identity-based policy' };
  if (boundary?.some(isDeny) === true) return { isAllowed: false, reason: 'permissions boundary' };
  if (resource.some(isDeny)) return { isAllowed: false, reason: 'resource-based policy' };
  const direct = resource.filter(({ statement }) => namesPrincipal(statement, caller) === 'directly');
  const allowing = [...identity, ...direct];
  if (allowing.length === 0) return { isAllowed: false, reason: 'implicit' };
  const isSessions = direct.some(({ statement }) => namesSession(statement, caller));
  if (boundary?.length === 0 && !isSessions) return { isAllowed: false, reason: 'unbounded' };
  return { isAllowed: true, by: allowing.map(({ use }) => use) };
}

export interface Applying {
  readonly statement: JsonObject;
  readonly use: StatementUse;
}

/** The statements of a policy that speak of the request. */
export function applying(policy: Policy, request: AccessRequest): readonly Applying[] {
  return policy.statements.flatMap((statement, index) => {
    if (!appliesTo(statement, request)) return [];
    const sid = statement['Sid'];
    const name = typeof sid === 'string' && sid !== '' ? sid : String(index + 1);
    const action = matchedAction(statement, request.action) ?? request.action;
    return [{ statement, use: { policyName: policy.name, statement: name, action } }];
  });
}

export function isDeny({ statement }: Applying): boolean {
  return statement['Effect'] === 'Deny';
}
