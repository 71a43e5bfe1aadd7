import { join } from 'node:path';
import { RecordStore } from '../../core/storage/record-store.ts';
import { INTERRUPTED_FAILURE } from './run/failure-reason.ts';
import {
  endJob,
  enterPhase,
  isEnded,
  type JobEnd,
  type Phase,
  TRAINING_JOBS,
  type TrainingJobRecord,
} from './training-job-record.ts';

/** All training jobs by name. */
export class TrainingJobStore {
  readonly #records: RecordStore<TrainingJobRecord>;
  /** Ends of jobs that the disk did not take; clients must see them all the same, or they would wait for ever. */
  readonly #unsavedEnds = new Map<string, TrainingJobRecord>();

  /** Jobs that were running when the emulator last ended without closing become Failed (or Stopped, if they were stopping). */
  constructor(folder: string) {
    this.#records = new RecordStore(join(folder, 'training-jobs'), TRAINING_JOBS);
    for (const job of this.#records.values()) {
      if (!isEnded(job)) this.put(interrupted(job, Date.now()));
    }
  }

  get(name: string): TrainingJobRecord | undefined {
    return this.#unsavedEnds.get(name) ?? this.#records.get(name);
  }

  list(): TrainingJobRecord[] {
    return this.#records.values().map((job) => this.#unsavedEnds.get(job.name) ?? job);
  }

  put(job: TrainingJobRecord): void {
    this.#records.put(job.name, job);
    this.#unsavedEnds.delete(job.name);
  }

  delete(name: string): void {
    this.#records.delete(name);
    this.#unsavedEnds.delete(name);
  }

  /** A job that must be there. */
  require(name: string): TrainingJobRecord {
    const job = this.get(name);
    if (job === undefined) throw new Error(`there is no training job ${name}`);
    return job;
  }

  /** Replaces a job by what `change` makes of it. */
  update(name: string, change: (job: TrainingJobRecord) => TrainingJobRecord): void {
    const job = this.require(name);
    const changed = change(job);
    if (changed !== job) this.put(changed);
  }

  enter(name: string, phase: Phase): void {
    this.update(name, (job) => enterPhase(job, phase, Date.now()));
  }

  /** A job that is being stopped shows Stopping, however far it still gets. */
  enterUnlessStopping(name: string, phase: Phase): void {
    if (this.require(name).status !== 'Stopping') this.enter(name, phase);
  }

  /** Ends a job unless it has ended. Never fails: an end that cannot be saved is kept until the emulator closes. */
  end(name: string, end: JobEnd): void {
    const job = this.require(name);
    if (isEnded(job)) return;
    const ended = endJob(job, end, Date.now());
    try {
      this.put(ended);
    } catch {
      this.#unsavedEnds.set(name, ended);
    }
  }
}

function interrupted(job: TrainingJobRecord, nowMs: number): TrainingJobRecord {
  if (job.status === 'Stopping') return endJob(job, { status: 'Stopped' }, nowMs);
  return endJob(job, { status: 'Failed', failureReason: INTERRUPTED_FAILURE }, nowMs);
}
