import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mayPull } from '../../ecr-image.ts';
import { DEFAULT_FOR_MS, type Fault } from '../../faults/fault.ts';
import { startFailure, uploadFailure } from '../../faults/fault-reasons.ts';
import { CANNOT_PULL } from '../../own-image/container-failure.ts';
import { isOwnImage } from '../../own-image/own-image-rules.ts';
import { RunLimits } from '../request/run-limits.ts';
import { type EndStatus, enterPhase, type JobEnd, type Phase } from '../training-job-record.ts';
import { AlgorithmProcess } from './algorithm-process.ts';
import { ArtifactUploadError, artifactUri, uploadArtifact } from './artifact-upload.ts';
import { CheckpointCopy, CheckpointError } from './checkpoint-copy.ts';
import { crashFailure, failureAround, reportedFailure } from './failure-reason.ts';
import { JobLog } from './job-log.ts';
import { JobProgress } from './job-progress.ts';
import { checkpointFolderIn, jobSpec } from './job-spec.ts';
import { pause } from './pause.ts';
import { removeNow } from './remove-now.ts';
import { RoleSession } from './role-session.ts';
import type { RunSettings } from './run-settings.ts';
import { STOPPED_AS, type StopCause } from './stop-cause.ts';

/** What all attempts of a job have in common; only a managed Spot job has more than one. */
interface Surroundings {
  readonly role: RoleSession;
  readonly log: JobLog;
  readonly folder: string;
  readonly checkpoints: CheckpointCopy | undefined;
}

/** One training job from Starting to its end. */
export class TrainingJobRun {
  readonly #settings: RunSettings;
  readonly #jobName: string;
  readonly #stopped = new AbortController();
  readonly #limits: RunLimits;
  #stopCause: StopCause | undefined;
  #process: Pick<AlgorithmProcess, 'terminate'> | undefined;
  /** Set when the instance was taken away from the attempt that runs. */
  #interruption: Fault | undefined;

  constructor(settings: RunSettings, jobName: string) {
    this.#settings = settings;
    this.#jobName = jobName;
    this.#limits = new RunLimits(this.#request);
  }

