import { shortenedReason } from '../training-jobs/run/failure-reason.ts';

/** AWS's words for an image that the training instance cannot pull. */
export const CANNOT_PULL =
  'ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.';

const MAX_FILE_CHARACTERS = 1024;

/**
 * FailureReason of a container that ended with an exit code other than 0. Jobs without a failure file are seen to end with
 * `AlgorithmError: , exit code: 1`: before the comma belongs what /opt/ml/output/failure says, of which AWS takes 1,024 characters.
 */
export function containerFailure(exitCode: number, failureFile: string | undefined): string {
  const text = [...(failureFile ?? '')].slice(0, MAX_FILE_CHARACTERS).join('');
  return shortenedReason(`AlgorithmError: ${text}, exit code: ${exitCode}`);
}
