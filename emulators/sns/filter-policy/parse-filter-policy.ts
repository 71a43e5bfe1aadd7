import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameter } from '../sns-errors.ts';
import { checkCondition, PolicyError } from './policy-conditions.ts';
import { isOr } from './policy-tree.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;
const MAX_BYTES = 256 * 1024;

/** A filter policy, refused in SNS's words; `prefix` is what a refusal begins with, which differs by operation. */
export function parseFilterPolicy(text: string, scope: FilterScope, prefix: string): JsonObject {
  try {
    return checkedPolicy(text, scope);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    // Of a policy of the wrong scope SNS speaks without naming the attribute.
    throw invalidParameter(error.isOfScope ? error.message : `${prefix}FilterPolicy: ${error.message}`);
  }
}

function checkedPolicy(text: string, scope: FilterScope): JsonObject {
  const policy = parsed(text);
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new PolicyError(`[rehearsal] a filter policy has at most ${MAX_BYTES} bytes`);
  }
  const { combinations, keys } = countOf(policy, 1);
  const isNested = Object.entries(policy).some(([key, rules]) => isJsonObject(rules) && !isOr(key, rules));
  if (scope === 'MessageAttributes' && isNested) {
    throw new PolicyError('Filter policy scope MessageAttributes does not support nested filter policy', true);
  }
  if (keys > MAX_KEYS) throw new PolicyError(`Filter policy can not have more than ${MAX_KEYS} keys`);
  if (combinations > MAX_COMBINATIONS) throw new PolicyError('Filter policy is too complex');
  return policy;
}

function parsed(text: string): JsonObject {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw new PolicyError('failed to parse JSON.');
  }
  if (!isJsonObject(policy)) throw new PolicyError('[rehearsal] a filter policy is a JSON object');
  return policy;
}

interface PolicyCount {
  /** Of values: those of each key multiplied, and by the depth of the key. */
  readonly combinations: number;
  readonly keys: number;
}

/** Checks every rule on the way. */
function countOf(policy: JsonObject, depth: number): PolicyCount {
  return Object.entries(policy).reduce<PolicyCount>(
    (total, [key, rules]) => {
      const { combinations, keys } = countOfKey(key, rules, depth);
      return { combinations: total.combinations * combinations, keys: total.keys + keys };
    },
    { combinations: 1, keys: 0 },
  );
}

function countOfKey(key: string, rules: unknown, depth: number): PolicyCount {
  if (isOr(key, rules)) {
    const alternatives = rules.map((alternative) => countOf(alternative, depth));
    return {
      combinations: alternatives.reduce((sum, { combinations }) => sum + combinations, 0),
      keys: alternatives.reduce((sum, { keys }) => sum + keys, 0),
    };
  }
  if (isJsonObject(rules)) return countOf(rules, depth + 1);
  if (!Array.isArray(rules)) throw new PolicyError(`"${key}" must be an object or an array`);
  if (rules.length === 0) throw new PolicyError('[rehearsal] an empty list of values matches nothing');
  for (const rule of rules) checkCondition(rule);
  return { combinations: rules.length * depth, keys: 1 };
}
