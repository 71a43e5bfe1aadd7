import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AwsClients } from '../../../aws-clients.ts';
import type { JobSpec } from '../../../training/protocol.ts';
import type { RolePermissions } from '../../role-permissions.ts';
import { mayPull } from '../image-pull.ts';
import { CANNOT_PULL } from '../own-image/container-failure.ts';
import { isOwnImage } from '../own-image/own-image-rules.ts';
import type { TrainingContainers } from '../own-image/training-containers.ts';
import { ArtifactUploadError, artifactUri, uploadArtifact } from './artifact-upload.ts';
import { crashFailure, failureAround, reportedFailure } from './failure-reason.ts';
import { JobLog } from './job-log.ts';
import { JobProgress } from './job-progress.ts';
import type { JobSlots } from './job-slots.ts';
import { jobSpec } from './job-spec.ts';
import { RoleSession } from './role-session.ts';
import { type EndStatus, enterPhase, type JobEnd } from './training-job.ts';
import type { TrainingJobStore } from './training-job-store.ts';
import { type ProcessEnd, type TrainingCommand, TrainingProcess } from './training-process.ts';

/** Node's timers take at most 2^31-1 ms, a little less than the 28 days that a job may ask for. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const DEFAULT_MAX_RUNTIME_SECONDS = 86_400;

export interface RunSettings {
  readonly store: TrainingJobStore;
  readonly clients: AwsClients;
  readonly slots: JobSlots;
  readonly region: string;
  readonly command: TrainingCommand;
  readonly containers?: TrainingContainers;
  /** Parent of the jobs' work folders. */
  readonly workFolder: string;
  /** How long a job that was told to stop may take to save its model. */
  readonly stopGraceMs: number;
  /** Of the job's role; taken for granted where it is absent. */
  readonly permissions?: RolePermissions;
}

type StopCause = 'stop request' | 'maximum runtime' | 'emulator closes';

/** One training job from Starting to its end. */
export class TrainingJobRun {
  readonly #settings: RunSettings;
  readonly #jobName: string;
  readonly #stopped = new AbortController();
  #stopCause: StopCause | undefined;
  #process: Pick<TrainingProcess, 'terminate'> | undefined;

  constructor(settings: RunSettings, jobName: string) {
    this.#settings = settings;
    this.#jobName = jobName;
  }

  /** Runs the job; whatever goes wrong ends as the job's FailureReason. Resolves when nothing of the job is left running. */
  async run(): Promise<void> {
    const release = await this.#settings.slots.acquire(this.#stopped.signal);
    try {
      this.#settings.store.end(this.#jobName, release === undefined ? { status: 'Stopped' } : await this.#runInSlot());
    } catch (error) {
      this.#settings.store.end(this.#jobName, { status: 'Failed', failureReason: failureAround(error) });
    } finally {
      release?.();
    }
  }

  /** Stops the job: the process gets SIGTERM and `graceMs` to save its model. The first cause counts, save for closing. */
  stop(cause: StopCause, graceMs = this.#settings.stopGraceMs): void {
    this.#stopCause = cause === 'emulator closes' ? cause : (this.#stopCause ?? cause);
    this.#process?.terminate(graceMs);
    this.#stopped.abort();
    try {
      this.#settings.store.update(this.#jobName, (job) => enterPhase(job, 'Stopping', Date.now()));
    } catch {
      // The disk refuses: the job shows its earlier phase until it ends, which it does all the same.
    }
  }

