/** What a program's JSON is taken for, where it may have any form. */
export type Json = Readonly<Record<string, unknown>>;

/** A JSON text that should be an object; an empty one where it is not. */
export function jsonRecord(text: string | undefined): Json {
  if (text === undefined) return {};
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
