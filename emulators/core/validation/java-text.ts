import { isJsonObject } from '../wire/wire-json.ts';

/** A value as AWS's messages print it, which is how Java prints it: `[a, b]` for lists, `{k=v}` for maps, no quotes or escapes. */
export function javaText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, member]) => `${key}=${javaText(member)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

/** Java prints a whole double as `2.0`. */
export function javaDouble(value: unknown): string {
  return Number.isInteger(value) ? `${value}.0` : javaText(value);
}
