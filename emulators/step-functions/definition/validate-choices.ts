import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import { expressionIn } from '../language/jsonata/jsonata.ts';
import { parseTimestamp } from '../language/timestamp.ts';
import { OPERATORS, PATH_OPERATORS, TYPE_TESTS } from './choice-rule.ts';
import type { QueryLanguage } from './definition.ts';
import { EMPTY, isPath } from './field-rules.ts';
import type { Problems } from './problem.ts';
import { validateAssign } from './validate-assign.ts';
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

/** What only rules of JSONPath states have. */
const JSONPATH_ONLY = new Set(['Variable', ...COMBINATIONS, ...OPERATORS]);
const JSONATA_FIELDS = new Set(['Condition', 'Next', 'Comment', 'Assign', 'Output']);

function validateJsonataRule(rule: Json, location: string, problems: Problems): void {
  if (!isRecord(rule)) {
    problems.schema(location, '[rehearsal] a choice rule must be an object');
    return;
  }
  const missing = ['Condition', 'Next'].filter((field) => rule[field] === undefined);
  problems.missing(location, missing);
  validateAssign(rule['Assign'], `${location}/Assign`, 'JSONata', problems);
  for (const [field, value] of Object.entries(rule)) {
    if (JSONPATH_ONLY.has(field)) problems.otherLanguage(location, field, 'JSONata');
    else if (!JSONATA_FIELDS.has(field)) problems.unsupported(location, field);
    else if (field !== 'Comment') validateJsonata(value, `${location}/${field}`, problems);
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
  if (isTop && typeof rule['Next'] !== 'string') problems.missing(location, ['Next']);
  validateAssign(rule['Assign'], `${location}/Assign`, 'JSONPath', problems);
  const combinations = COMBINATIONS.filter((name) => rule[name] !== undefined);
  const operators = Object.keys(rule).filter((name) => OPERATORS.has(name));
  checkKind(rule, combinations, operators, location, problems);
  const known = new Set(['Comment', 'Variable', ...(isTop ? ['Assign', 'Next'] : []), ...combinations, ...operators]);
  validateTemplate(rule['Assign'], `${location}/Assign`, problems);
  for (const field of Object.keys(rule)) {
    if (field === 'Condition' || field === 'Output') problems.otherLanguage(location, field, 'JSONPath');
    else if (!known.has(field)) problems.unsupported(location, field);
  }
  for (const name of combinations) validateParts(name, rule[name] ?? null, `${location}/${name}`, problems);
  for (const name of operators) validateComparison(rule, name, location, problems);
}

/** A rule is a combination, or a comparison with one operator. */
function checkKind(
  rule: JsonRecord,
  combinations: readonly string[],
  operators: readonly string[],
  location: string,
  problems: Problems,
): void {
  const isComparison = rule['Variable'] !== undefined;
  if (rule['Condition'] !== undefined) return;
  if (combinations.length + (isComparison ? 1 : 0) !== 1) {
    const kinds = 'And, Or, Not, Variable, Condition';
    problems.schema(location, `The object must have only one of the following fields, [${kinds}]`);
  } else if (isComparison && operators.length !== 1) {
    const rest = `[${[...OPERATORS.keys()].join(', ')}]`;
    const start = operators.length === 0 ? 'This object should have only one' : 'There should only be one';
    problems.schema(location, `${start} of the following fields: ${rest}`);
  }
}

function validateParts(name: string, value: Json, location: string, problems: Problems): void {
  if (name === 'Not') validateRule(value, location, false, problems);
  else if (!isList(value)) problems.schema(location, '[rehearsal] must be a list of rules');
  else if (value.length === 0) problems.schema(location, EMPTY);
  else {
    value.forEach((part, at) => {
      validateRule(part, `${location}[${at}]`, false, problems);
    });
  }
}

function validateComparison(rule: JsonRecord, operator: string, location: string, problems: Problems): void {
  const { Variable } = rule;
  if (Variable !== undefined && (typeof Variable !== 'string' || !isPath(Variable))) {
    problems.schema(`${location}/Variable`, noReference(Variable));
  }
  const value = rule[operator] ?? null;
  const expected = expectedValue(operator);
  if (!expected.accepts(value)) {
    const isPathOperator = PATH_OPERATORS.includes(operator);
    const message = isPathOperator
      ? noReference(value)
      : `[rehearsal] ${JSON.stringify(value)} must be ${expected.what}`;
    problems.schema(`${location}/${operator}`, message);
  }
}

function noReference(value: Json): string {
  const reason = "Value is not a Reference Path: Reference path didn't start with '$'";
  return typeof value === 'string' && value.startsWith('$') ? 'Value must be a valid JSONPath.' : reason;
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
