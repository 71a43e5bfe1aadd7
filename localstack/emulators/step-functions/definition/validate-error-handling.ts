import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { QueryLanguage } from './definition.ts';
import { type FieldRule, fieldProblem, integerProblem } from './field-rules.ts';
import type { Problems } from './problem.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateTemplate } from './validate-template.ts';

const MAX_SECONDS = 99_999_999;
/** MaxDelaySeconds must be below this (a leap year). */
const MAX_DELAY_SECONDS = 31_622_400;

const RETRIER_RULES: Readonly<Record<string, FieldRule>> = {
  Comment: (value) => fieldProblem('Comment', value, 'JSONPath'),
  IntervalSeconds: (value) => integerProblem(value, 1, MAX_SECONDS),
  MaxAttempts: (value) => integerProblem(value, 0, MAX_SECONDS),
  MaxDelaySeconds: (value) => integerProblem(value, 1, MAX_DELAY_SECONDS - 1),
  BackoffRate: (value) =>
    typeof value === 'number' && value >= 1
      ? undefined
      : `[rehearsal] ${JSON.stringify(value)} must be a number from 1`,
  JitterStrategy: (value) =>
    value === 'FULL' || value === 'NONE' ? undefined : `[rehearsal] ${JSON.stringify(value)} must be FULL or NONE`,
};

const CATCHER_RULES: Readonly<Record<string, FieldRule>> = {
  Comment: (value) => fieldProblem('Comment', value, 'JSONPath'),
  Next: (value) => fieldProblem('Next', value, 'JSONPath'),
  ResultPath: (value) => fieldProblem('ResultPath', value, 'JSONPath'),
  Assign: (value) => fieldProblem('Assign', value, 'JSONPath'),
};

/** Output takes ResultPath's place. */
const JSONATA_CATCHER_RULES: Readonly<Record<string, FieldRule | undefined>> = {
  ...CATCHER_RULES,
  ResultPath: undefined,
  Output: () => undefined,
};

export function validateErrorHandling(
  state: JsonRecord,
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  const { Retry, Catch } = state;
  validateHandlers(Retry, `${location}/Retry`, { required: ['ErrorEquals'], rules: RETRIER_RULES }, problems);
  const rules = language === 'JSONata' ? JSONATA_CATCHER_RULES : CATCHER_RULES;
  validateHandlers(Catch, `${location}/Catch`, { required: ['ErrorEquals', 'Next'], rules }, problems);
  if (isList(Catch)) validateResults(Catch, `${location}/Catch`, language, problems);
}

/** Assign and Output of catchers. */
function validateResults(
  catchers: readonly Json[],
  location: string,
  language: QueryLanguage,
  problems: Problems,
): void {
  const validate = language === 'JSONata' ? validateJsonata : validateTemplate;
  catchers.forEach((catcher, at) => {
    if (!isRecord(catcher)) return;
    for (const field of ['Assign', 'Output']) validate(catcher[field], `${location}[${at}]/${field}`, problems);
  });
}

interface HandlerKind {
  readonly required: readonly string[];
  readonly rules: Readonly<Record<string, FieldRule | undefined>>;
}

function validateHandlers(list: Json | undefined, location: string, kind: HandlerKind, problems: Problems): void {
  if (!isList(list)) return;
  list.forEach((handler, at) => {
    const where = `${location}[${at}]`;
    if (!isRecord(handler)) {
      problems.schema(where, '[rehearsal] must be an object');
      return;
    }
    validateHandler(handler, where, kind, problems);
    checkErrorEquals(handler['ErrorEquals'], `${where}/ErrorEquals`, at === list.length - 1, problems);
  });
}

function validateHandler(
  handler: JsonRecord,
  location: string,
  { required, rules }: HandlerKind,
  problems: Problems,
): void {
  const missing = required.filter((field) => handler[field] === undefined);
  if (missing.length > 0) problems.schema(location, `These fields are required: [${missing.join(', ')}]`);
  for (const [field, value] of Object.entries(handler)) {
    if (field === 'ErrorEquals') continue;
    const rule = rules[field];
    if (rule === undefined)
      problems.schema(`${location}/${field}`, `[rehearsal] Field '${field}' is not supported here`);
    else {
      const problem = rule(value);
      if (problem !== undefined) problems.schema(`${location}/${field}`, problem);
    }
  }
  const { IntervalSeconds = 1, MaxDelaySeconds } = handler;
  if (
    typeof MaxDelaySeconds === 'number' &&
    typeof IntervalSeconds === 'number' &&
    MaxDelaySeconds <= IntervalSeconds
  ) {
    problems.schema(`${location}/MaxDelaySeconds`, '[rehearsal] MaxDelaySeconds must be above IntervalSeconds');
  }
}

function checkErrorEquals(value: Json | undefined, location: string, isLast: boolean, problems: Problems): void {
  if (value === undefined) return;
  if (!isList(value) || value.length === 0 || !value.every((name) => typeof name === 'string')) {
    problems.schema(location, '[rehearsal] ErrorEquals must be a list with at least one error name');
    return;
  }
  if (!value.includes('States.ALL')) return;
  if (value.length > 1) problems.schema(location, '[rehearsal] States.ALL must stand alone');
  if (!isLast) problems.schema(location, '[rehearsal] States.ALL must stand in the last entry');
}
