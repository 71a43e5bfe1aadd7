import { type ChoiceRule, operatorOf } from '../definition/choice-rule.ts';
import { lookUp } from '../language/expression.ts';
import type { Json } from '../language/json.ts';
import type { Scope } from '../language/scope.ts';
import { EvaluationError } from '../language/state-error.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import { matchesPattern } from './string-pattern.ts';

/** Whether a rule holds. Values of another type than the operator's never match: "0.9" is not above 0.8. */
export function ruleHolds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And !== undefined) return rule.And.every((part) => ruleHolds(part, scope));
  if (rule.Or !== undefined) return rule.Or.some((part) => ruleHolds(part, scope));
  if (rule.Not !== undefined) return !ruleHolds(rule.Not, scope);
  const operator = operatorOf(rule) ?? '';
  const variable = lookUp(rule.Variable ?? '$', scope);
  if (operator === 'IsPresent') return (variable !== undefined) === rule[operator];
  if (variable === undefined) throw invalidPath(rule.Variable ?? '$');
  const typeTest = TYPE_TESTS[operator];
  if (typeTest !== undefined) return typeTest(variable) === rule[operator];
  return compares(operator, variable, operand(operator, rule, scope));
}

function operand(operator: string, rule: ChoiceRule, scope: Scope): unknown {
  const written = rule[operator];
  if (!operator.endsWith('Path') || typeof written !== 'string') return written;
  const value = lookUp(written, scope);
  if (value === undefined) throw invalidPath(written);
  return value;
}

function invalidPath(path: string): EvaluationError {
  return new EvaluationError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
}

const TYPE_TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => timeOf(value) !== undefined,
};

const OPERATOR =
  /^(String|Numeric|Timestamp|Boolean)(Equals|LessThanEquals|GreaterThanEquals|LessThan|GreaterThan|Matches)/;

function compares(operator: string, variable: Json, value: unknown): boolean {
  const [, type = '', comparison = ''] = OPERATOR.exec(operator) ?? [];
  if (comparison === 'Matches') {
    return typeof variable === 'string' && typeof value === 'string' && matchesPattern(variable, value);
  }
  const read = READERS[type];
  const left = read?.(variable);
  const right = read?.(value);
  if (left === undefined || right === undefined) return false;
  return COMPARISONS[comparison]?.(left, right) ?? false;
}

type Comparable = string | number | boolean;

const READERS: Readonly<Record<string, (value: unknown) => Comparable | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Timestamp: timeOf,
};

function timeOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

const COMPARISONS: Readonly<Record<string, (left: Comparable, right: Comparable) => boolean>> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
};
