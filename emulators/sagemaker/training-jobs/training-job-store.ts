import { JobRecords } from '../job-records.ts';
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
export class TrainingJobStore extends JobRecords<TrainingJobRecord> {
  /** Jobs that were running when the emulator last ended without closing become Failed (or Stopped, if they were stopping). */
  constructor(folder: string) {
    super(folder, 'training-jobs', TRAINING_JOBS);
    for (const job of this.list()) {
      if (!isEnded(job)) this.put(interrupted(job, Date.now()));
    }
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

  /** Ends a job unless it has ended. Never fails. */
  end(name: string, end: JobEnd): void {
    const job = this.require(name);
    if (isEnded(job)) return;
    this.putEnd(endJob(job, end, Date.now()));
  }
}

function interrupted(job: TrainingJobRecord, nowMs: number): TrainingJobRecord {
  if (job.status === 'Stopping') return endJob(job, { status: 'Stopped' }, nowMs);
  return endJob(job, { status: 'Failed', failureReason: INTERRUPTED_FAILURE }, nowMs);
}
