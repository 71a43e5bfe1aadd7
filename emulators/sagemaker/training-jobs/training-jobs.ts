import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateTrainingJobRequest, UpdateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { pullRefusal } from '../ecr-image.ts';
import type { FaultMenu } from '../faults/fault-menu.ts';
import { FaultyInstances } from '../faults/faulty-instances.ts';
import { isOwnImage, unavailableRefusal } from '../own-image/own-image-rules.ts';
import { assumeForSageMaker } from '../sagemaker-role.ts';
import { resourceArn, type ServiceContext } from '../service-context.ts';
import { validationError } from '../validation-error.ts';
import { checkDataLocations } from './request/data-location-check.ts';
import type { InstanceQuotas } from './request/quotas.ts';
import { checkTrainingRequest } from './request/request-rules.ts';
import type { JobSlots } from './run/job-slots.ts';
import { type JobRunners, LocalInstances } from './run/training-instances.ts';
import { TrainingJobRun } from './run/training-job-run.ts';
import { isEnded, newTrainingJob, type TrainingJobRecord } from './training-job-record.ts';
import { TrainingJobStore } from './training-job-store.ts';
import { updatedJob } from './training-job-update.ts';
import { matchingPool, reusedJob, warmPoolStatus } from './warm-pools.ts';

export interface TrainingLimits {
  /** Training processes at a time; further jobs wait in Starting. */
  readonly concurrentJobs: number;
  /** Between SIGTERM and SIGKILL when a job is stopped. */
  readonly stopGraceMs: number;
  /** The same when the emulator closes. */
  readonly closeGraceMs: number;
}

export interface TrainingSettings {
  readonly dataFolder: string;
  readonly runners: JobRunners;
  readonly limits: TrainingLimits;
  /** Of this machine: jobs of all regions wait for the same ones. */
  readonly slots: JobSlots;
  readonly quotas: InstanceQuotas;
  readonly faults: FaultMenu;
}

/** The training jobs of an account in a region: accepts, runs and stops them. */
export class TrainingJobs {
  readonly store: TrainingJobStore;
  readonly #context: ServiceContext;
  readonly #limits: TrainingLimits;
  readonly #runners: JobRunners;
  readonly #quotas: InstanceQuotas;
  readonly #instances: LocalInstances;
  readonly #faults: FaultMenu;
  readonly #workFolder: string;
  readonly #runs = new Map<string, { readonly run: TrainingJobRun; readonly ended: Promise<void> }>();
  #closed = false;

