import type { JobFaults } from './job-faults.ts';

/** FailureReasons as AWS's own, seen in failed jobs: training-failures' entries capacity, internal and upload.403. */
const START_FAILURES = {
  capacity:
    'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
  'internal-error': 'InternalServerError: We encountered an internal error. Please try again.',
} as const;

const UPLOAD_DENIED = 'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied';

/** The FailureReason of a job that is to fail before its instance has come. */
export function startFailure(faults: JobFaults): string | undefined {
  if (faults.take('capacity') !== undefined) return START_FAILURES.capacity;
  return faults.take('internal-error') === undefined ? undefined : START_FAILURES['internal-error'];
}

/** The FailureReason of a job whose artifact is to be refused by S3. */
export function uploadFailure(faults: JobFaults): string | undefined {
  return faults.take('upload-denied') === undefined ? undefined : UPLOAD_DENIED;
}
