import { AwsError } from '../wire/aws-error.ts';
import { isJsonObject, type JsonObject, type JsonOperations } from '../wire/wire-json.ts';
import { type ApiModel, type Shape, shapeOf } from './api-model.ts';
import { requireShallow, requireTypes } from './serialization.ts';
import { findViolations } from './shape-validator.ts';
import type { Violation } from './violation.ts';
import { validationMessage } from './violation.ts';

/** How a service refuses what its API model forbids. */
export type Refusal = (violations: readonly Violation[]) => AwsError;

/** The common refusal: all violations at once, with the service's code. */
export function refusalWith(code: string): Refusal {
  return (violations) => new AwsError(code, 400, validationMessage(violations));
}

/**
 * Refuses input that the API model forbids. Members that the model does not know are ignored, as AWS ignores them, and
 * null counts as absent.
 */
export function validateRequest(
  model: ApiModel,
  operation: string,
  input: JsonObject,
  refusal: Refusal = refusalWith('ValidationException'),
): void {
  const shape = inputShape(model, operation);
  requireShallow(input);
  requireTypes(model, shape, input, '');
  const violations = findViolations(model, shape, input, '');
  if (violations.length > 0) throw refusal(violations);
}

/** The operations, each with its input checked first and without the members and elements that are null. */
export function validatedOperations(
  model: () => ApiModel,
  operations: JsonOperations,
  refusal?: Refusal,
): JsonOperations {
  const checked = Object.entries(operations).map(([name, operation]): [string, JsonOperations[string]] => [
    name,
    (input, context) => {
      validateRequest(model(), name, input, refusal);
      return operation(withoutNulls(input), context);
    },
  ]);
  return Object.fromEntries(checked);
}

export function inputShape(model: ApiModel, operation: string): Shape {
  const name = model.inputs[operation];
  if (name === undefined) throw new Error(`the API model has no operation ${operation}`);
  return shapeOf(model, { shape: name });
}

function withoutNulls(input: JsonObject): JsonObject {
  const entries = Object.entries(input).filter(([, member]) => member !== null);
  return Object.fromEntries(entries.map(([name, member]) => [name, valueWithoutNulls(member)]));
}

function valueWithoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((element) => element !== null).map(valueWithoutNulls);
  return isJsonObject(value) ? withoutNulls(value) : value;
}
