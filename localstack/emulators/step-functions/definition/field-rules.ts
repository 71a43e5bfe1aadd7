import { parseCall } from '../intrinsics/call-parser.ts';
import { isList, isRecord, type Json } from '../language/json.ts';
import { parsePath } from '../language/json-path-parser.ts';
import { isReferencePath } from '../language/reference-path.ts';
import { parseTimestamp } from '../language/timestamp.ts';

/** What is wrong with a member's value; undefined when nothing is. */
export type FieldRule = (value: Json) => string | undefined;

const MAX_SECONDS = 99_999_999;

export function integerProblem(value: Json, min: number, max: number): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `[rehearsal] ${JSON.stringify(value)} must be an integer from ${min} to ${max}`;
}

/** `$...` or `$$...`. */
export function isPath(text: string): boolean {
  try {
    parsePath(text.startsWith('$$') ? text.slice(1) : text);
    return true;
  } catch {
    return false;
  }
}

/** A path or an intrinsic function call. */
export function isExpression(text: string): boolean {
  if (text.startsWith('$')) return isPath(text);
  try {
    parseCall(text);
    return true;
  } catch {
    return false;
  }
}

const text: FieldRule = (value) => (typeof value === 'string' ? undefined : '[rehearsal] must be a string');
const flag: FieldRule = (value) => (typeof value === 'boolean' ? undefined : '[rehearsal] must be true or false');
const anything: FieldRule = () => undefined;
const seconds: FieldRule = (value) => integerProblem(value, 1, MAX_SECONDS);

const path: FieldRule = (value) =>
  typeof value === 'string' && isPath(value) ? undefined : `[rehearsal] ${JSON.stringify(value)} must be a JSONPath`;

const pathOrNull: FieldRule = (value) => (value === null ? undefined : path(value));

const pathOrCall: FieldRule = (value) =>
  typeof value === 'string' && isExpression(value)
    ? undefined
    : `[rehearsal] ${JSON.stringify(value)} must be a JSONPath or an intrinsic function call`;

const resultPath: FieldRule = (value) =>
  value === null || (typeof value === 'string' && isReferencePath(value))
    ? undefined
    : `[rehearsal] ${JSON.stringify(value)} must be a Reference Path or null`;

const timestamp: FieldRule = (value) =>
  typeof value === 'string' && parseTimestamp(value) !== undefined
    ? undefined
    : 'String does not match RFC3339 timestamp';

const filledList: FieldRule = (value) =>
  isList(value) && value.length > 0 ? undefined : '[rehearsal] must be a list with at least one item';

const list: FieldRule = (value) => (isList(value) ? undefined : '[rehearsal] must be a list');
const record: FieldRule = (value) => (isRecord(value) ? undefined : '[rehearsal] must be an object');

/** Rules for each member of a state that do not depend on other members. */
export const FIELD_RULES: Readonly<Record<string, FieldRule>> = {
  Type: text,
  Comment: text,
  QueryLanguage: anything,
  Next: text,
  End: flag,
  InputPath: pathOrNull,
  OutputPath: pathOrNull,
  ResultPath: resultPath,
  Parameters: anything,
  ResultSelector: record,
  Result: anything,
  Resource: text,
  TimeoutSeconds: seconds,
  TimeoutSecondsPath: path,
  HeartbeatSeconds: seconds,
  HeartbeatSecondsPath: path,
  Retry: list,
  Catch: list,
  Choices: filledList,
  Default: text,
  Branches: filledList,
  Seconds: (value) => integerProblem(value, 0, MAX_SECONDS),
  SecondsPath: path,
  Timestamp: timestamp,
  TimestampPath: path,
  Error: text,
  ErrorPath: pathOrCall,
  Cause: text,
  CausePath: pathOrCall,
};