  constructor(context: ServiceContext, { dataFolder, runners, limits, slots, quotas, faults }: TrainingSettings) {
    this.#context = context;
    this.#runners = runners;
    this.#limits = limits;
    this.#quotas = quotas;
    this.#faults = faults;
    this.#instances = new LocalInstances(slots, runners, context.region);
    this.#workFolder = join(dataFolder, 'work');
    // Whatever an earlier process left there belongs to jobs that no longer run.
    rmSync(this.#workFolder, { recursive: true, force: true });
    makePrivateFolder(this.#workFolder);
    this.store = new TrainingJobStore(dataFolder);
  }

  /** Checks the request as the service does, keeps the job with its tags and starts it. */
  async create(request: CreateTrainingJobRequest): Promise<TrainingJobRecord> {
    const arn = resourceArn(this.#context, 'training-job', request.TrainingJobName ?? '');
    checkTrainingRequest(request, this.region);
    this.#requireFreeName(request.TrainingJobName ?? '', arn);
    await this.#checkRoleAndData(request);
    await this.#requireRunner(request);
    // The checks took time: the name may be taken by now, or the emulator closed.
    this.#requireFreeName(request.TrainingJobName ?? '', arn);
    if (this.#closed) throw new AwsError('ServiceUnavailable', 503, '[rehearsal] the emulator is closing');
    this.#quotas.require(request, this.store.list(), Date.now());
    const nowMs = Date.now();
    const pool = matchingPool(request, this.store.list(), nowMs);
    const job = { ...newTrainingJob(arn, request, nowMs), ...(pool === undefined ? {} : { warmPoolOf: pool.name }) };
    this.#context.tags.keepWith(arn, request.Tags ?? [], () => this.store.put(job));
    this.#start(job);
    return job;
  }

  /** A job that is already stopping is left alone. */
  stop(name: string): void {
    const job = this.find(name);
    if (isEnded(job)) {
      throw validationError(`The request was rejected because the training job is in status ${job.status}.`);
    }
    if (job.status !== 'Stopping') this.#runs.get(name)?.run.stop('stop request');
  }

  update(request: UpdateTrainingJobRequest): TrainingJobRecord {
    const job = this.find(request.TrainingJobName ?? '');
    const nowMs = Date.now();
    const updated = updatedJob(job, request, warmPoolStatus(job, this.store.list(), nowMs), nowMs);
    this.store.put(updated);
    return updated;
  }

  /** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteTrainingJob.html: frees the name. */
  delete(name: string): void {
    const job = this.find(name);
    const jobs = this.store.list();
    const isKept = warmPoolStatus(job, jobs, Date.now())?.Status === 'Available';
    if (!isEnded(job) || isKept) {
      const reason = isEnded(job) ? 'has an available warm pool' : `is ${job.status}`;
      throw new AwsError('ResourceInUse', 400, `[rehearsal] the training job ${name} ${reason}: it cannot be deleted`);
    }
    const pool = reusedJob(job, jobs);
    if (pool !== undefined) this.store.put({ ...pool, poolReusedBy: { name, createdMs: job.createdMs } });
    this.store.delete(name);
    this.#context.tags.forget(job.arn);
  }

  find(name: string): TrainingJobRecord {
    const job = this.store.get(name);
    if (job === undefined) throw validationError('Requested resource not found.');
    return job;
  }

  /** Stops every job and waits until their processes are gone and their records say Stopped. */
  async close(): Promise<void> {
    this.#closed = true;
    const runs = [...this.#runs.values()];
    for (const { run } of runs) run.stop('emulator closes', this.#limits.closeGraceMs);
    await Promise.all(runs.map(({ ended }) => ended));
  }

  get region(): string {
    return this.#context.region;
  }

  #requireFreeName(name: string, arn: string): void {
    if (this.store.get(name) === undefined) return;
    throw new AwsError(
      'ResourceInUse',
      400,
      `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
    );
  }

  async #requireRunner(request: CreateTrainingJobRequest): Promise<void> {
    if (!isOwnImage(request, this.region)) return;
    const image = request.AlgorithmSpecification?.TrainingImage ?? '';
    const refusal = await unavailableRefusal(image, this.region, this.#runners.containers);
    if (refusal !== undefined) throw validationError(refusal);
  }

  async #checkRoleAndData(request: CreateTrainingJobRequest): Promise<void> {
    const { clients, region } = this.#context;
    const role = await assumeForSageMaker(clients, request.RoleArn ?? '');
    if (role === undefined) {
      throw validationError(
        `Could not assume role ${request.RoleArn}. Please ensure that the role exists and allows principal ` +
          `'sagemaker.amazonaws.com' to assume the role.`,
      );
    }
    try {
      const image = request.AlgorithmSpecification?.TrainingImage ?? '';
      const refusal = pullRefusal(image, request.RoleArn ?? '', this.#context.permissions);
      if (refusal !== undefined) throw validationError(refusal);
      await checkDataLocations(request, { role, account: clients, region });
    } finally {
      role.destroy();
    }
  }

  #start({ name, request }: TrainingJobRecord): void {
    const faults = this.#faults.forJob(name, request.EnableManagedSpotTraining === true);
    const run = new TrainingJobRun(
      {
        store: this.store,
        clients: this.#context.clients,
        instances: new FaultyInstances(this.#instances, faults),
        workFolder: this.#workFolder,
        stopGraceMs: this.#limits.stopGraceMs,
      },
      name,
    );
    const ended = run.run().finally(() => this.#runs.delete(name));
    this.#runs.set(name, { run, ended });
  }
}
