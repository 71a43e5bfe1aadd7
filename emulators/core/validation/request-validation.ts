import { AwsError } from '../wire/aws-error.ts';
import { isJsonObject, type JsonObject, type JsonOperations } from '../wire/wire-json.ts';
import type { QueryOperations } from '../wire/wire-query.ts';
import { type ApiModel, type Shape, shapeOf } from './api-model.ts';
import { JSON_TYPES } from './json-types.ts';
import { queryMembers } from './query-input.ts';
import { QUERY_TYPES } from './query-types.ts';
import { findViolations } from './shape-validator.ts';
import { requireShallow, TypedInput, type WireTypes } from './typed-input.ts';
import { type Violation, validationMessage } from './violation.ts';

/** How a service refuses what its API model forbids. */
export type Refusal = (violations: readonly Violation[]) => AwsError;

export interface ValidationRules {
  /** Default: ValidationException. */
  readonly refusal?: Refusal;
  /** How values are written; default: as JSON. */
  readonly types?: WireTypes;
}

/** The common refusal: all violations at once, with the service's code. */
export function refusalWith(code: string): Refusal {
  return (violations) => new AwsError(code, 400, validationMessage(violations));
}

/**
 * The input by the model's types, without nulls, which count as absent. Throws for values of other types and for broken
 * constraints. Members that the model does not know stay as they are: AWS ignores them.
 */
export function validatedInput(
  model: ApiModel,
  operation: string,
  written: unknown,
  { refusal = refusalWith('ValidationException'), types = JSON_TYPES }: ValidationRules = {},
): JsonObject {
  const shape = inputShape(model, operation);
  requireShallow(written, types.code);
  const input = new TypedInput(model, types).read(shape, written, '');
  const violations = findViolations(model, shape, input, '');
  if (violations.length > 0) throw refusal(violations);
  return isJsonObject(input) ? input : {};
}

/** The operations, each with its input checked first. */
export function validatedOperations(
  model: () => ApiModel,
  operations: JsonOperations,
  rules?: ValidationRules,
): JsonOperations {
  const checked = Object.entries(operations).map(([name, operation]): [string, JsonOperations[string]] => [
    name,
    (input, context) => operation(validatedInput(model(), name, input, rules), context),
  ]);
  return Object.fromEntries(checked);
}

/** The operations of the query protocol, each with its parameters checked first. */
export function validatedQueryOperations(
  model: () => ApiModel,
  operations: QueryOperations,
  refusal: Refusal = refusalWith('ValidationError'),
): QueryOperations {
  const checked = Object.entries(operations).map(([name, operation]): [string, QueryOperations[string]] => [
    name,
    (params, context) => {
      const members = queryMembers(model(), inputShape(model(), name), params);
      validatedInput(model(), name, members, { refusal, types: QUERY_TYPES });
      return operation(params, context);
    },
  ]);
  return Object.fromEntries(checked);
}

export function inputShape(model: ApiModel, operation: string): Shape {
  const name = model.inputs[operation];
  if (name === undefined) throw new Error(`the API model has no operation ${operation}`);
  return shapeOf(model, { shape: name });
}
