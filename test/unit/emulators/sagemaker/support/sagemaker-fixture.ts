import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { AwsClients } from '../../../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../../../emulators/core/emulated-service.ts';
import { OWN_PATH } from '../../../../../emulators/sagemaker/own-requests/own-answers.ts';
import { createSageMakerService, type SageMakerOptions } from '../../../../../emulators/sagemaker/sagemaker-service.ts';
import { listenTo, type ServiceListener } from '../../../../support/service-listener.ts';
import { fakeAlgorithm } from './fake-algorithm.ts';
import { ROLE_ARN, StubServices } from './stub-services.ts';

export const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const DEADLINE_MS = 10_000;

/** A SageMaker emulator with the fake training, on a port of its own, between stubs of the services it calls. */
export class SageMakerFixture implements AsyncDisposable {
  readonly stubs = new StubServices();
  readonly dataFolder: string;
  readonly #options: Partial<SageMakerOptions>;
  #started: { listener: ServiceListener; clients: AwsClients; service: EmulatedService } | undefined;

  private constructor(dataFolder: string, options: Partial<SageMakerOptions>) {
    this.dataFolder = dataFolder;
    this.#options = options;
    this.stubs.objects.set('data/train/a.jpg', Buffer.from('a'));
  }

  static async start(options: Partial<SageMakerOptions> = {}): Promise<SageMakerFixture> {
    const fixture = new SageMakerFixture(await mkdtemp(join(tmpdir(), 'sagemaker-')), options);
    await fixture.open();
    return fixture;
  }

  get client(): SageMakerClient {
    return this.#running.clients.sagemaker;
  }

  /** Where the records of the fixture's own account and region are. */
  get homeFolder(): string {
    return join(this.dataFolder, '000000000000', 'us-east-1');
  }

  /** A client of another region or account, to be destroyed by the caller. */
  clientIn(region: string, accessKeyId = 'test'): SageMakerClient {
    return new SageMakerClient({
      endpoint: this.endpointUrl,
      region,
      credentials: { accessKeyId, secretAccessKey: 'test' },
    });
  }

  get endpointUrl(): string {
    return this.#running.listener.endpointUrl;
  }

  get service(): EmulatedService {
    return this.#running.service;
  }

  get #running() {
    if (this.#started === undefined) throw new Error('the fixture is not started');
    return this.#started;
  }

  /** Opens the emulator on the data folder, again after `close`. */
  async open(): Promise<void> {
    // The emulator needs its own address, which is known once something listens: the services join afterwards.
    const services: EmulatedService[] = this.stubs.services();
    const listener = await listenTo(
      ...services,
      late(() => this.#running.service),
    );
    const clients = new AwsClients({
      endpointUrl: listener.endpointUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const service = createSageMakerService({
      dataFolder: this.dataFolder,
      region: 'us-east-1',
      accountId: '000000000000',
      clients,
      startAlgorithm: fakeAlgorithm,
      ...this.#options,
    });
    this.#started = { listener, clients, service };
  }

  async close(): Promise<void> {
    const started = this.#started;
    if (started === undefined) return;
    await started.service.close();
    started.clients.destroy();
    await started.listener.close();
    this.#started = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }

  describe(name: string): Promise<DescribeTrainingJobCommandOutput> {
    return this.client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  }

  /** Polls until the job has one of the secondary statuses. */
  async waitFor(name: string, ...statuses: string[]): Promise<DescribeTrainingJobCommandOutput> {
    const deadlineMs = Date.now() + DEADLINE_MS;
    for (;;) {
      const job = await this.describe(name);
      if (statuses.includes(job.SecondaryStatus ?? '')) return job;
      if (Date.now() > deadlineMs)
        throw new Error(`${name} is ${job.SecondaryStatus} (${job.FailureReason}) after ${DEADLINE_MS} ms`);
      await delay(10);
    }
  }
}

function late(service: () => EmulatedService): EmulatedService {
  return {
    signingName: 'sagemaker',
    ownPath: OWN_PATH,
    handle: (request) => service().handle(request),
    close: async () => undefined,
  };
}

/** A request that the service accepts; `fake` is how the fake training behaves. */
export function trainingRequest(
  name: string,
  fake = 'finish',
  changes: Partial<CreateTrainingJobCommandInput> = {},
): CreateTrainingJobCommandInput {
  const S3DataSource = {
    S3DataType: 'S3Prefix',
    S3Uri: 's3://data/train',
    S3DataDistributionType: 'FullyReplicated',
  } as const;
  return {
    TrainingJobName: name,
    RoleArn: ROLE_ARN,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    HyperParameters: { fake },
    InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource }, ContentType: 'application/x-image' }],
    OutputDataConfig: { S3OutputPath: 's3://out/models/' },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...changes,
  };
}

/** The error that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
  }
  throw new Error('the call was not refused');
}
