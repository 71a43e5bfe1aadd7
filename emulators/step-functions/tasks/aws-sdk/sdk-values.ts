import type { NormalizedSchema } from '@smithy/core/schema';
import { isList, isRecord, type Json, type JsonRecord } from '../../language/json.ts';
import { capitalized, memberNamed } from '../parameter-shape.ts';

/** Parameters of a state as the SDK's request: members by the API's own names, dates and bytes from text. */
export function requestOf(value: Json, schema: NormalizedSchema): unknown {
  if (schema.isBlobSchema()) return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  if (schema.isTimestampSchema() && (typeof value === 'string' || typeof value === 'number')) return new Date(value);
  if (schema.isStringSchema() && typeof value === 'object') return value === null ? undefined : JSON.stringify(value);
  if (isList(value) && schema.isListSchema()) return value.map((item) => requestOf(item, schema.getValueSchema()));
  if (!isRecord(value)) return value ?? undefined;
  if (schema.isMapSchema()) return mapped(value, (name, item) => [name, requestOf(item, schema.getValueSchema())]);
  if (!schema.isStructSchema()) return value;
  return mapped(value, (name, item) => {
    const [member, memberSchema] = memberNamed(schema, name) ?? [];
    return memberSchema === undefined ? [name, item] : [member ?? name, requestOf(item, memberSchema)];
  });
}

function mapped(record: JsonRecord, entryOf: (name: string, value: Json) => readonly [string, unknown]): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => entryOf(name, value)));
}

/** The SDK's answer as a task's output: capital first letters, times in ISO 8601, bytes and streams as text; nothing that is absent. */
export async function outputOf(value: unknown, schema: NormalizedSchema): Promise<Json> {
  if (value instanceof Date) return isoTime(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (isStream(value)) return value.transformToString('utf8');
  if (Array.isArray(value)) {
    const item = schema.isListSchema() ? schema.getValueSchema() : schema;
    return Promise.all(value.map((one: unknown) => outputOf(one, item)));
  }
  if (typeof value === 'object' && value !== null) return recordOf(value, schema);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

async function recordOf(value: object, schema: NormalizedSchema): Promise<JsonRecord> {
  const present = Object.entries(value).filter(([name, one]) => one !== undefined && name !== '$metadata');
  if (schema.isMapSchema()) return record(present, (name) => [name, schema.getValueSchema()]);
  if (!schema.isStructSchema()) return record(present, (name) => [name, schema]);
  const members = new Map(schema.structIterator());
  return record(present, (name) => [capitalized(name), members.get(name) ?? schema]);
}

async function record(
  entries: readonly (readonly [string, unknown])[],
  keyOf: (name: string) => readonly [string, NormalizedSchema],
): Promise<JsonRecord> {
  const converted = entries.map(async ([name, value]): Promise<[string, Json]> => {
    const [key, schema] = keyOf(name);
    return [key, await outputOf(value, schema)];
  });
  return Object.fromEntries(await Promise.all(converted));
}

/** As Java's Instant prints it: no fraction where it is zero. */
function isoTime(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}

interface TextStream {
  transformToString(encoding: string): Promise<string>;
}

function isStream(value: unknown): value is TextStream {
  return typeof value === 'object' && value !== null && 'transformToString' in value;
}
