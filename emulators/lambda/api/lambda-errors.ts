import { AwsError } from '../../core/wire/aws-error.ts';

export function invalidParameterValue(message: string): AwsError {
  return userError('InvalidParameterValueException', 400, message);
}

export function functionNotFound(arn: string): AwsError {
  return userError('ResourceNotFoundException', 404, `Function not found: ${arn}`);
}

export function tooLarge(maxBytes: number, operation: string): AwsError {
  const message = `Request must be smaller than ${maxBytes} bytes for the ${operation} operation`;
  return new AwsError('RequestEntityTooLargeException', 413, message);
}

/** Lambda's errors have a `Type` that says whose fault it is. */
export function userError(code: string, httpStatus: number, message: string): AwsError {
  return new AwsError(code, httpStatus, message, { details: { Type: 'User' } });
}
