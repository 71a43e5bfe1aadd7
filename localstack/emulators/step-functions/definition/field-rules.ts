import { parseCall } from '../intrinsics/call-parser.ts';
import { isList, isRecord, type Json } from '../language/json.ts';
import { parsePath } from '../language/json-path-parser.ts';
import { expressionIn } from '../language/jsonata.ts';
import { splitRoot } from '../language/path-root.ts';
import { isReferencePath } from '../language/reference-path.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import type { QueryLanguage } from './definition.ts';

/** What is wrong with a member's value; undefined when nothing is. */
export type FieldRule = (value: Json) => string | undefined;

const MAX_SECONDS = 99_999_999;
const MAX_INTEGER = 2_147_483_647;
const MAX_LABEL_LENGTH = 40;
/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#distributed-map-parameters */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about these characters.
const LABEL_EXCLUDES = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/u;

export function integerProblem(value: Json, min: number, max: number): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return undefined;
  return `[rehearsal] ${JSON.stringify(value)} must be an integer from ${min} to ${max}`;
}

/** `$...`, `$$...` or `$variable...`. */
export function isPath(text: string): boolean {
  try {
    parsePath(splitRoot(text).path);
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

const count: FieldRule = (value) => integerProblem(value, 0, MAX_INTEGER);

const percentage: FieldRule = (value) =>
  typeof value === 'number' && value >= 0 && value <= 100
    ? undefined
    : `[rehearsal] ${JSON.stringify(value)} must be a number from 0 to 100`;

const label: FieldRule = (value) => {
  if (typeof value !== 'string' || value === '' || value.length > MAX_LABEL_LENGTH) {
    return `[rehearsal] ${JSON.stringify(value)} must have 1 to ${MAX_LABEL_LENGTH} characters`;
  }
  return LABEL_EXCLUDES.test(value)
    ? `[rehearsal] ${JSON.stringify(value)} has a character that is not allowed`
    : undefined;
};

/** Rules for each member of a state that do not depend on other members. */
const RULES: Readonly<Record<string, FieldRule>> = {
  Type: text,
  Comment: text,
  QueryLanguage: anything,
  Next: text,
  End: flag,
  InputPath: pathOrNull,
  OutputPath: pathOrNull,
  ResultPath: resultPath,
  Parameters: anything,
  Arguments: anything,
  Output: anything,
  Assign: record,
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
  ItemProcessor: record,
  Iterator: record,
  ItemsPath: path,
  Items: (value) =>
    isList(value) || isRecord(value) || expressionIn(value) !== undefined
      ? undefined
      : '[rehearsal] must be a list or a JSONata expression',
  ItemSelector: anything,
  ItemReader: record,
  ItemBatcher: record,
  ResultWriter: record,
  Label: label,
  MaxConcurrency: count,
  MaxConcurrencyPath: path,
  ToleratedFailureCount: count,
  ToleratedFailureCountPath: path,
  ToleratedFailurePercentage: percentage,
  ToleratedFailurePercentagePath: path,
};

/** Members whose value an expression may give in a JSONata state. */
const EXPRESSIBLE = new Set([
  ...['Arguments', 'Output', 'Assign', 'TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'Timestamp', 'Error', 'Cause'],
  ...['Items', 'ItemSelector', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
]);

/** What is wrong with a member of a state by itself. */
export function fieldProblem(field: string, value: Json, language: QueryLanguage): string | undefined {
  if (language === 'JSONata' && field !== 'Assign' && EXPRESSIBLE.has(field) && expressionIn(value) !== undefined)
    return undefined;
  return RULES[field]?.(value);
}
