import { AwsError } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { type ApiModel, shapeOf } from './api-model.ts';
import { requireShallow, requireTypes } from './serialization.ts';
import { findViolations } from './shape-validator.ts';

/**
 * Refuses input that the API model forbids, all problems in one ValidationException in AWS's grammar.
 * Members that the model does not know are ignored, as AWS ignores them.
 */
export function validateRequest(model: ApiModel, operation: string, input: JsonObject): void {
  const name = model.inputs[operation];
  if (name === undefined) throw new Error(`the API model has no operation ${operation}`);
  const shape = shapeOf(model, { shape: name });
  requireShallow(input);
  requireTypes(model, shape, input, '');
  const violations = findViolations(model, shape, input, '');
  if (violations.length === 0) return;
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  throw validationError(`${count} detected: ${violations.join('; ')}`);
}

/** The code and status of nearly every refusal of SageMaker. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
