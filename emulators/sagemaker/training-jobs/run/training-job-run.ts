import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AwsClients } from '../../../core/aws-clients.ts';
import { RunLimits } from '../request/run-limits.ts';
import type { JobEnd } from '../training-job-record.ts';
import type { TrainingJobStore } from '../training-job-store.ts';
import type { AttemptJob, EndedAttempt, InterruptedAttempt, RunningAttempt } from './attempt.ts';
import { CheckpointCopy } from './checkpoint-copy.ts';
import { failureAround } from './failure-reason.ts';
import { JobLog } from './job-log.ts';
import { checkpointFolderIn } from './job-spec.ts';
import { RoleSession } from './role-session.ts';
import { type StopCause, StopOrder } from './stop-order.ts';
import type { TrainingInstances } from './training-instances.ts';

/** What a job is run with. */
export interface RunSettings {
  readonly store: TrainingJobStore;
  readonly clients: AwsClients;
  readonly instances: TrainingInstances;
  /** Parent of the jobs' work folders. */
  readonly workFolder: string;
  /** How long a stopped job may take to save its model. */
  readonly stopGraceMs: number;
}

/** One training job from Starting to its end. */
export class TrainingJobRun {
  readonly #settings: RunSettings;
  readonly #jobName: string;
  readonly #stop: StopOrder;
  readonly #limits: RunLimits;

  constructor(settings: RunSettings, jobName: string) {
    this.#settings = settings;
    this.#jobName = jobName;
    this.#stop = new StopOrder(settings.stopGraceMs);
    this.#limits = new RunLimits(this.#request);
  }

  /** Runs the job; whatever goes wrong ends as the job's FailureReason. Resolves when nothing of the job is left running. */
  async run(): Promise<void> {
    const { instances, store } = this.#settings;
    let release: (() => void) | undefined;
    const whole = async () => {
      release = await instances.acquire(this.#stop.signal);
      store.end(this.#jobName, release === undefined ? this.#stop.endWithoutModel() : await this.#runInPlace());
    };
    const shown = () => this.#stop.obeyedBy(() => this.#showStopping(), whole());
    try {
      await this.#limits.whileWaitedFor(() => this.stop('maximum wait'), shown);
    } catch (error) {
      store.end(this.#jobName, { status: 'Failed', failureReason: failureAround(error) });
    } finally {
      release?.();
    }
  }

  /** Stops the job: its process gets SIGTERM and `graceMs` to save its model. */
  stop(cause: StopCause, graceMs?: number): void {
    this.#stop.give(cause, graceMs);
  }

  #showStopping(): void {
    try {
      this.#settings.store.enter(this.#jobName, 'Stopping');
    } catch {
      // The disk refuses: the job shows its earlier phase until it ends, which it does all the same.
    }
  }

  async #runInPlace(): Promise<JobEnd> {
    const { store, clients, workFolder } = this.#settings;
    const role = new RoleSession(clients, this.#request.RoleArn ?? '');
    const log = new JobLog(role, this.#jobName, Date.now());
    const folder = join(workFolder, this.#jobName);
    const s3Uri = this.#request.CheckpointConfig?.S3Uri;
    const checkpoints = s3Uri === undefined ? undefined : new CheckpointCopy(role, s3Uri, checkpointFolderIn(folder));
    try {
      return await this.#runAttempts({ name: this.#jobName, store, stop: this.#stop, role, log, folder, checkpoints });
    } finally {
      await log.close();
      role.close();
    }
  }

  /** Attempt after attempt until one is not interrupted: each begins on an instance of its own. */
  async #runAttempts(job: AttemptJob): Promise<JobEnd> {
    for (;;) {
      const end = await this.#runAttempt(job);
      if (!('nextInstanceAfterMs' in end)) return end;
      await this.#waitForInstance(end);
      if (this.#stop.cause !== undefined) return this.#stop.endWithoutModel();
    }
  }

  async #runAttempt(job: AttemptJob): Promise<JobEnd | InterruptedAttempt> {
    await using attempt = this.#settings.instances.attempt(job);
    const ready = await attempt.prepare();
    if (this.#stop.cause !== undefined) return this.#stop.endWithoutModel();
    const ended = await this.#endOf(ready.start(() => undefined));
    if (this.#stop.cause !== 'emulator closes') await ended.saveCheckpoints();
    if (ended.state === 'interrupted') {
      if (this.#stop.cause !== undefined) return this.#stop.endWithoutModel();
      // At once: an order to stop that comes while the folder is removed is shown after it.
      job.store.enter(job.name, 'Interrupted');
      return ended;
    }
    const outcome = ended.outcome();
    // Awaited here: what is uploaded goes when this function ends.
    return 'upload' in outcome ? await outcome.upload() : outcome;
  }

  #endOf(attempt: RunningAttempt): Promise<EndedAttempt> {
    const obedient = this.#stop.obeyedBy((graceMs) => attempt.terminate(graceMs), attempt.ended);
    return this.#limits.whileRunning(() => this.stop('maximum runtime'), obedient);
  }

  async #waitForInstance({ nextInstanceAfterMs }: InterruptedAttempt): Promise<void> {
    // An order to stop ends the waiting.
    await delay(nextInstanceAfterMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    if (this.#stop.cause === undefined) this.#settings.store.enter(this.#jobName, 'Starting');
  }

  get #request() {
    return this.#settings.store.require(this.#jobName).request;
  }
}
