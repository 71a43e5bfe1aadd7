import { AwsError } from '../wire/aws-error.ts';

/** Services whose errors have no `Exception` at their end; CloudWatch began with XML, too. */
const XML_SERVICES = new Set(['s3', 'iam', 'sts', 'monitoring', 'sns']);

/** A denied call in the service's own code and status. */
export function accessDenied(signingName: string, message: string): AwsError {
  if (signingName === 'sns') return new AwsError('AuthorizationError', 403, message);
  if (XML_SERVICES.has(signingName)) return new AwsError('AccessDenied', 403, message);
  return new AwsError('AccessDeniedException', clientErrorStatus(signingName), message);
}

/** Lambda is the one REST service here; the JSON protocol answers client errors with 400. */
function clientErrorStatus(signingName: string): 400 | 403 {
  return signingName === 'lambda' ? 403 : 400;
}

interface Form {
  readonly code: string;
  readonly httpStatus: number;
  readonly message: string;
}

/** S3's own words for sessions that have expired and for those that do not exist (any more). */
const S3_FORMS: Readonly<Record<string, Form>> = {
  ExpiredToken: { code: 'ExpiredToken', httpStatus: 400, message: 'The provided token has expired.' },
  InvalidClientTokenId: {
    code: 'InvalidAccessKeyId',
    httpStatus: 403,
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
};
/** Codes of the other services; the words are the same everywhere. */
const CODES: Readonly<Record<string, string>> = {
  ExpiredToken: 'ExpiredTokenException',
  InvalidClientTokenId: 'UnrecognizedClientException',
};

/** The refusal of a session, which IAM and STS call by the names of the query protocol, as the service has it. */
export function wrongCredentials(signingName: string, error: AwsError): AwsError {
  const code = CODES[error.code];
  if (code === undefined || (XML_SERVICES.has(signingName) && signingName !== 's3')) return error;
  const form = S3_FORMS[error.code];
  if (signingName === 's3' && form !== undefined) return new AwsError(form.code, form.httpStatus, form.message);
  return new AwsError(code, clientErrorStatus(signingName), error.message);
}
