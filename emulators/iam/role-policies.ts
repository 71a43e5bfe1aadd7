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

/** Of a policy that is gone nothing is left, so that a boundary that is gone allows nothing. */
function managedPolicy(arn: string, managed: PolicyStore): Policy {
  const policy = managed.find(arn);
  return policy === undefined
    ? { name: arn, statements: [] }
    : parsedPolicy(policy.policyName, defaultDocument(policy));
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
