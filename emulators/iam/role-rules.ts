import { AwsError } from '../core/wire/aws-error.ts';
import { MemberConstraints } from '../core/wire/member-constraints.ts';
import { queryList } from '../core/wire/wire-query.ts';
import type { Tag } from './role.ts';

/** Characters of one trust policy, and of all inline policies of a role, white space not counted. */
const MAX_TRUST_POLICY_CHARS = 2048;
const MAX_INLINE_POLICY_CHARS = 10_240;
const MAX_DOCUMENT_CHARS = 131_072;
const MAX_TAGS = 50;

/** A name parameter that must be there, of at most `maxLength` characters of `\w+=,.@-`. */
export function requiredName(params: URLSearchParams, name: 'RoleName' | 'PolicyName', maxLength: number): string {
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const value = params.get(name) ?? undefined;
  new MemberConstraints().check(member, value, { required: true, minLength: 1, maxLength }).throwAs('ValidationError');
  if (value === undefined || !/^[\w+=,.@-]+$/.test(value)) {
    throw invalid(
      `The specified value for ${member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  return value;
}

export function roleName(params: URLSearchParams): string {
  return requiredName(params, 'RoleName', 64);
}

export function policyName(params: URLSearchParams): string {
  return requiredName(params, 'PolicyName', 128);
}

export function rolePath(params: URLSearchParams): string {
  const path = params.get('Path') ?? '/';
  new MemberConstraints().check('path', path, { minLength: 1, maxLength: 512 }).throwAs('ValidationError');
  if (/^\/([\x21-\x7e]+\/)?$/.test(path)) return path;
  throw invalid(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

export function requiredDocument(params: URLSearchParams, name: 'PolicyDocument' | 'AssumeRolePolicyDocument'): string {
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const document = params.get(name) ?? undefined;
  const constraints = new MemberConstraints();
  constraints.check(member, document, { required: true, minLength: 1, maxLength: MAX_DOCUMENT_CHARS });
  constraints.throwAs('ValidationError');
  return document ?? '';
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

function countedChars(document: string): number {
  return document.replace(/\s/g, '').length;
}

export function maxSessionDuration(params: URLSearchParams): number | undefined {
  const asked = params.get('MaxSessionDuration');
  if (asked === null) return undefined;
  const rule = { min: 3600, max: 43_200 };
  new MemberConstraints().check('maxSessionDuration', Number(asked), rule).throwAs('ValidationError');
  return Number(asked);
}

export function roleDescription(params: URLSearchParams): string | undefined {
  const text = params.get('Description') ?? undefined;
  new MemberConstraints().check('description', text, { maxLength: 1000 }).throwAs('ValidationError');
  return text;
}

export function tagsOf(params: URLSearchParams): Tag[] {
  const tags = queryList(params, 'Tags').map((entry) => ({
    key: entry.get('Key') ?? '',
    value: entry.get('Value') ?? '',
  }));
  const constraints = new MemberConstraints();
  tags.forEach(({ key, value }, index) => {
    constraints.check(`tags.${index + 1}.member.key`, key, { minLength: 1, maxLength: 128 });
    constraints.check(`tags.${index + 1}.member.value`, value, { maxLength: 256 });
  });
  constraints.throwAs('ValidationError');
  if (new Set(tags.map(({ key }) => key.toLowerCase())).size < tags.length) {
    const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    throw new AwsError('InvalidInput', 400, message);
  }
  return tags;
}

/** The tags after adding some; a key keeps one value, whatever its letter case. */
export function mergedTags(present: readonly Tag[], added: readonly Tag[]): Tag[] {
  const merged = new Map([...present, ...added].map((tag) => [tag.key.toLowerCase(), tag]));
  if (merged.size > MAX_TAGS)
    throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for TagsPerRole: ${MAX_TAGS}`);
  return [...merged.values()];
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', 400, message);
}
