import { ownEntry } from '../../core/own-entry.ts';
import { parseCall } from '../intrinsics/call-parser.ts';
import { isList, isRecord, type Json } from '../language/json.ts';
import { parsePath } from '../language/json-path/json-path-parser.ts';
import { splitRoot } from '../language/json-path/path-root.ts';
import { isReferencePath } from '../language/json-path/reference-path.ts';
import { expressionIn } from '../language/jsonata/jsonata.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import type { QueryLanguage } from './definition.ts';

/** What is wrong with a member's value; undefined when nothing is. */
export type FieldRule = (value: Json) => string | undefined;

const MAX_SECONDS = 99_999_999;
const MAX_INTEGER = 2_147_483_647;
const NO_PATH = 'Value must be a valid JSONPath.';
export const EMPTY = 'Value cannot be empty';
const MAX_LABEL_LENGTH = 40;
/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#distributed-map-parameters */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about these characters.
const LABEL_EXCLUDES = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/u;

export function integerProblem(value: Json, min: number, max: number): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'Expected value of type Integer';
  return rangeProblem(value, min, max);
}

export function rangeProblem(value: number, min: number, max: number): string | undefined {
  if (value < min) return `Minimum value is ${min}`;
  return value > max ? `Maximum value is ${max}` : undefined;
}

export function enumProblem(value: Json, values: readonly string[]): string | undefined {
  if (typeof value !== 'string') return 'Expected value of type [STRING]';
  return values.includes(value) ? undefined : `Value should be one of the following: [${values.join(', ')}]`;
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
  if (text.trimStart().startsWith('$')) return isPath(text);
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

const path: FieldRule = (value) => (typeof value === 'string' && isPath(value) ? undefined : NO_PATH);

const pathOrNull: FieldRule = (value) => (value === null ? undefined : path(value));

const pathOrCall: FieldRule = (value) => (typeof value === 'string' && isExpression(value) ? undefined : NO_PATH);

const resultPath: FieldRule = (value) => {
  if (value === null) return undefined;
  if (typeof value !== 'string' || !value.trimStart().startsWith('$')) return NO_PATH;
  return isReferencePath(value) ? undefined : 'Value is not a Reference Path';
};

const timestamp: FieldRule = (value) =>
  typeof value === 'string' && parseTimestamp(value) !== undefined
    ? undefined
    : 'String does not match RFC3339 timestamp';

const list: FieldRule = (value) => (isList(value) ? undefined : '[rehearsal] must be a list');
const filledList: FieldRule = (value) => list(value) ?? (isList(value) && value.length === 0 ? EMPTY : undefined);
const record: FieldRule = (value) => (isRecord(value) ? undefined : '[rehearsal] must be an object');

const count: FieldRule = (value) => integerProblem(value, 0, MAX_INTEGER);

const percentage: FieldRule = (value) =>
  typeof value === 'number' ? rangeProblem(value, 0, 100) : 'Expected value of type Integer';

/** What is wrong with a label; it has a code of its own. */
export function labelProblem(value: string): string | undefined {
  if (value.length > MAX_LABEL_LENGTH) {
    return `[rehearsal] Label '${value}' exceeds the ${MAX_LABEL_LENGTH}-character limit allowed by the service`;
  }
  if (value === '') return '[rehearsal] a Label is not empty';
  return LABEL_EXCLUDES.test(value) ? `[rehearsal] Label '${value}' contains invalid characters` : undefined;
}

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
  Credentials: record,
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
  Label: text,
  MaxConcurrency: count,
  MaxConcurrencyPath: path,
  ToleratedFailureCount: count,
  ToleratedFailureCountPath: path,
  ToleratedFailurePercentage: percentage,
  ToleratedFailurePercentagePath: path,
};

/** Members whose rule would refuse the text of an expression that gives their value in a JSONata state. */
const EXPRESSIBLE = new Set([
  ...['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'Timestamp'],
  ...['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
]);

/** What is wrong with a member of a state by itself. */
export function fieldProblem(field: string, value: Json, language: QueryLanguage): string | undefined {
  if (language === 'JSONata' && EXPRESSIBLE.has(field) && expressionIn(value) !== undefined) return undefined;
  return ownEntry(RULES, field)?.(value);
}
