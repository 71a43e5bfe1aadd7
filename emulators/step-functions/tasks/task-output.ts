import type { Json, JsonRecord } from '../language/json.ts';

/** An SDK's answer as a task's output: times are milliseconds since 1970, absent members are left out. */
export function taskOutput(answer: object): JsonRecord {
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, toJson(value)]),
  );
}

function toJson(value: unknown): Json {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) return taskOutput(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
