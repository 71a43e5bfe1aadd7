import { join } from 'node:path';
import { RecordStore } from '../../record-store.ts';
import { INTERRUPTED_FAILURE } from './failure-reason.ts';
import { endJob, isEnded, type TrainingJobRecord } from './training-job.ts';

/** All training jobs by name; names are never freed. */
export class TrainingJobStore {
  readonly #records: RecordStore<TrainingJobRecord>;

  /** Jobs that were running when the emulator last ended without closing become Failed (or Stopped, if they were stopping). */
  constructor(folder: string) {
    this.#records = new RecordStore(join(folder, 'training-jobs'));
    for (const job of this.#records.values()) {
      if (!isEnded(job)) this.put(interrupted(job, Date.now()));
    }
  }

  get(name: string): TrainingJobRecord | undefined {
    return this.#records.get(name);
  }

  list(): TrainingJobRecord[] {
    return this.#records.values();
  }

  put(job: TrainingJobRecord): void {
    this.#records.put(job.name, job);
  }

  /** A job that must be there. */
  require(name: string): TrainingJobRecord {
    const job = this.#records.get(name);
    if (job === undefined) throw new Error(`there is no training job ${name}`);
    return job;
  }

  /** Replaces a job by what `change` makes of it. */
  update(name: string, change: (job: TrainingJobRecord) => TrainingJobRecord): void {
    const job = this.require(name);
    const changed = change(job);
    if (changed !== job) this.put(changed);
  }
}

function interrupted(job: TrainingJobRecord, nowMs: number): TrainingJobRecord {
  if (job.status === 'Stopping') return endJob(job, { status: 'Stopped' }, nowMs);
  return endJob(job, { status: 'Failed', failureReason: INTERRUPTED_FAILURE }, nowMs);
}
