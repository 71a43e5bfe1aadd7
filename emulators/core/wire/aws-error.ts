import { diskRefusal } from '../storage/disk-refusal.ts';

/** An error that a service answers on the wire: AWS's code, HTTP status and text. Thrown anywhere, rendered by the wire format. */
export class AwsError extends Error {
  readonly code: string;
  readonly httpStatus: number;
  /** Further members of the error document, such as `BucketName` of NoSuchBucket. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, httpStatus: number, message: string, options: AwsErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AwsError';
    this.code = code;
    this.httpStatus = httpStatus;
    this.details = options.details ?? {};
  }
}

export interface AwsErrorOptions {
  readonly details?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The answer to an operation that no emulator here has: 501, naming the operation, never an empty success. */
export function notImplemented(serviceId: string, operation: string): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    `[rehearsal] ${serviceId}:${operation} is not emulated. docs/fidelity.md of this project lists the operations that are.`,
  );
}

/**
 * Any thrown value as a wire error: what a full disk refuses becomes AWS's ServiceUnavailable, which clients try again; any other
 * unexpected one InternalFailure. The cause is kept for the log.
 */
export function toAwsError(error: unknown, internalCode = 'InternalFailure'): AwsError {
  if (error instanceof AwsError) return error;
  const refusal = diskRefusal(error);
  if (refusal !== undefined) {
    const [code, httpStatus] = refusal.isFull ? (['ServiceUnavailable', 503] as const) : ([internalCode, 500] as const);
    return new AwsError(code, httpStatus, refusal.text, { cause: error });
  }
  const text = error instanceof Error ? error.message : String(error);
  return new AwsError(internalCode, 500, `[rehearsal] unexpected error in the emulator: ${text}`, {
    cause: error,
  });
}
