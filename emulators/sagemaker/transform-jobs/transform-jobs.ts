import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerDefinition, CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import { makePrivateFolder } from '../../core/storage/private-files.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { JobRecords } from '../job-records.ts';
import type { Models } from '../models/models.ts';
import { assumeForSageMaker } from '../sagemaker-role.ts';
import { resourceArn, type ServiceContext } from '../service-context.ts';
import { checkDataLocations } from '../training-jobs/request/data-location-check.ts';
import { failureAround } from '../training-jobs/run/failure-reason.ts';
import type { JobSlots } from '../training-jobs/run/job-slots.ts';
import { validationError } from '../validation-error.ts';
import {
  endedJob,
  isEnded,
  newTransformJob,
  openTransformJobStore,
  startedJob,
  stoppingJob,
  type TransformEnd,
  type TransformJobRecord,
} from './transform-job-record.ts';
import { checkTransformRequest } from './transform-rules.ts';
import { runTransform } from './transform-run.ts';

export interface TransformSettings {
  readonly dataFolder: string;
  /** Of this machine, shared with training jobs. */
  readonly slots: JobSlots;
}

/** The batch transform jobs of an account in a region: accepts, runs and stops them. */
export class TransformJobs {
  readonly #context: ServiceContext;
  readonly #models: Models;
  readonly #store: JobRecords<TransformJobRecord>;
  readonly #slots: JobSlots;
  readonly #workFolder: string;
  readonly #runs = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  #closed = false;

  constructor(context: ServiceContext, models: Models, { dataFolder, slots }: TransformSettings) {
    this.#context = context;
    this.#models = models;
    this.#slots = slots;
    this.#store = openTransformJobStore(dataFolder);
    this.#workFolder = join(dataFolder, 'transform-work');
    // Whatever an earlier process left there belongs to jobs that no longer run.
    rmSync(this.#workFolder, { recursive: true, force: true });
    makePrivateFolder(this.#workFolder);
  }

  /** Checks the request as the service does, keeps the job with its tags and starts it. */
  async create(request: CreateTransformJobRequest): Promise<TransformJobRecord> {
    const name = request.TransformJobName ?? '';
    const arn = resourceArn(this.#context, 'transform-job', name);
    this.#requireFreeName(name, arn);
    const model = this.#models.find(request.ModelName ?? '');
    const containers = this.#models.containersOf(model);
    checkTransformRequest(request, containers, this.#context.region);
    const roleArn = model.request.ExecutionRoleArn ?? '';
    await this.#checkData(request, roleArn);
    // The checks took time: the name may be taken by now, or the emulator closed.
    this.#requireFreeName(name, arn);
    if (this.#closed) throw new AwsError('ServiceUnavailable', 503, '[rehearsal] the emulator is closing');
    const job = newTransformJob(arn, request, Date.now());
    this.#context.tags.keepWith(arn, request.Tags ?? [], () => this.#store.put(job));
    this.#start(job, roleArn, containers);
    return job;
  }

  find(name: string): TransformJobRecord {
    const job = this.#store.get(name);
    if (job !== undefined) return job;
    const arn = resourceArn(this.#context, 'transform-job', name);
    throw new AwsError('ResourceNotFound', 400, `[rehearsal] the transform job "${arn}" does not exist`);
  }

  list(): TransformJobRecord[] {
    return this.#store.list();
  }

  /** A job that is already stopping is left alone. */
  stop(name: string): void {
    const job = this.find(name);
    if (isEnded(job))
      throw validationError(
        `[rehearsal] the transform job "${job.arn}" is ${job.status}: only one that runs can be stopped`,
      );
    if (job.status === 'Stopping') return;
    this.#store.put(stoppingJob(job, Date.now()));
    this.#runs.get(name)?.stop.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const runs = [...this.#runs.values()];
    for (const { stop } of runs) stop.abort();
    await Promise.all(runs.map(({ ended }) => ended));
  }

  #start(job: TransformJobRecord, roleArn: string, containers: readonly ContainerDefinition[]): void {
    const { name } = job;
    const stop = new AbortController();
    const artifact = containers[0]?.ModelDataUrl ?? '';
    const ended = this.#run(job, { roleArn, artifact, signal: stop.signal }).finally(() => this.#runs.delete(name));
    this.#runs.set(name, { stop, ended });
  }

  async #run(
    job: TransformJobRecord,
    {
      roleArn,
      artifact,
      signal,
    }: { readonly roleArn: string; readonly artifact: string; readonly signal: AbortSignal },
  ): Promise<void> {
    const release = await this.#slots.acquire(signal);
    const { name, request } = job;
    const folder = join(this.#workFolder, name);
    try {
      if (!signal.aborted) this.#store.put(startedJob(this.find(name), Date.now()));
      const run = { account: this.#context.clients, request, name, roleArn, artifact, folder, signal };
      this.#end(name, await runTransform(run));
    } catch (error) {
      this.#end(name, { status: 'Failed', failureReason: failureAround(error) });
    } finally {
      release?.();
    }
  }

  #end(name: string, end: TransformEnd): void {
    this.#store.putEnd(endedJob(this.find(name), end, Date.now()));
  }

  #requireFreeName(name: string, arn: string): void {
    if (this.#store.has(name))
      throw new AwsError(
        'ResourceInUse',
        400,
        `[rehearsal] a transform job of this name exists already (${arn}): names are used once`,
      );
  }

  async #checkData(request: CreateTransformJobRequest, roleArn: string): Promise<void> {
    const { clients, region } = this.#context;
    const role = await assumeForSageMaker(clients, roleArn);
    if (role === undefined)
      throw validationError(
        `[rehearsal] SageMaker cannot assume the role "${roleArn}" of the model: see its trust policy`,
      );
    try {
      const { S3Uri, S3DataType } = request.TransformInput?.DataSource?.S3DataSource ?? {};
      const DataSource = { S3DataSource: { S3Uri, S3DataType } };
      const located = {
        RoleArn: roleArn,
        InputDataConfig: [{ ChannelName: 'input', DataSource }],
        OutputDataConfig: { S3OutputPath: request.TransformOutput?.S3OutputPath },
      };
      await checkDataLocations(located, { role, account: clients, region, output: 'TransformOutput' });
    } finally {
      role.destroy();
    }
  }
}
