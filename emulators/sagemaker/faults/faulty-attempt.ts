import type {
  AttemptJob,
  EndedAttempt,
  FinishedAttempt,
  PendingAttempt,
  ReadyAttempt,
  RunningAttempt,
  UnsavedModel,
} from '../training-jobs/run/attempt.ts';
import type { JobEnd } from '../training-jobs/training-job-record.ts';
import { DEFAULT_FOR_MS, type Fault } from './fault.ts';
import type { JobFaults } from './job-faults.ts';

/** AWS's own FailureReason, seen in failed jobs: training-failures' entry upload.403. */
const UPLOAD_DENIED = 'ClientError: Artifact upload failed:Error 7: AccessDenied (403): Access Denied';

/** An attempt as it is, save for the faults that hit it: `max-runtime`, `spot-interruption` and `upload-denied`. */
export class FaultyAttempt implements PendingAttempt {
  readonly #attempt: PendingAttempt;
  readonly #faults: JobFaults;
  readonly #job: AttemptJob;

  constructor(attempt: PendingAttempt, faults: JobFaults, job: AttemptJob) {
    this.#attempt = attempt;
    this.#faults = faults;
    this.#job = job;
  }

  async prepare(): Promise<ReadyAttempt> {
    const ready = await this.#attempt.prepare();
    return { start: (afterEpoch) => this.#start(ready, afterEpoch) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#attempt[Symbol.asyncDispose]();
  }

  #start(ready: ReadyAttempt, afterEpoch: () => void): RunningAttempt {
    const { stop } = this.#job;
    let epochs = 0;
    let interruption: Fault | undefined;
    const running = ready.start(() => {
      afterEpoch();
      epochs += 1;
      if (stop.cause !== undefined || interruption !== undefined) return;
      if (this.#faults.takeAfter('max-runtime', epochs) !== undefined) {
        stop.give('maximum runtime');
        return;
      }
      interruption = this.#faults.takeAfter('spot-interruption', epochs);
      if (interruption !== undefined) running.terminate(0);
    });
    return {
      terminate: (graceMs) => running.terminate(graceMs),
      ended: running.ended.then((ended) => this.#ended(ended, interruption)),
    };
  }

  #ended(ended: EndedAttempt, interruption: Fault | undefined): EndedAttempt {
    const saveCheckpoints = () => ended.saveCheckpoints();
    if (interruption !== undefined) {
      const nextInstanceAfterMs = interruption.forMs ?? DEFAULT_FOR_MS['spot-interruption'];
      return { state: 'interrupted', nextInstanceAfterMs, saveCheckpoints };
    }
    if (ended.state === 'interrupted') return ended;
    return { state: 'finished', saveCheckpoints, outcome: () => this.#outcome(ended) };
  }

  #outcome(ended: FinishedAttempt): JobEnd | UnsavedModel {
    const outcome = ended.outcome();
    return 'upload' in outcome ? { upload: () => this.#upload(outcome) } : outcome;
  }

  async #upload(model: UnsavedModel): Promise<JobEnd> {
    if (this.#faults.take('upload-denied') === undefined) return await model.upload();
    this.#job.store.enter(this.#job.name, 'Uploading');
    return { status: 'Failed', failureReason: UPLOAD_DENIED };
  }
}
