import { join } from 'node:path';
import type { AwsClients } from '../../core/aws-clients.ts';
import { artifactUri, outputUri, uploadArtifact } from '../training-jobs/run/artifact-upload.ts';
import type { JobLog } from '../training-jobs/run/job-log.ts';
import type { RoleSession } from '../training-jobs/run/role-session.ts';
import { type TrainingJobRecord, withMetrics } from '../training-jobs/training-job-record.ts';
import type { TrainingJobStore } from '../training-jobs/training-job-store.ts';
import { checkpointLocation, uploadCheckpoints } from './checkpoint-upload.ts';
import { CANNOT_PULL, containerFailure } from './container-failure.ts';
import { containerRequest } from './container-request.ts';
import { DataDownloadError, downloadFailure } from './data-download-error.ts';
import { inputArchive } from './input-archive.ts';
import { MetricReader } from './metric-reader.ts';
import { fileBeginning, writeContents } from './output-archive.ts';
import { ImageUnavailableError, type TrainingContainer, type TrainingContainers } from './training-containers.ts';

const MODEL_FOLDER = '/opt/ml/model';
const OUTPUT_FOLDER = '/opt/ml/output/data';
const FAILURE_FILE = '/opt/ml/output/failure';
/** 1,024 characters of at most four bytes. */
const MAX_FAILURE_BYTES = 4096;

/** A metric for every batch would otherwise mean a write to disk for every batch. */
const METRICS_INTERVAL_MS = 500;

export interface OwnImageJob {
  readonly name: string;
  readonly store: TrainingJobStore;
  readonly containers: TrainingContainers;
  readonly role: RoleSession;
  readonly log: JobLog;
  /** An empty folder of the job. */
  readonly folder: string;
  /** Aborted when the job is stopped. */
  readonly stopped: AbortSignal;
}

/** What came of a container's job, whatever made it end. */
export interface OwnImageEnd {
  readonly artifact?: string;
  readonly failureReason?: string;
}

/** One training job in a container with a user's own image. */
export class OwnImageRun implements AsyncDisposable {
  readonly #job: OwnImageJob;
  #container: TrainingContainer | undefined;
  #ended: { readonly exitCode: number; readonly wasStopped: boolean } | undefined;

  constructor(job: OwnImageJob) {
    this.#job = job;
  }

  terminate(graceMs: number): void {
    this.#container?.terminate(graceMs);
  }

  /** Resolves when the container has ended, or will never start; with the FailureReason where it could not. */
  async train(): Promise<string | undefined> {
    const { log, stopped } = this.#job;
    try {
      const container = await this.#prepare();
      if (stopped.aborted) return undefined;
      const exitCode = await this.#run(container);
      this.#ended = { exitCode, wasStopped: stopped.aborted };
      return undefined;
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError' && stopped.aborted) return undefined;
      if (error instanceof DataDownloadError) return error.message;
      if (!(error instanceof ImageUnavailableError)) throw error;
      log.write(`[rehearsal] ${error.message}`);
      return CANNOT_PULL;
    }
  }

  /** Takes what a container that has ended leaves behind to S3. */
  async keep(): Promise<OwnImageEnd> {
    if (this.#container === undefined || this.#ended === undefined) return {};
    const { exitCode, wasStopped } = this.#ended;
    const role = await this.#job.role.clients();
    await this.#keepCheckpoints(this.#container, role);
    this.#job.store.enter(this.#job.name, 'Uploading');
    await this.#upload(this.#container, OUTPUT_FOLDER, role, outputUri(this.#request, this.#job.name));
    if (exitCode !== 0 && !wasStopped) return { failureReason: await this.#failure(this.#container, exitCode) };
    const artifact = artifactUri(this.#request, this.#job.name);
    const isThere = await this.#upload(this.#container, MODEL_FOLDER, role, artifact);
    // A job that has completed names its artifact's place even where its container left no model.
    return isThere || !wasStopped ? { artifact } : {};
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container?.remove();
  }

  async #prepare(): Promise<TrainingContainer> {
    const { containers, role, store, name, stopped } = this.#job;
    store.enterUnlessStopping(name, 'Downloading');
    const job = store.require(name);
    const { access } = await role.clients();
    const request = containerRequest(job, { ...access, endpointUrl: await containers.endpointUrl() });
    const container = await containers.create(request, stopped);
    this.#container = container;
    await this.#putInput(container, job);
    return container;
  }

  async #putInput(container: TrainingContainer, job: TrainingJobRecord): Promise<void> {
    const archive = inputArchive(await this.#job.role.clients(), job, this.#job.stopped);
    // Of two errors the archive's is the cause, whatever the container makes of an archive that breaks off.
    let cause: unknown;
    archive.once('error', (error: unknown) => {
      cause = error;
    });
    try {
      await container.put(archive);
    } catch (error) {
      throw downloadFailure(cause ?? error);
    }
  }

  async #run(container: TrainingContainer): Promise<number> {
    const { log, store, name } = this.#job;
    const metrics = new MetricReader(this.#request.AlgorithmSpecification?.MetricDefinitions ?? [], {
      onTooSlow: (message) => log.write(`[rehearsal] ${message}`),
    });
    let savedMs = 0;
    const save = (nowMs: number) => {
      savedMs = nowMs;
      store.update(name, (job) => withMetrics(job, metrics.latest, nowMs));
    };
    store.enterUnlessStopping(name, 'Training');
    const exitCode = await container.run((line) => {
      log.write(line);
      const nowMs = Date.now();
      const found = metrics.take(line, nowMs);
      if (found.length > 0) log.metrics.report(found);
      if (found.length > 0 && nowMs - savedMs >= METRICS_INTERVAL_MS) save(nowMs);
      return log.room();
    });
    if (metrics.latest.length > 0) save(Date.now());
    return exitCode;
  }

  async #failure(container: TrainingContainer, exitCode: number): Promise<string> {
    const file = await container.read(FAILURE_FILE);
    return containerFailure(exitCode, file && (await fileBeginning(file, MAX_FAILURE_BYTES)));
  }

  async #upload(container: TrainingContainer, folder: string, role: AwsClients, uri: string): Promise<boolean> {
    const archive = await container.read(folder);
    const file = join(this.#job.folder, uri.slice(uri.lastIndexOf('/') + 1));
    if (archive === undefined || !(await writeContents(archive, file))) return false;
    await uploadArtifact(role, file, uri);
    return true;
  }

  async #keepCheckpoints(container: TrainingContainer, role: AwsClients): Promise<void> {
    const checkpoints = checkpointLocation(this.#request);
    if (checkpoints === undefined) return;
    const archive = await container.read(checkpoints.localPath);
    if (archive !== undefined) await uploadCheckpoints(role, archive, checkpoints.location);
  }

  get #request() {
    return this.#job.store.require(this.#job.name).request;
  }
}
