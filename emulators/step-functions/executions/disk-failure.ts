import type { Outcome } from './execution-record.ts';

/** Outcome of an execution whose events the disk no longer takes: it would leave no trace, so it does not go on. */
export function diskFailure(error: unknown): Outcome {
  const text = error instanceof Error ? error.message : String(error);
  return {
    status: 'FAILED',
    error: 'Rehearsal.DiskFailed',
    cause: `[rehearsal] the execution's history could not be written to the data folder: ${text}; free some space or check the folder, then start it again`,
  };
}
