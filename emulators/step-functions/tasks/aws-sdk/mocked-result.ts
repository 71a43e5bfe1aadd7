import type { NormalizedSchema } from '@smithy/core/schema';
import { ownEntry } from '../../../core/own-entry.ts';
import { isList, isRecord, type Json } from '../../language/json.ts';
import { capitalized } from '../parameter-shape.ts';
import { type AnswerConstraint, answerConstraints } from './answer-constraints.ts';
import { sdkPackage } from './sdk-package.ts';

/** Services whose name in an optimized integration is not that of their SDK. */
const SDK_NAMES: Readonly<Record<string, string>> = { events: 'eventbridge', states: 'sfn' };

/** `events:putEvents` or `aws-sdk:s3:getObject`: what answers with an operation's own result. */
const REQUEST = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:(aws-sdk:)?([a-z0-9-]+):([a-zA-Z0-9]+)$/;

interface Check {
  readonly service: string;
  /** Whether members that the API always has must be there: STRICT. */
  readonly isStrict: boolean;
  /** An optimized integration shows bytes that hold JSON, such as lambda:invoke's Payload, as that JSON. */
  readonly isOptimized: boolean;
}

/** What is wrong with a mocked result by the service's API; members that the API does not have may be anything. */
export function mockedResultProblem(resource: string, result: Json, isStrict: boolean): string | undefined {
  const [, direct, named = '', action = ''] = REQUEST.exec(resource) ?? [];
  const service = ownEntry(SDK_NAMES, named) ?? named;
  const output = sdkPackage(service)?.operation(action)?.output;
  const check = { service, isStrict, isOptimized: direct === undefined };
  return output === undefined ? undefined : membersProblem(result, output, check);
}

function membersProblem(value: Json, schema: NormalizedSchema, check: Check): string | undefined {
  if (!isRecord(value) || !schema.isStructSchema()) return undefined;
  const constraints = answerConstraints(check.service, schema.getName());
  for (const [name, member] of schema.structIterator()) {
    const field = capitalized(name);
    const constraint = ownEntry(constraints, name);
    const isGiven = Object.hasOwn(value, field);
    if (!isGiven && check.isStrict && constraint?.required === true) return `Required field '${field}' is missing`;
    const given = value[field] ?? null;
    const problem = isGiven
      ? (valueProblem(field, given, member, check) ?? constraintProblem(field, given, constraint))
      : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function valueProblem(field: string, value: Json, schema: NormalizedSchema, check: Check): string | undefined {
  if (schema.isListSchema()) {
    if (!isList(value)) return `Field '${field}' must be an array`;
    const items = schema.getValueSchema();
    return value.map((item) => valueProblem(field, item, items, check)).find((problem) => problem !== undefined);
  }
  if (schema.isBlobSchema() && check.isOptimized) return undefined;
  const isText = schema.isStringSchema() || schema.isTimestampSchema() || schema.isBlobSchema();
  if (isText) return typeof value === 'string' ? undefined : `Field '${field}' must be a string`;
  if (schema.isNumericSchema()) return typeof value === 'number' ? undefined : `Field '${field}' must be a number`;
  return membersProblem(value, schema, check);
}

function constraintProblem(field: string, value: Json, constraint: AnswerConstraint = {}): string | undefined {
  const { enum: values, min = -Infinity, max = Infinity } = constraint;
  if (typeof value === 'number') {
    if (value < min) return `Field '${field}' is less than the minimum value`;
    return value > max ? `Field '${field}' exceeds the maximum value` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (values?.includes(value) === false) return `Field '${field}' is not an expected value`;
  if (value.length < min) return `Field '${field}' is smaller than the minimum length`;
  return value.length > max ? `[rehearsal] Field '${field}' exceeds the maximum length` : undefined;
}
