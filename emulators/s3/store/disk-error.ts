import { AwsError } from '../../core/wire/aws-error.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);
const DISK_FAULTS = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOTDIR', 'ENOENT']);
/** SDKs do not retry 507, and a full disk does not get better by retrying. */
const HTTP_INSUFFICIENT_STORAGE = 507;

/** A failed file operation as a 5xx error that names the cause; any other value comes back as it is. */
export function asDiskError(error: unknown): unknown {
  if (!isErrnoException(error) || error.code === undefined) return error;
  if (DISK_FULL.has(error.code)) {
    return new AwsError('InternalError', HTTP_INSUFFICIENT_STORAGE, diskText(error, 'free some space'), {
      cause: error,
    });
  }
  if (!DISK_FAULTS.has(error.code)) return error;
  return new AwsError('InternalError', 500, diskText(error, 'check that the data folder exists and can be written'), {
    cause: error,
  });
}

function diskText(error: NodeJS.ErrnoException, advice: string): string {
  return `[rehearsal] the emulator's data folder refused the operation: ${error.message}; ${advice}`;
}

/** Errors of the file system and of sockets carry a code such as `ENOENT`. */
function isErrnoException(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
