import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';
import type { Policy, PolicySet } from './evaluation/evaluate.ts';
import { defaultDocument } from './managed-policies/managed-policy.ts';
import type { PolicyStore } from './managed-policies/policy-store.ts';
import { listOf } from './policy-document.ts';
import type { Role } from './role.ts';

/** What decides for a role: its inline policies, those it has attached, and its boundary. A role that is gone has none. */
export function policiesOf(role: Role | undefined, managed: PolicyStore): PolicySet {
  if (role === undefined) return { identity: [] };
  const { policies, attachedPolicies = [], permissionsBoundary } = role;
  const inline = Object.entries(policies).map(([name, document]) => parsedPolicy(name, document));
  const attached = attachedPolicies.map((arn) => managedPolicy(arn, managed));
  const boundary = permissionsBoundary === undefined ? {} : { boundary: managedPolicy(permissionsBoundary, managed) };
  return { identity: [...inline, ...attached], ...boundary };
}

/** What a policy that cannot be read may have denied is not known, so that nothing is allowed. */
const DENYING_ALL = [{ Effect: 'Deny', Action: '*', Resource: '*' }];

function managedPolicy(arn: string, managed: PolicyStore): Policy {
  const policy = managed.find(arn);
  return policy === undefined
    ? { name: arn, statements: DENYING_ALL }
    : parsedPolicy(policy.policyName, defaultDocument(policy));
}

/**
 * Why nothing is allowed to a role of which a policy cannot be read: a policy is not deleted while a role has it, so that its
 * record was damaged or taken away.
 */
export function unreadablePolicy(role: Role | undefined, managed: PolicyStore): string | undefined {
  const { attachedPolicies = [], permissionsBoundary } = role ?? {};
  const needed = [...attachedPolicies, ...(permissionsBoundary === undefined ? [] : [permissionsBoundary])];
  const missing = needed.find((arn) => managed.find(arn) === undefined);
  if (role === undefined || missing === undefined) return undefined;
  const how = missing === permissionsBoundary ? 'is bounded by' : 'has attached';
  return `[rehearsal] the record of the policy ${missing}, which role ${role.roleName} ${how}, is damaged or gone: nothing is allowed, since what it denies is not known; create the policy again, or take it off the role`;
}

const MAX_CACHED = 200;
const parsed = new Map<string, readonly JsonObject[]>();

/** Documents are checked when they are put; they are parsed once, not for each of a job's thousand reads. */
export function parsedPolicy(name: string, document: string): Policy {
  const known = parsed.get(document);
  if (known !== undefined) return { name, statements: known };
  const policy: unknown = JSON.parse(document);
  const statements = listOf(isJsonObject(policy) ? policy['Statement'] : undefined).filter(isJsonObject);
  if (parsed.size >= MAX_CACHED) parsed.clear();
  parsed.set(document, statements);
  return { name, statements };
}
