import { AwsError } from '../wire/aws-error.ts';

/** What a service calls the refusals of IAM and STS. */
export interface AccessErrors {
  /** A call that policies do not allow. */
  accessDenied(message: string): AwsError;
  /** A session that has ended or is not known, or a signature for another place, of which IAM and STS speak by the names of the query protocol. */
  wrongCredentials(error: AwsError): AwsError;
}

/** Of services with the query protocol, and of those that began with it. */
export const QUERY_ACCESS_ERRORS: AccessErrors = {
  accessDenied: (message) => new AwsError('AccessDenied', 403, message),
  wrongCredentials: (error) => error,
};

/** Codes of the other services; the words are the same everywhere. */
const EXCEPTION_CODES: Readonly<Record<string, string>> = {
  ExpiredToken: 'ExpiredTokenException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
};

/** Of services whose errors have `Exception` at their end. The JSON protocol answers client errors with 400, REST with 403. */
export function exceptionAccessErrors(httpStatus: 400 | 403): AccessErrors {
  return {
    accessDenied: (message) => new AwsError('AccessDeniedException', httpStatus, message),
    wrongCredentials: (error) => {
      const code = EXCEPTION_CODES[error.code];
      return code === undefined ? error : new AwsError(code, httpStatus, error.message);
    },
  };
}
