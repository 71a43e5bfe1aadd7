import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';

/** `$or` with two policies or more, of which one must match; anything else of that name is a key like any other. */
export function isOr(key: string, rules: unknown): rules is readonly JsonObject[] {
  return key === '$or' && Array.isArray(rules) && rules.length > 1 && rules.every(isJsonObject);
}
