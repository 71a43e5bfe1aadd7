import { AwsError } from '../../../core/wire/aws-error.ts';
import type { JsonOperations } from '../../../core/wire/wire-json.ts';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);
/** SDKs do not retry 507, and a full disk does not get better by retrying. */
const HTTP_INSUFFICIENT_STORAGE = 507;

/** The same operations; what the disk refused them, they answer as an InternalFailure that names the disk's error. */
export function withDiskRefusals(operations: JsonOperations): JsonOperations {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]): [string, JsonOperations[string]] => [
      name,
      async (input, context) => {
        try {
          return await operation(input, context);
        } catch (error) {
          throw asDiskRefusal(error);
        }
      },
    ]),
  );
}

function asDiskRefusal(error: unknown): unknown {
  // Only what the file system refuses has a path or is a failed write; refusals of the network have neither.
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const isFull = DISK_FULL.has(String(error.code));
  if (!isFull && !('path' in error)) return error;
  const advice = isFull ? 'free some space' : 'check that the data folder exists and can be written';
  return new AwsError(
    'InternalFailure',
    isFull ? HTTP_INSUFFICIENT_STORAGE : 500,
    `[rehearsal] the emulator's data folder refused the operation: ${error.message}; ${advice}`,
    { cause: error },
  );
}
