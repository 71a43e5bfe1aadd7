import { ownEntry } from '../../core/own-entry.ts';
import { isList, isRecord, type Json, type JsonRecord } from '../language/json.ts';
import type { QueryLanguage } from './definition.ts';
import { EMPTY, enumProblem, type FieldRule, fieldProblem, integerProblem, rangeProblem } from './field-rules.ts';
import type { Problems } from './problem.ts';
import { validateAssign } from './validate-assign.ts';
import { validateJsonata } from './validate-jsonata.ts';
import { validateTemplate } from './validate-template.ts';

const MAX_SECONDS = 99_999_999;
/** A leap year. */
const MAX_DELAY_SECONDS = 31_622_400;
const JITTER_STRATEGIES = ['NONE', 'FULL'];

const RETRIER_RULES: Readonly<Record<string, FieldRule>> = {
  Comment: (value) => fieldProblem('Comment', value, 'JSONPath'),
  IntervalSeconds: (value) => integerProblem(value, 0, MAX_SECONDS),
  MaxAttempts: (value) => integerProblem(value, 0, MAX_SECONDS),
  MaxDelaySeconds: (value) => integerProblem(value, 1, MAX_DELAY_SECONDS),
  BackoffRate: (value) =>
    typeof value === 'number'
      ? rangeProblem(value, 1, Number.POSITIVE_INFINITY)
      : `[rehearsal] ${JSON.stringify(value)} must be a number from 1`,
  JitterStrategy: (value) => enumProblem(value, JITTER_STRATEGIES),
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
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  validateHandlers(Catch, `${location}/Catch`, { required: ['ErrorEquals', 'Next'], rules, other }, problems);
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
    validateAssign(catcher['Assign'], `${location}[${at}]/Assign`, language, problems);
    for (const field of ['Assign', 'Output']) validate(catcher[field], `${location}[${at}]/${field}`, problems);
  });
}

interface HandlerKind {
  readonly required: readonly string[];
  readonly rules: Readonly<Record<string, FieldRule | undefined>>;
  /** The other query language, if the handler has a member for it alone. */
  readonly other?: QueryLanguage;
}

/** What a catcher has in one language only. */
const FIELD_OF: Readonly<Record<QueryLanguage, string>> = { JSONPath: 'ResultPath', JSONata: 'Output' };

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
  { required, rules, other }: HandlerKind,
  problems: Problems,
): void {
  problems.missing(
    location,
    required.filter((field) => handler[field] === undefined),
  );
  for (const [field, value] of Object.entries(handler)) {
    if (field === 'ErrorEquals') continue;
    const rule = ownEntry(rules, field);
    if (rule === undefined) {
      if (other !== undefined && FIELD_OF[other] === field)
        problems.otherLanguage(location, field, other === 'JSONata' ? 'JSONPath' : 'JSONata');
      else problems.unsupported(location, field);
    } else {
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
  if (!isList(value) || !value.every((name) => typeof name === 'string')) {
    problems.schema(location, '[rehearsal] ErrorEquals must be a list of error names');
    return;
  }
  if (value.length === 0) problems.schema(location, EMPTY);
  if (!value.includes('States.ALL') || (value.length === 1 && isLast)) return;
  problems.schema(location, 'States.ALL must appear alone and at end of list');
}
