import type { TrainingEvent } from '../../../image-classification/protocol.ts';
import type { ProcessEnd } from './algorithm-process.ts';

const MAX_CHARACTERS = 1024;

/** Its message is the job's FailureReason. */
export class JobFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(shortenedReason(reason), options);
    this.name = 'JobFailure';
  }
}

/** FailureReason of a failure that the algorithm itself reported. */
export function reportedFailure(event: Extract<TrainingEvent, { type: 'failed' }>): string {
  if (event.kind === 'customer') return shortenedReason(`ClientError: ${event.message}`);
  if (event.kind === 'algorithm') return shortenedReason(`AlgorithmError: ${event.message}`);
  return shortenedReason(`InternalServerError: We encountered an internal error - Platform Error: ${event.message}`);
}

/** FailureReason of a training process that ended without saying how the job went. */
export function crashFailure(end: ProcessEnd, lastLine: string | undefined): string {
  if (end.startError !== undefined) {
    return shortenedReason(
      `InternalServerError: [rehearsal] the training process could not be started: ${end.startError.message}`,
    );
  }
  const how = end.signal === null ? `with exit code ${end.exitCode}` : `by signal ${end.signal}`;
  const last = lastLine === undefined ? '' : `; its last output was: ${lastLine}`;
  return shortenedReason(
    `AlgorithmError: [rehearsal] the training process ended ${how} before the job was done${last}`,
  );
}

/** FailureReason of whatever went wrong around the algorithm. */
export function failureAround(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return shortenedReason(`InternalServerError: [rehearsal] unexpected error in the emulator: ${text}`);
}

export const INTERRUPTED_FAILURE =
  'InternalServerError: [rehearsal] the emulator ended while the job was running; start the job again under a new name';

/** Cut where AWS cuts, and never within a character that takes two units. */
export function shortenedReason(reason: string): string {
  return reason.slice(0, MAX_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
}
