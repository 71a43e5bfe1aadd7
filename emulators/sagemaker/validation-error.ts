import { AwsError } from '../core/wire/aws-error.ts';

/** The code and status of nearly every refusal of SageMaker. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', 400, message);
}
