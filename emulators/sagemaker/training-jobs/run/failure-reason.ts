import type { TrainingEvent } from '../../../image-classification/protocol.ts';
import { RoleSessionError } from './role-session.ts';
import type { ProcessEnd } from './training-process.ts';

const MAX_CHARACTERS = 1024;

/** FailureReason of a failure that the algorithm itself reported. */
export function reportedFailure(event: Extract<TrainingEvent, { type: 'failed' }>): string {
  if (event.kind === 'customer') return shortened(`ClientError: ${event.message}`);
  if (event.kind === 'algorithm') return shortened(`AlgorithmError: ${event.message}`);
  return shortened(`InternalServerError: We encountered an internal error - Platform Error: ${event.message}`);
}

/** FailureReason of a training process that ended without saying how the job went. */
export function crashFailure(end: ProcessEnd, lastLine: string | undefined): string {
  if (end.startError !== undefined) {
    return shortened(
      `InternalServerError: [rehearsal] the training process could not be started: ${end.startError.message}`,
    );
  }
  const how = end.signal === null ? `with exit code ${end.exitCode}` : `by signal ${end.signal}`;
  const last = lastLine === undefined ? '' : `; its last output was: ${lastLine}`;
  return shortened(`AlgorithmError: [rehearsal] the training process ended ${how} before the job was done${last}`);
}

/** FailureReason of whatever went wrong around the algorithm. */
export function failureAround(error: unknown): string {
  if (error instanceof RoleSessionError) return shortened(error.message);
  const text = error instanceof Error ? error.message : String(error);
  return shortened(`InternalServerError: [rehearsal] unexpected error in the emulator: ${text}`);
}

export const INTERRUPTED_FAILURE =
  'InternalServerError: [rehearsal] the emulator ended while the job was running; start the job again under a new name';

/** Cut where AWS cuts, and never within a character that takes two units. */
export function shortened(reason: string): string {
  return reason.slice(0, MAX_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
}
