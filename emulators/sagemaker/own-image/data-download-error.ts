import { serviceRefusal } from '../sdk-error.ts';
import { shortenedReason } from '../training-jobs/run/failure-reason.ts';

/** A job's data cannot be brought to its container; the message is the job's FailureReason. */
export class DataDownloadError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(shortenedReason(`ClientError: Data download failed:${reason}`), options);
    this.name = 'DataDownloadError';
  }
}

/** What the service's refusal to hand out data means for the job; any other error as it is. */
export function downloadFailure(error: unknown): unknown {
  const refusal = serviceRefusal(error);
  if (refusal === undefined) return error;
  const reason =
    refusal.httpStatus === 403
      ? 'failed to download data. 403 Forbidden (403): Forbidden'
      : `[rehearsal] ${refusal.name} (${refusal.httpStatus}): ${refusal.message}`;
  return new DataDownloadError(reason, { cause: error });
}
