import { isOwnImage } from '../../own-image/own-image-rules.ts';
import type { TrainingContainers } from '../../own-image/training-containers.ts';
import type { StartAlgorithm } from './algorithm-process.ts';
import type { AttemptJob, PendingAttempt } from './attempt.ts';
import { BuiltInAttempt } from './built-in-attempt.ts';
import type { JobSlots } from './job-slots.ts';
import { OwnImageAttempt } from './own-image-attempt.ts';

/** What jobs run on. */
export interface TrainingInstances {
  /** Resolves with the function that gives the job's place back, or with undefined when `stopped` ends the waiting. */
  acquire(stopped: AbortSignal): Promise<(() => void) | undefined>;
  attempt(job: AttemptJob): PendingAttempt;
}

export interface JobRunners {
  /** The built-in algorithm's stand-in. */
  readonly startAlgorithm: StartAlgorithm;
  /** For users' own images; absent, these are refused. */
  readonly containers?: TrainingContainers;
}

/** Places on this machine, where the built-in algorithm is a process and a user's own image a container. */
export class LocalInstances implements TrainingInstances {
  readonly #slots: JobSlots;
  readonly #runners: JobRunners;
  readonly #region: string;

  constructor(slots: JobSlots, runners: JobRunners, region: string) {
    this.#slots = slots;
    this.#runners = runners;
    this.#region = region;
  }

  acquire(stopped: AbortSignal): Promise<(() => void) | undefined> {
    return this.#slots.acquire(stopped);
  }

  attempt(job: AttemptJob): PendingAttempt {
    const { startAlgorithm, containers } = this.#runners;
    if (!isOwnImage(job.store.require(job.name).request, this.#region)) return new BuiltInAttempt(job, startAlgorithm);
    if (containers === undefined) throw new Error('there is no container engine to run the image');
    return new OwnImageAttempt(job, containers);
  }
}
