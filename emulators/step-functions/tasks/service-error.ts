import { StateError } from '../language/state-error.ts';

/** How a service's refusals are named by an optimized integration: after the classes of AWS's Java SDK (version 1). */
export interface ErrorNaming {
  /** Prefix of the error names, such as `SageMaker`. */
  readonly prefix: string;
  /** The service's name in the cause, such as `AmazonSageMaker`. */
  readonly service: string;
  /** Class of everything that the service's model does not list. */
  readonly baseClass: string;
  /** Error codes that the service's model lists. */
  readonly modelled: ReadonlySet<string>;
}

interface ServiceException {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number; readonly requestId?: string };
}

function isServiceException(error: unknown): error is ServiceException {
  return error instanceof Error && '$metadata' in error && typeof error.$metadata === 'object';
}

/** An AWS SDK client's error as the task's error. */
export function serviceError(error: unknown, naming: ErrorNaming): StateError {
  if (!isServiceException(error) || error.$metadata.httpStatusCode === undefined) {
    const text = error instanceof Error ? error.message : String(error);
    return new StateError(`${naming.prefix}.SdkClientException`, `[rehearsal] Unable to execute HTTP request: ${text}`);
  }
  const { httpStatusCode, requestId } = error.$metadata;
  const code = wireCode(error);
  const cause = `${error.message} (Service: ${naming.service}; Status Code: ${httpStatusCode}; Error Code: ${code}; Request ID: ${requestId ?? ''}; Proxy: null)`;
  return new StateError(`${naming.prefix}.${exceptionClass(code, naming)}`, cause);
}

/** The code as the service sent it: services of the query protocol have other codes than the SDK's classes have names. */
function wireCode(error: ServiceException): string {
  const { Error: details } = error as { readonly Error?: { readonly Code?: string } };
  return details?.Code ?? error.name;
}

/** An S3 client's error as the cause of States.ItemReaderFailed and States.ResultWriterFailed. */
export function s3ErrorText(error: unknown): string {
  if (!isServiceException(error) || error.$metadata.httpStatusCode === undefined) {
    return `[rehearsal] ${error instanceof Error ? error.message : String(error)}`;
  }
  const { httpStatusCode, requestId } = error.$metadata;
  return `${error.message} (Service: Amazon S3; Status Code: ${httpStatusCode}; Error Code: ${error.name}; Request ID: ${requestId ?? ''}; Proxy: null)`;
}

function exceptionClass(code: string, { modelled, baseClass }: ErrorNaming): string {
  if (!modelled.has(code)) return baseClass;
  return code.endsWith('Exception') ? code : `${code}Exception`;
}

export const SAGEMAKER_ERRORS: ErrorNaming = {
  prefix: 'SageMaker',
  service: 'AmazonSageMaker',
  baseClass: 'AmazonSageMakerException',
  modelled: new Set(['ResourceInUse', 'ResourceLimitExceeded', 'ResourceNotFound', 'ConflictException']),
};

export const LAMBDA_ERRORS: ErrorNaming = {
  prefix: 'Lambda',
  service: 'AWSLambda',
  baseClass: 'AWSLambdaException',
  modelled: new Set([
    'EC2AccessDeniedException',
    'EC2ThrottledException',
    'EC2UnexpectedException',
    'ENILimitReachedException',
    'EFSIOException',
    'InvalidParameterValueException',
    'InvalidRequestContentException',
    'InvalidRuntimeException',
    'InvalidZipFileException',
    'KMSAccessDeniedException',
    'KMSDisabledException',
    'KMSInvalidStateException',
    'KMSNotFoundException',
    'RecursiveInvocationException',
    'RequestTooLargeException',
    'ResourceConflictException',
    'ResourceNotFoundException',
    'ResourceNotReadyException',
    'ServiceException',
    'SnapStartException',
    'SnapStartNotReadyException',
    'SnapStartTimeoutException',
    'SubnetIPAddressLimitReachedException',
    'TooManyRequestsException',
    'UnsupportedMediaTypeException',
  ]),
};

export const STEP_FUNCTIONS_ERRORS: ErrorNaming = {
  prefix: 'StepFunctions',
  service: 'AWSStepFunctions',
  baseClass: 'AWSStepFunctionsException',
  modelled: new Set([
    'ConflictException',
    'ExecutionAlreadyExists',
    'ExecutionDoesNotExist',
    'ExecutionLimitExceeded',
    'InvalidArn',
    'InvalidExecutionInput',
    'InvalidName',
    'ResourceNotFound',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'StateMachineTypeNotSupported',
    'ValidationException',
  ]),
};

export const SNS_ERRORS: ErrorNaming = {
  prefix: 'SNS',
  service: 'AmazonSNS',
  baseClass: 'AmazonSNSException',
  modelled: new Set([
    'AuthorizationError',
    'EndpointDisabled',
    'InternalError',
    'InvalidParameter',
    'NotFound',
    'PlatformApplicationDisabled',
    'ValidationException',
  ]),
};

export const EVENTS_ERRORS: ErrorNaming = {
  prefix: 'EventBridge',
  service: 'AmazonEventBridge',
  baseClass: 'AmazonEventBridgeException',
  modelled: new Set(['InternalException', 'ResourceNotFoundException']),
};
