import { StateError } from '../../language/state-error.ts';

interface SdkException {
  readonly name: string;
  readonly message: string;
  readonly $metadata: {
    readonly httpStatusCode?: number;
    readonly requestId?: string;
    readonly extendedRequestId?: string;
  };
}

function isSdkException(error: unknown): error is SdkException & Error {
  return error instanceof Error && '$metadata' in error && typeof error.$metadata === 'object';
}

/** A refusal as an AWS SDK integration names it, after the classes of AWS's Java SDK (version 2): `S3.NoSuchKeyException`. */
export function sdkIntegrationError(error: unknown, prefix: string): StateError {
  if (!isSdkException(error) || error.$metadata.httpStatusCode === undefined) {
    const text = error instanceof Error ? error.message : String(error);
    return new StateError(`${prefix}.SdkClientException`, `[rehearsal] Unable to execute HTTP request: ${text}`);
  }
  const { httpStatusCode, requestId = '', extendedRequestId } = error.$metadata;
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
  return new StateError(
    `${prefix}.${exceptionClass(error, prefix)}`,
    `${error.message} (Service: ${prefix}, Status Code: ${httpStatusCode}, Request ID: ${requestId}${extended})`,
  );
}

/** An error that the service's model does not list has the class of all its errors. */
function exceptionClass(error: SdkException & Error, prefix: string): string {
  if (/ServiceException$/.test(error.constructor.name)) return `${prefix}Exception`;
  return error.name.endsWith('Exception') ? error.name : `${error.name}Exception`;
}
