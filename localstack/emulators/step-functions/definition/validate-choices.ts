import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { expressionIn } from '../language/jsonata.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import { OPERATORS, PATH_OPERATORS, TYPE_TESTS } from './choice-rule.ts';
import type { QueryLanguage } from './definition.ts';
import { isPath } from './field-rules.ts';
import type { Problems } from './problem.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateTemplate } from './validate-template.ts';

const COMBINATIONS = ['And', 'Or', 'Not'];

export function validateChoices(
  choices: Json | undefined,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  if (!isList(choices)) return;
  choices.forEach((rule, at) => {
    if (language === 'JSONata') validateJsonataRule(rule, `${location}[${at}]`, problems);
    else validateRule(rule, `${location}[${at}]`, true, problems);
  });
}

const JSONATA_FIELDS = new Set(['Condition', 'Next', 'Comment', 'Assign', 'Output']);

function validateJsonataRule(rule: Json, location: string, problems: Problems): void {
  if (!isRecord(rule)) {
    problems.schema(location, '[rehearsal] a choice rule must be an object');
    return;
  }
  const missing = ['Condition', 'Next'].filter((field) => rule[field] === undefined);
  if (missing.length > 0) problems.schema(location, `These fields are required: [${missing.join(', ')}]`);
  for (const [field, value] of Object.entries(rule)) {
    if (!JSONATA_FIELDS.has(field)) {
      problems.schema(`${location}/${field}`, `[rehearsal] Field '${field}' is not supported here`);
    } else if (field !== 'Comment') validateJsonata(value, `${location}/${field}`, problems);
  }
  const { Condition } = rule;
  if (Condition === undefined || typeof Condition === 'boolean' || expressionIn(Condition) !== undefined) return;
  problems.schema(`${location}/Condition`, '[rehearsal] must be true, false or a JSONata expression');
}

/** Only a rule of the top level names the next state. */
function validateRule(rule: Json, location: string, isTop: boolean, problems: Problems): void {
  if (!isRecord(rule)) {
    problems.schema(location, '[rehearsal] a choice rule must be an object');
    return;
  }
  if (isTop && typeof rule['Next'] !== 'string') problems.schema(location, 'These fields are required: [Next]');
  if (!isTop && rule['Next'] !== undefined)
    problems.schema(location, '[rehearsal] Next may stand at the top level only');
  const combinations = COMBINATIONS.filter((name) => rule[name] !== undefined);
  const operators = Object.keys(rule).filter((name) => OPERATORS.has(name));
  if (combinations.length + operators.length !== 1) {
    problems.schema(location, '[rehearsal] exactly one of And, Or, Not or a comparison operator is required');
  }
  const known = new Set(['Next', 'Comment', 'Variable', ...(isTop ? ['Assign'] : []), ...combinations, ...operators]);
  validateTemplate(rule['Assign'], `${location}/Assign`, problems);
  for (const field of Object.keys(rule)) {
    if (!known.has(field))
      problems.schema(`${location}/${field}`, `[rehearsal] Field '${field}' is not supported here`);
  }
  for (const name of combinations) validateParts(name, rule[name] ?? null, `${location}/${name}`, problems);
  for (const name of operators) validateComparison(rule, name, location, problems);
}

function validateParts(name: string, value: Json, location: string, problems: Problems): void {
  if (name === 'Not') validateRule(value, location, false, problems);
  else if (!isList(value) || value.length === 0)
    problems.schema(location, '[rehearsal] must be a list with at least one rule');
  else {
    value.forEach((part, at) => {
      validateRule(part, `${location}[${at}]`, false, problems);
    });
  }
}

function validateComparison(rule: JsonRecord, operator: string, location: string, problems: Problems): void {
  const { Variable } = rule;
  if (typeof Variable !== 'string' || !isPath(Variable)) {
    problems.schema(`${location}/Variable`, '[rehearsal] Variable must be a JSONPath');
  }
  const value = rule[operator] ?? null;
  const expected = expectedValue(operator);
  if (!expected.accepts(value)) {
    problems.schema(`${location}/${operator}`, `[rehearsal] ${JSON.stringify(value)} must be ${expected.what}`);
  }
}

interface Expected {
  readonly what: string;
  readonly accepts: (value: Json) => boolean;
}

function expectedValue(operator: string): Expected {
  if (PATH_OPERATORS.includes(operator)) {
    return { what: 'a JSONPath', accepts: (value) => typeof value === 'string' && isPath(value) };
  }
  if (TYPE_TESTS.includes(operator) || operator.startsWith('Boolean')) {
    return { what: 'true or false', accepts: (value) => typeof value === 'boolean' };
  }
  if (operator.startsWith('Numeric')) return { what: 'a number', accepts: (value) => typeof value === 'number' };
  if (operator.startsWith('String')) return { what: 'a string', accepts: (value) => typeof value === 'string' };
  return {
    what: 'an RFC3339 timestamp',
    accepts: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
  };
}
