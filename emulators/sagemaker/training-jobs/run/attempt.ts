import type { JobEnd } from '../training-job-record.ts';
import type { TrainingJobStore } from '../training-job-store.ts';
import type { CheckpointCopy } from './checkpoint-copy.ts';
import type { JobLog } from './job-log.ts';
import type { RoleSession } from './role-session.ts';
import type { StopOrder } from './stop-order.ts';

/** What all attempts of a job have in common; only a managed Spot job has more than one. */
export interface AttemptJob {
  readonly name: string;
  readonly store: TrainingJobStore;
  readonly stop: StopOrder;
  readonly role: RoleSession;
  readonly log: JobLog;
  /** Of the attempt that runs: made by it, and removed with it. */
  readonly folder: string;
  readonly checkpoints: CheckpointCopy | undefined;
}

/**
 * A job's attempt on an instance: pending, ready, running, and then finished or interrupted. Each state is a type, so that what
 * a state does not have cannot be asked of it. Disposing of the attempt removes what it has on this machine.
 */
export interface PendingAttempt extends AsyncDisposable {
  prepare(): Promise<ReadyAttempt>;
}

export interface ReadyAttempt {
  /** `afterEpoch` is called as often as the algorithm reports an epoch; a user's own image reports none. */
  start(afterEpoch: () => void): RunningAttempt;
}

export interface RunningAttempt {
  readonly ended: Promise<EndedAttempt>;
  /** Asks it to stop and to save its model; it is killed after `graceMs`. */
  terminate(graceMs: number): void;
}

export type EndedAttempt = FinishedAttempt | InterruptedAttempt;

export interface FinishedAttempt {
  readonly state: 'finished';
  saveCheckpoints(): Promise<void>;
  outcome(): JobEnd | UnsavedModel;
}

/** The instance was taken away. */
export interface InterruptedAttempt {
  readonly state: 'interrupted';
  readonly nextInstanceAfterMs: number;
  saveCheckpoints(): Promise<void>;
}

/** What a job has left for S3. */
export interface UnsavedModel {
  /** How the job ends then. */
  upload(): Promise<JobEnd>;
}
