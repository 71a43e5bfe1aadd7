import { AwsError } from '../core/wire/aws-error.ts';
import { queryList } from '../core/wire/wire-query.ts';
import type { Tag } from './role.ts';

/** Characters of one trust policy, and of all inline policies of a role, white space not counted. */
const MAX_TRUST_POLICY_CHARS = 2048;
const MAX_INLINE_POLICY_CHARS = 10_240;
const MAX_MANAGED_POLICY_CHARS = 6144;
const MAX_TAGS = 50;

export function roleName(params: URLSearchParams): string {
  return params.get('RoleName') ?? '';
}

export function policyName(params: URLSearchParams): string {
  return params.get('PolicyName') ?? '';
}

export function checkTrustPolicySize(document: string): void {
  if (countedChars(document) <= MAX_TRUST_POLICY_CHARS) return;
  throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for ACLSizePerRole: ${MAX_TRUST_POLICY_CHARS}`);
}

export function checkInlinePolicySize(role: string, documents: readonly string[]): void {
  const total = documents.reduce((sum, document) => sum + countedChars(document), 0);
  if (total <= MAX_INLINE_POLICY_CHARS) return;
  const message = `Maximum policy size of ${MAX_INLINE_POLICY_CHARS} bytes exceeded for role ${role}`;
  throw new AwsError('LimitExceeded', 409, message);
}

export function checkManagedPolicySize(document: string): void {
  if (countedChars(document) <= MAX_MANAGED_POLICY_CHARS) return;
  throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for PolicySize: ${MAX_MANAGED_POLICY_CHARS}`);
}

function countedChars(document: string): number {
  return document.replace(/\s/g, '').length;
}

export function maxSessionDuration(params: URLSearchParams): number | undefined {
  const asked = params.get('MaxSessionDuration');
  return asked === null ? undefined : Number(asked);
}

export function roleDescription(params: URLSearchParams): string | undefined {
  return params.get('Description') ?? undefined;
}

export function tagsOf(params: URLSearchParams): Tag[] {
  const tags = queryList(params, 'Tags').map((entry) => ({
    key: entry.get('Key') ?? '',
    value: entry.get('Value') ?? '',
  }));
  if (new Set(tags.map(({ key }) => key.toLowerCase())).size < tags.length) {
    const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    throw new AwsError('InvalidInput', 400, message);
  }
  return tags;
}

/** The tags after adding some; a key keeps one value, whatever its letter case. */
export function mergedTags(present: readonly Tag[], added: readonly Tag[], quota = 'TagsPerRole'): Tag[] {
  const merged = new Map([...present, ...added].map((tag) => [tag.key.toLowerCase(), tag]));
  if (merged.size > MAX_TAGS) throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for ${quota}: ${MAX_TAGS}`);
  return [...merged.values()];
}
