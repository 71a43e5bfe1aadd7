import type { JsonObject } from '../core/wire/wire-json.ts';

/** Members of a request that the validator has passed: of the model's type, or absent (null counts as absent). */
export function optionalString(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}

export function requiredString(input: JsonObject, member: string): string {
  const value = optionalString(input, member);
  if (value === undefined) throw new Error(`${member} is missing from a validated request`);
  return value;
}

export function optionalNumber(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  return typeof value === 'number' ? value : undefined;
}
