import { type ApiModel, loadApiModel } from '../core/validation/api-model.ts';
import type { Refusal } from '../core/validation/request-validation.ts';
import { type Violation, validationMessage } from '../core/validation/violation.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import { invalidParameterValue } from './api/lambda-errors.ts';

export function lambdaModel(): ApiModel {
  return loadApiModel(new URL('./model/api-model.json', import.meta.url));
}

/** Refusals name the variables of a function without their values. */
const SECRET = 'environment.variables';
const NOT_NULL = 'Member must not be null';

/** Lambda's refusal: of elements it names one constraint more, and of runtimes it speaks in words of its own, after everything else. */
export const refusedByLambda: Refusal = (violations) => {
  const [runtime, ...others] = [...violations].sort((a, b) => Number(isOfRuntime(b)) - Number(isOfRuntime(a)));
  if (runtime === undefined || !isOfRuntime(runtime)) return refusal(violations);
  if (others.length > 0) return refusal(others);
  const { value, path, constraint } = runtime;
  return invalidParameterValue(
    `Value ${value} at '${path}' failed to satisfy constraint: ${constraint} or be a valid ARN`,
  );
};

function isOfRuntime({ path, rule }: Violation): boolean {
  return path === 'runtime' && rule === 'enum';
}

function refusal(violations: readonly Violation[]): AwsError {
  return new AwsError('ValidationException', 400, validationMessage(violations.map(asLambdaSays)));
}

function asLambdaSays(violation: Violation): Violation {
  const { path, rule, constraint } = violation;
  const isWhole = rule !== 'elements' || constraint.includes(NOT_NULL);
  return {
    ...violation,
    constraint: isWhole ? constraint : constraint.replace(/\]$/, `, ${NOT_NULL}]`),
    isHidden: path === SECRET,
  };
}
