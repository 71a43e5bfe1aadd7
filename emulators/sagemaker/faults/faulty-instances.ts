import { setTimeout as delay } from 'node:timers/promises';
import type { AttemptJob, PendingAttempt } from '../training-jobs/run/attempt.ts';
import { JobFailure } from '../training-jobs/run/failure-reason.ts';
import type { TrainingInstances } from '../training-jobs/run/training-instances.ts';
import { DEFAULT_FOR_MS } from './fault.ts';
import { FaultyAttempt } from './faulty-attempt.ts';
import type { JobFaults } from './job-faults.ts';

/** FailureReasons as AWS's own, seen in failed jobs: training-failures' entries capacity and internal. */
const START_FAILURES = {
  capacity:
    'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
  'internal-error': 'InternalServerError: We encountered an internal error. Please try again.',
} as const;

/** The instances as they are, save for the faults of one job: `slow-start`, `capacity`, `internal-error`, and its attempts'. */
export class FaultyInstances implements TrainingInstances {
  readonly #instances: TrainingInstances;
  readonly #faults: JobFaults;

  constructor(instances: TrainingInstances, faults: JobFaults) {
    this.#instances = instances;
    this.#faults = faults;
  }

  async acquire(stopped: AbortSignal): Promise<(() => void) | undefined> {
    await this.#startSlowly(stopped);
    const release = await this.#instances.acquire(stopped);
    const failureReason = release === undefined ? undefined : this.#startFailure();
    if (failureReason === undefined) return release;
    release?.();
    throw new JobFailure(failureReason);
  }

  attempt(job: AttemptJob): PendingAttempt {
    return new FaultyAttempt(this.#instances.attempt(job), this.#faults, job);
  }

  async #startSlowly(signal: AbortSignal): Promise<void> {
    const slow = this.#faults.take('slow-start');
    if (slow === undefined) return;
    // A job that is stopped waits no longer.
    await delay(slow.forMs ?? DEFAULT_FOR_MS['slow-start'], undefined, { signal }).catch(() => undefined);
  }

  #startFailure(): string | undefined {
    if (this.#faults.take('capacity') !== undefined) return START_FAILURES.capacity;
    return this.#faults.take('internal-error') === undefined ? undefined : START_FAILURES['internal-error'];
  }
}
