import type { NormalizedSchema } from '@smithy/core/schema';
import { isList, isRecord, type Json } from '../../language/json.ts';
import { capitalized } from '../parameter-shape.ts';
import { sdkPackage } from './sdk-package.ts';

/** Services whose name in an optimized integration is not that of their SDK. */
const SDK_NAMES: Readonly<Record<string, string>> = { events: 'eventbridge', states: 'sfn' };

/** `events:putEvents` or `aws-sdk:s3:getObject`: what answers with an operation's own result. */
const REQUEST = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:(?:aws-sdk:)?([a-z0-9-]+):([a-zA-Z0-9]+)$/;

/** What is wrong with a mocked result by the types of the service's API; members that the API does not have may be anything. */
export function mockedResultProblem(resource: string, result: Json): string | undefined {
  const [, service = '', action = ''] = REQUEST.exec(resource) ?? [];
  const output = sdkPackage(SDK_NAMES[service] ?? service)?.operation(action)?.output;
  return output === undefined ? undefined : membersProblem(result, output);
}

function membersProblem(value: Json, schema: NormalizedSchema): string | undefined {
  if (!isRecord(value)) return undefined;
  const members = schema.isStructSchema() ? [...schema.structIterator()] : [];
  for (const [name, member] of members) {
    const field = capitalized(name);
    const problem = Object.hasOwn(value, field) ? valueProblem(field, value[field] ?? null, member) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function valueProblem(field: string, value: Json, schema: NormalizedSchema): string | undefined {
  if (schema.isListSchema()) {
    if (!isList(value)) return `Field '${field}' must be an array`;
    const items = schema.getValueSchema();
    return value.map((item) => valueProblem(field, item, items)).find((problem) => problem !== undefined);
  }
  // Bytes that hold JSON, such as lambda:invoke's Payload, are shown as that JSON: any value may be one.
  if (schema.isBlobSchema()) return undefined;
  const isText = schema.isStringSchema() || schema.isTimestampSchema();
  if (isText) return typeof value === 'string' ? undefined : `Field '${field}' must be a string`;
  if (schema.isNumericSchema()) return typeof value === 'number' ? undefined : `Field '${field}' must be a number`;
  return membersProblem(value, schema);
}
