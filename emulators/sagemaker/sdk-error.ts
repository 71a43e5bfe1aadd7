/** What an AWS SDK error says, whatever its class. */
export interface SdkErrorFacts {
  readonly name: string;
  readonly message: string;
  /** Absent when no answer came at all. */
  readonly httpStatus?: number;
}

/** The facts of a refusal by an AWS service; undefined for errors that are no answer of a service (network, bugs). */
export function serviceRefusal(error: unknown): SdkErrorFacts | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  const httpStatus =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  if (typeof httpStatus !== 'number' || httpStatus >= 500) return undefined;
  return { name: error.name, message: error.message, httpStatus };
}
