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
  const cause = `${error.message} (Service: ${naming.service}; Status Code: ${httpStatusCode}; Error Code: ${error.name}; Request ID: ${requestId ?? ''}; Proxy: null)`;
  return new StateError(`${naming.prefix}.${exceptionClass(error.name, naming)}`, cause);
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
