import { isJsonObject, type JsonObject } from '../wire/wire-json.ts';

// Members of a request that the validator has passed: of the model's type, or absent.

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

export function optionalStrings(input: JsonObject, member: string): readonly string[] | undefined {
  const value = input[member];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** The structures of a list; empty when it is absent. */
export function structures(input: JsonObject, member: string): readonly JsonObject[] {
  const value = input[member];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A map of strings; empty when it is absent. */
export function stringMap(input: JsonObject, member: string): Readonly<Record<string, string>> {
  const value = input[member];
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