  /** Runs the job; whatever goes wrong ends as the job's FailureReason. Resolves when nothing of the job is left running. */
  async run(): Promise<void> {
    const { slots, store } = this.#settings;
    let release: (() => void) | undefined;
    const whole = async () => {
      await this.#startSlowly();
      release = await slots.acquire(this.#stopped.signal);
      store.end(this.#jobName, release === undefined ? this.#endWithoutModel() : await this.#runInSlot());
    };
    try {
      await this.#limits.whileWaitedFor(() => this.stop('maximum wait'), whole);
    } catch (error) {
      const reason = error instanceof CheckpointError ? error.message : failureAround(error);
      store.end(this.#jobName, { status: 'Failed', failureReason: reason });
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
      this.#enter('Stopping');
    } catch {
      // The disk refuses: the job shows its earlier phase until it ends, which it does all the same.
    }
  }

  async #startSlowly(): Promise<void> {
    const slow = this.#settings.faults.take('slow-start');
    if (slow !== undefined) await pause(slow.forMs ?? DEFAULT_FOR_MS['slow-start'], this.#stopped.signal);
  }

  async #runInSlot(): Promise<JobEnd> {
    const failureReason = startFailure(this.#settings.faults);
    if (failureReason !== undefined) return { status: 'Failed', failureReason };
    const { clients, workFolder } = this.#settings;
    const role = new RoleSession(clients, this.#request.RoleArn ?? '');
    const log = new JobLog(role, this.#jobName, Date.now());
    const folder = join(workFolder, this.#jobName);
    const s3Uri = this.#request.CheckpointConfig?.S3Uri;
    const checkpoints = s3Uri === undefined ? undefined : new CheckpointCopy(role, s3Uri, checkpointFolderIn(folder));
    try {
      if (!this.#mayPullImage()) return { status: 'Failed', failureReason: CANNOT_PULL };
      return await this.#runAttempts({ role, log, folder, checkpoints });
    } finally {
      await log.close();
      await removeNow(folder);
      role.close();
    }
  }

  #mayPullImage(): boolean {
    const { AlgorithmSpecification: algorithm, RoleArn: roleArn = '' } = this.#request;
    return mayPull(algorithm?.TrainingImage ?? '', roleArn, this.#settings.permissions);
  }

  /** Attempt after attempt until one is not interrupted: each begins on an instance of its own. */
  async #runAttempts(surroundings: Surroundings): Promise<JobEnd> {
    for (;;) {
      await mkdir(surroundings.folder, { recursive: true });
      if (isOwnImage(this.#request, this.#settings.region)) return await this.#runOwnImage(surroundings);
      const end = await this.#runAttempt(surroundings);
      if (end !== undefined) return end;
      await removeNow(surroundings.folder);
      await this.#waitForInstance();
      if (this.#stopCause !== undefined) return this.#endWithoutModel();
    }
  }

  /** Undefined when the instance was taken away. */
  async #runAttempt({ role, log, folder, checkpoints }: Surroundings): Promise<JobEnd | undefined> {
    const { store, command } = this.#settings;
    await checkpoints?.restore();
    const spec = jobSpec(store.require(this.#jobName), (await role.clients()).access, folder);
    if (this.#stopCause !== undefined) return this.#endWithoutModel();
    let epochs = 0;
    const progress = new JobProgress(store, this.#jobName, log, () => {
      epochs += 1;
      // A failure is thrown by the last copying.
      checkpoints?.save().catch(() => undefined);
      this.#faultsAfterEpoch(epochs);
    });
    const training = new AlgorithmProcess(command, spec, progress);
    const end = await this.#withinRuntime(training, training.ended);
    if (this.#stopCause !== 'emulator closes') await checkpoints?.save();
    if (this.#interruption !== undefined && this.#stopCause === undefined) return undefined;
    return this.#outcome(end, progress, role);
  }

  async #runOwnImage({ role, log, folder }: Surroundings): Promise<JobEnd> {
    const { containers, store } = this.#settings;
    if (containers === undefined) throw new Error('there is no container engine to run the image');
    const job = { name: this.#jobName, store, containers, role, log, folder, stopped: this.#stopped.signal };
    // Loaded only now: most runs never need it.
    const { OwnImageRun } = await import('../../own-image/own-image-run.ts');
    await using training = new OwnImageRun(job);
    const notStarted = await this.#withinRuntime(training, training.train());
    if (notStarted !== undefined) return { status: 'Failed', failureReason: notStarted };
    if (this.#stopCause === 'emulator closes') return { status: 'Stopped' };
    // Awaited here: the container goes when this function ends.
    return await this.#unlessUploadFails(async () => {
      const { failureReason, ...kept } = await training.keep();
      return failureReason === undefined
        ? { status: this.#endWithModel(), ...kept }
        : { status: 'Failed', failureReason };
    });
  }

  async #withinRuntime<T>(training: Pick<AlgorithmProcess, 'terminate'>, work: Promise<T>): Promise<T> {
    this.#process = training;
    try {
      return await this.#limits.whileRunning(() => this.stop('maximum runtime'), work);
    } finally {
      this.#process = undefined;
    }
  }

  #faultsAfterEpoch(epochs: number): void {
    const { faults } = this.#settings;
    if (this.#stopCause !== undefined || this.#interruption !== undefined) return;
    if (faults.takeAfter('max-runtime', epochs) !== undefined) {
      this.stop('maximum runtime');
      return;
    }
    this.#interruption = faults.takeAfter('spot-interruption', epochs);
    if (this.#interruption !== undefined) this.#process?.terminate(0);
  }

  async #waitForInstance(): Promise<void> {
    this.#enter('Interrupted');
    await pause(this.#interruption?.forMs ?? DEFAULT_FOR_MS['spot-interruption'], this.#stopped.signal);
    this.#interruption = undefined;
    if (this.#stopCause === undefined) this.#enter('Starting');
  }

  async #outcome(
    end: Awaited<AlgorithmProcess['ended']>,
    { failed, finished, lastLine }: JobProgress,
    role: RoleSession,
  ): Promise<JobEnd> {
    // When the emulator closes, S3 may be gone already: nothing is uploaded, so that nothing is left half-written.
    if (this.#stopCause === 'emulator closes') return { status: 'Stopped' };
    if (finished !== undefined) return await this.#upload(finished.modelFile, role);
    if (this.#stopCause !== undefined) return this.#endWithoutModel();
    if (failed !== undefined) return { status: 'Failed', failureReason: reportedFailure(failed) };
    return { status: 'Failed', failureReason: crashFailure(end, lastLine) };
  }

  #upload(modelFile: string, role: RoleSession): Promise<JobEnd> {
    const artifact = artifactUri(this.#request.OutputDataConfig?.S3OutputPath ?? '', this.#jobName);
    return this.#unlessUploadFails(async () => {
      this.#enter('Uploading');
      await uploadArtifact(await role.clients(), modelFile, artifact);
      return { status: this.#endWithModel(), artifact };
    });
  }

  async #unlessUploadFails(work: () => Promise<JobEnd>): Promise<JobEnd> {
    const denied = uploadFailure(this.#settings.faults);
    if (denied !== undefined) {
      this.#enter('Uploading');
      return { status: 'Failed', failureReason: denied };
    }
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ArtifactUploadError)) throw error;
      return { status: 'Failed', failureReason: error.message };
    }
  }

  #endWithModel(): EndStatus {
    return this.#stopCause === undefined ? 'Completed' : STOPPED_AS[this.#stopCause];
  }

  /** The end of a job that was stopped and left no model. */
  #endWithoutModel(): JobEnd {
    return { status: STOPPED_AS[this.#stopCause ?? 'stop request'] };
  }

  #enter(phase: Phase): void {
    this.#settings.store.update(this.#jobName, (job) => enterPhase(job, phase, Date.now()));
  }

  get #request() {
    return this.#settings.store.require(this.#jobName).request;
  }
}
