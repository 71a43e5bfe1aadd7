import { AwsError } from '../../core/wire/aws-error.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
export interface PostPolicy {
  readonly conditions: readonly Condition[];
  /** Of the file; from `content-length-range`. */
  readonly minBytes: number;
  readonly maxBytes: number;
}

interface Condition {
  readonly operator: 'eq' | 'starts-with';
  readonly field: string;
  readonly value: string;
}

/** These need no condition. */
const FREE_FIELDS = new Set(['x-amz-signature', 'signature', 'awsaccesskeyid', 'policy', 'file']);

/** The policy that a form carries in Base64, if it has not expired. */
export function parsePolicy(encoded: string, nowMs: number): PostPolicy {
  const document = parseJson(Buffer.from(encoded, 'base64').toString('utf8'));
  if (document['expiration'] === undefined) throw invalidPolicy('Policy missing expiration.');
  if (!Array.isArray(document['conditions'])) throw invalidPolicy('Policy missing conditions.');
  const expiration = String(document['expiration']);
  const endMs = /^\d{4}-\d\d-\d\dT/.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(endMs)) throw invalidPolicy(`Invalid 'expiration' value: '${expiration}'`);
  if (nowMs > endMs) throw notAccordingTo('Policy expired.');
  const given: readonly unknown[] = document['conditions'];
  const range = given.find(isRange);
  return {
    conditions: given.filter((condition) => !isRange(condition)).flatMap(parseCondition),
    minBytes: range?.[1] ?? 0,
    maxBytes: range?.[2] ?? Number.POSITIVE_INFINITY,
  };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return Object.fromEntries(Object.entries(parsed));
  } catch {}
  throw invalidPolicy('Invalid JSON.');
}

function isRange(condition: unknown): condition is readonly [string, number, number] {
  if (!Array.isArray(condition) || String(condition[0]).toLowerCase() !== 'content-length-range') return false;
  const [, min, max]: unknown[] = condition;
  if (condition.length !== 3 || !isSize(min) || !isSize(max)) throw invalidCondition(condition);
  return true;
}

function isSize(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function parseCondition(condition: unknown): readonly Condition[] {
  if (Array.isArray(condition)) {
    const [name, field, value]: unknown[] = condition;
    const operator = String(name).toLowerCase();
    const isKnown = operator === 'eq' || operator === 'starts-with';
    if (!isKnown || typeof field !== 'string' || typeof value !== 'string' || !field.startsWith('$')) {
      throw invalidCondition(condition);
    }
    return [{ operator, field: field.slice(1).toLowerCase(), value }];
  }
  if (typeof condition !== 'object' || condition === null) throw invalidCondition(condition);
  const entries = Object.entries(condition);
  if (entries.length !== 1) throw invalidCondition(condition);
  return entries.map(([field, value]) => ({ operator: 'eq', field: field.toLowerCase(), value: String(value) }));
}

/** Every condition holds, and every field has one. */
export function checkConditions(policy: PostPolicy, fields: ReadonlyMap<string, string>): void {
  for (const { operator, field, value } of policy.conditions) {
    const given = fields.get(field) ?? '';
    const holds = operator === 'eq' ? given === value : startsWith(field, given, value);
    if (!holds) {
      throw notAccordingTo(`Policy Condition failed: ["${operator}", "$${field}", "${value}"]`);
    }
  }
  const named = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...fields.keys()].filter(
    (field) => !named.has(field) && !FREE_FIELDS.has(field) && !field.startsWith('x-ignore-'),
  );
  if (extra.length > 0) throw notAccordingTo(`Extra input fields: ${extra.join(', ')}`);
}

/** Each of several content types must begin so. */
function startsWith(field: string, given: string, start: string): boolean {
  const values = field === 'content-type' ? given.split(',') : [given];
  return values.every((value) => value.trim().startsWith(start));
}

function invalidPolicy(text: string): AwsError {
  return new AwsError('InvalidPolicyDocument', 400, `Invalid Policy: ${text}`);
}

function invalidCondition(condition: unknown): AwsError {
  return invalidPolicy(`Invalid Condition: ${JSON.stringify(condition)}`);
}

function notAccordingTo(text: string): AwsError {
  return new AwsError('AccessDenied', 403, `Invalid according to Policy: ${text}`);
}