  async #runInSlot(): Promise<JobEnd> {
    const { clients, store, workFolder } = this.#settings;
    const role = new RoleSession(clients, this.#request.RoleArn ?? '');
    const log = new JobLog(role, this.#jobName, Date.now());
    const folder = join(workFolder, this.#jobName);
    try {
      await mkdir(folder, { recursive: true });
      if (!this.#mayPullImage()) return { status: 'Failed', failureReason: CANNOT_PULL };
      if (isOwnImage(this.#request, this.#settings.region)) return await this.#runOwnImage(role, log, folder);
      const spec = jobSpec(store.require(this.#jobName), (await role.clients()).access, folder);
      if (this.#stopCause !== undefined) return { status: 'Stopped' };
      const progress = new JobProgress(store, this.#jobName, log);
      const end = await this.#train(spec, progress);
      return await this.#outcome(end, progress, role);
    } finally {
      await log.close();
      // What cannot be removed now is removed when the emulator starts again.
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      role.close();
    }
  }

  #mayPullImage(): boolean {
    const { AlgorithmSpecification: algorithm, RoleArn: roleArn = '' } = this.#request;
    return mayPull(algorithm?.TrainingImage ?? '', roleArn, this.#settings.permissions);
  }

  async #train(spec: JobSpec, progress: JobProgress): Promise<ProcessEnd> {
    const training = new TrainingProcess(this.#settings.command, spec, progress);
    return await this.#withinRuntime(training, training.ended);
  }

  async #runOwnImage(role: RoleSession, log: JobLog, folder: string): Promise<JobEnd> {
    const { containers, store } = this.#settings;
    if (containers === undefined) throw new Error('there is no container engine to run the image');
    const job = { name: this.#jobName, store, containers, role, log, folder, stopped: this.#stopped.signal };
    // Loaded only now: most runs never need it.
    const { OwnImageRun } = await import('../own-image/own-image-run.ts');
    await using training = new OwnImageRun(job);
    const startFailure = await this.#withinRuntime(training, training.train());
    if (startFailure !== undefined) return { status: 'Failed', failureReason: startFailure };
    if (this.#stopCause === 'emulator closes') return { status: 'Stopped' };
    try {
      const { failureReason, ...kept } = await training.keep();
      return failureReason === undefined
        ? { status: this.#endWithModel(), ...kept }
        : { status: 'Failed', failureReason };
    } catch (error) {
      if (!(error instanceof ArtifactUploadError)) throw error;
      return { status: 'Failed', failureReason: error.message };
    }
  }

  async #withinRuntime<T>(training: Pick<TrainingProcess, 'terminate'>, work: Promise<T>): Promise<T> {
    this.#process = training;
    const seconds = this.#request.StoppingCondition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME_SECONDS;
    const limit = setTimeout(() => this.stop('maximum runtime'), Math.min(seconds * 1000, MAX_TIMER_MS));
    try {
      return await work;
    } finally {
      clearTimeout(limit);
      this.#process = undefined;
    }
  }

  async #outcome(end: ProcessEnd, progress: JobProgress, role: RoleSession): Promise<JobEnd> {
    const { failed, finished } = progress;
    // When the emulator closes, S3 may be gone already: nothing is uploaded, so that nothing is left half-written.
    if (this.#stopCause === 'emulator closes') return { status: 'Stopped' };
    if (finished !== undefined) return await this.#upload(finished.modelFile, role);
    if (this.#stopCause !== undefined) return { status: this.#endWithModel() };
    if (failed !== undefined) return { status: 'Failed', failureReason: reportedFailure(failed) };
    return { status: 'Failed', failureReason: crashFailure(end, progress.lastLine) };
  }

  async #upload(modelFile: string, role: RoleSession): Promise<JobEnd> {
    const artifact = artifactUri(this.#request.OutputDataConfig?.S3OutputPath ?? '', this.#jobName);
    this.#settings.store.update(this.#jobName, (job) => enterPhase(job, 'Uploading', Date.now()));
    try {
      await uploadArtifact(await role.clients(), modelFile, artifact);
      return { status: this.#endWithModel(), artifact };
    } catch (error) {
      if (!(error instanceof ArtifactUploadError)) throw error;
      return { status: 'Failed', failureReason: error.message };
    }
  }

  #endWithModel(): EndStatus {
    if (this.#stopCause === undefined) return 'Completed';
    return this.#stopCause === 'maximum runtime' ? 'MaxRuntimeExceeded' : 'Stopped';
  }

  get #request() {
    return this.#settings.store.require(this.#jobName).request;
  }
}
