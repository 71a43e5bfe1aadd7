import { isJsonObject } from '../../core/wire/wire-json.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { AccessRequest } from '../evaluation/access-request.ts';
import {
  type Applying,
  applying,
  type Decision,
  evaluatePolicies,
  isDeny,
  type PolicySet,
} from '../evaluation/evaluate.ts';
import { appliesTo, namesPrincipal, type Principal } from '../evaluation/statement.ts';

const IDENTITY_TYPE = 'IAM Policy';
const RESOURCE_TYPE = 'Resource Policy';

/** What the policies say of one action on one resource, as both simulations answer it. */
export function simulatedResult(caller: Principal, request: AccessRequest, policies: PolicySet): XmlObject {
  const decision = evaluatePolicies(caller, request, policies);
  const { boundary } = policies;
  const bounded = boundary === undefined ? undefined : applying(boundary, request);
  const isBounded = bounded !== undefined && bounded.length > 0 && !bounded.some(isDeny);
  return {
    EvalActionName: request.action,
    EvalResourceName: request.resource,
    EvalDecision: nameOf(decision),
    MatchedStatements: { member: matched(caller, request, policies, decision) },
    MissingContextValues: { member: missingKeys(request, policies) },
    ...(bounded === undefined
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: isBounded } }),
  };
}

function nameOf(decision: Decision): string {
  if (decision.isAllowed) return 'allowed';
  return decision.reason === 'implicit' || decision.reason === 'unbounded' ? 'implicitDeny' : 'explicitDeny';
}

/** The statements that decide: those that deny, if any does, else those that allow. */
function matched(
  caller: Principal,
  request: AccessRequest,
  { identity, resource }: PolicySet,
  decision: Decision,
): readonly XmlObject[] {
  const of = (found: readonly Applying[], type: string) =>
    found.map(({ statement, use }) => ({
      statement,
      source: { SourcePolicyId: use.policyName, SourcePolicyType: type },
    }));
  const all = [
    ...of(
      identity.flatMap((policy) => applying(policy, request)),
      IDENTITY_TYPE,
    ),
    ...of(
      (resource === undefined ? [] : applying(resource, request)).filter(
        ({ statement }) => namesPrincipal(statement, caller) !== 'no',
      ),
      RESOURCE_TYPE,
    ),
  ];
  const denies = all.filter(({ statement }) => statement['Effect'] === 'Deny');
  if (nameOf(decision) === 'implicitDeny') return [];
  return (denies.length > 0 ? denies : all).map(({ source }) => source);
}

/** Condition keys that the simulation was given no value for, of statements that would else speak of the request. */
function missingKeys(request: AccessRequest, { identity, resource, boundary }: PolicySet): readonly string[] {
  const policies = [
    ...identity,
    ...(resource === undefined ? [] : [resource]),
    ...(boundary === undefined ? [] : [boundary]),
  ];
  const speaking = policies
    .flatMap(({ statements }) => statements)
    .filter(({ Condition: _, ...statement }) => appliesTo(statement, request));
  const keys = speaking.flatMap(({ Condition }) => conditionKeys(Condition));
  return [...new Set(keys)].filter((key) => !request.keys.has(key.toLowerCase()));
}

function conditionKeys(condition: unknown): readonly string[] {
  if (!isJsonObject(condition)) return [];
  return Object.values(condition).flatMap((keys) => (isJsonObject(keys) ? Object.keys(keys) : []));
}
