import { AwsError } from '../../emulators/aws-error.ts';

/** Services whose errors have no `Exception` at their end. */
const XML_SERVICES = new Set(['s3', 'iam', 'sts']);

/** A denied call in the service's own code and status. */
export function accessDenied(signingName: string, message: string): AwsError {
  if (XML_SERVICES.has(signingName)) return new AwsError('AccessDenied', 403, message);
  // Lambda is the one REST service here; the JSON protocol answers client errors with 400.
  return new AwsError('AccessDeniedException', signingName === 'lambda' ? 403 : 400, message);
}

/** Expired and unknown sessions, which IAM and STS call by the names of the query protocol. */
const CODES: Readonly<Record<string, Readonly<{ s3: string; json: string }>>> = {
  ExpiredToken: { s3: 'ExpiredToken', json: 'ExpiredTokenException' },
  InvalidClientTokenId: { s3: 'InvalidAccessKeyId', json: 'UnrecognizedClientException' },
};

export function wrongCredentials(signingName: string, error: AwsError): AwsError {
  const codes = CODES[error.code];
  if (codes === undefined || signingName === 'iam' || signingName === 'sts') return error;
  if (signingName === 's3') return new AwsError(codes.s3, codes.s3 === 'ExpiredToken' ? 400 : 403, error.message);
  return new AwsError(codes.json, signingName === 'lambda' ? 403 : 400, error.message);
}
