import type { Json, JsonRecord } from '../json.ts';
import { isList, isRecord } from '../json.ts';
import { QueryEvaluationError } from '../state-error.ts';
import type { Variables } from '../variables.ts';
import { bindingsFor } from './jsonata-references.ts';
import { evaluateShortly } from './slow-evaluation.ts';

/** What `$states` holds, and the variables. */
export interface JsonataScope {
  readonly states: JsonRecord;
  readonly variables: Variables;
  readonly random: () => number;
}

/** The expression inside of `{% ... %}`, or undefined: only a string that begins and ends with the marks is one. */
export function expressionIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length < 4) return undefined;
  return value.startsWith('{%') && value.endsWith('%}') ? value.slice(2, -2).trim() : undefined;
}

/** The value of an expression; `field` is its place in the state, such as `Output/total`. Throws QueryEvaluationError. */
export function evaluateJsonata(expression: string, field: string, scope: JsonataScope): Json {
  const bindings = bindingsFor(expression, scope.states, scope.variables);
  const result = evaluateShortly(expression, bindings, scope.random);
  if (result.kind === 'value') return result.value;
  const subject = `The JSONata expression '${expression}' specified for the field '${field}'`;
  if (result.kind === 'nothing') throw new QueryEvaluationError(`${subject} returned nothing (undefined).`, field);
  if (result.kind === 'unsupported') {
    throw new QueryEvaluationError(`${subject} returned an unsupported result type.`, field);
  }
  const { code, message } = result;
  const fault = code === undefined ? `: ${message}` : `. ${code}: ${message}`;
  throw new QueryEvaluationError(`${subject} threw an error during evaluation${fault}`, field);
}

/** A field of a JSONata state: every string in it that is an expression gives its value, all else stays as it is. */
export function fillJsonata(template: Json, field: string, scope: JsonataScope): Json {
  if (isList(template)) return template.map((item, at) => fillJsonata(item, `${field}[${at}]`, scope));
  if (isRecord(template)) {
    return Object.fromEntries(
      Object.entries(template).map(([name, value]) => [name, fillJsonata(value, `${field}/${name}`, scope)]),
    );
  }
  const expression = expressionIn(template);
  return expression === undefined ? template : evaluateJsonata(expression, field, scope);
}

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value as JsonType;
}

/** A field whose value must have a type; a value of another type is refused if an expression gave it. */
export function typedJsonata(template: Json, field: string, type: JsonType, scope: JsonataScope): Json {
  const value = fillJsonata(template, field, scope);
  const expression = expressionIn(template);
  if (expression === undefined || typeOf(value) === type) return value;
  throw new QueryEvaluationError(
    `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type. Expected '${type}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`,
    field,
  );
}
