import type { NumberField } from '../definition/definition.ts';
import type { Json } from '../language/json.ts';
import { expressionIn, type JsonataScope, typedJsonata } from '../language/jsonata/jsonata.ts';
import { QueryEvaluationError } from '../language/state-error.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A number that a JSONata state writes as it is or as an expression; what an expression gives must be an integer in the range. */
export function integerOf(field: NumberField, name: string, { min, max }: Range, scope: JsonataScope): number {
  const value: Json = typedJsonata(field, name, 'number', scope);
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new QueryEvaluationError(
    `[rehearsal] The JSONata expression '${expressionIn(field) ?? field}' specified for the field '${name}' must give an integer from ${min} to ${max} but gives ${JSON.stringify(value)}`,
    name,
  );
}

/** As integerOf, but parts are allowed. */
export function numberOf(field: NumberField, name: string, { min, max }: Range, scope: JsonataScope): number {
  const value: Json = typedJsonata(field, name, 'number', scope);
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new QueryEvaluationError(
    `[rehearsal] The JSONata expression '${expressionIn(field) ?? field}' specified for the field '${name}' must give a number from ${min} to ${max} but gives ${JSON.stringify(value)}`,
    name,
  );
}
