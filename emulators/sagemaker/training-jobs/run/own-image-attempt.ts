import type { OwnImageRun } from '../../own-image/own-image-run.ts';
import type { TrainingContainers } from '../../own-image/training-containers.ts';
import type { JobEnd } from '../training-job-record.ts';
import type { AttemptJob, PendingAttempt, ReadyAttempt, RunningAttempt, UnsavedModel } from './attempt.ts';
import type { StopOrder } from './stop-order.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';

/** An attempt with a user's own image, which runs in a container. */
export class OwnImageAttempt implements PendingAttempt {
  readonly #job: AttemptJob;
  readonly #containers: TrainingContainers;
  #training: OwnImageRun | undefined;

  constructor(job: AttemptJob, containers: TrainingContainers) {
    this.#job = job;
    this.#containers = containers;
  }

  async prepare(): Promise<ReadyAttempt> {
    const { stop, folder } = this.#job;
    await makeWorkFolder(folder);
    // Loaded only now: most runs never need it.
    const { OwnImageRun } = await import('../../own-image/own-image-run.ts');
    const training = new OwnImageRun({ ...this.#job, containers: this.#containers, stopped: stop.signal });
    this.#training = training;
    return { start: () => startContainer(training, stop) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#training?.[Symbol.asyncDispose]();
    } finally {
      await removeWorkFolder(this.#job.folder);
    }
  }
}

function startContainer(training: OwnImageRun, stop: StopOrder): RunningAttempt {
  return {
    terminate: (graceMs) => training.terminate(graceMs),
    ended: training.train().then((notStarted) => ({
      state: 'finished',
      // They are in the container still, and are taken out with the model.
      saveCheckpoints: async () => undefined,
      outcome: () => outcomeOf(training, stop, notStarted),
    })),
  };
}

function outcomeOf(training: OwnImageRun, stop: StopOrder, notStarted: string | undefined): JobEnd | UnsavedModel {
  if (notStarted !== undefined) return { status: 'Failed', failureReason: notStarted };
  if (stop.cause === 'emulator closes') return { status: 'Stopped' };
  return { upload: () => upload(training, stop) };
}

async function upload(training: OwnImageRun, stop: StopOrder): Promise<JobEnd> {
  const { failureReason, ...kept } = await training.keep();
  return failureReason === undefined ? { status: stop.endWithModel(), ...kept } : { status: 'Failed', failureReason };
}
