import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { AwsClients } from '../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../emulators/core/emulated-service.ts';
import { createIamServices } from '../../../emulators/iam/iam-services.ts';
import { createLogsService } from '../../../emulators/logs/logs-service.ts';
import { createS3Service } from '../../../emulators/s3/s3-service.ts';
import { createSageMakerService } from '../../../emulators/sagemaker/sagemaker-service.ts';
import type { StartAlgorithm } from '../../../emulators/sagemaker/training-jobs/run/algorithm-process.ts';
import { pollUntil } from '../../support/poll-until.ts';
import { listenTo } from '../../support/service-listener.ts';
import { algorithmInProcess } from './algorithm-in-process.ts';
import { BUCKET, type JobChanges, jobRequest, RECORD_CHANNELS } from './job-request.ts';
import { sampleObjects } from './sample-objects.ts';
import { StorageGate } from './storage-gate.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export interface EndedJob {
  readonly description: DescribeTrainingJobCommandOutput;
  readonly status: string | undefined;
  readonly reason: string | undefined;
  /** What the job's log says, without the lines' heads. */
  readonly log: readonly string[];
}

/**
 * The SageMaker emulator beside the services it needs, and a bucket with a tiny data set of two classes. One of them serves all
 * tests of a file.
 */
export class TrainingFixture implements AsyncDisposable {
  readonly clients: AwsClients;
  readonly gate: StorageGate;
  readonly #dataFolder: string;
  readonly #close: () => Promise<void>;
  #roleArn = '';
  #jobs = 0;

  private constructor(clients: AwsClients, gate: StorageGate, dataFolder: string, close: () => Promise<void>) {
    this.clients = clients;
    this.gate = gate;
    this.#dataFolder = dataFolder;
    this.#close = close;
  }

  static async start(startAlgorithm: StartAlgorithm | undefined): Promise<TrainingFixture> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'training-fixture-'));
    const at = (service: string) => ({ ...ACCOUNT, dataFolder: join(dataFolder, service) });
    const { iam, sts } = createIamServices(at('iam'));
    const gate = new StorageGate(createS3Service(at('s3')), CREDENTIALS.accessKeyId);
    const listener = await listenTo(
      gate,
      createLogsService(at('logs')),
      iam,
      sts,
      late(() => sagemaker),
    );
    const clients = new AwsClients({ ...ACCOUNT, endpointUrl: listener.endpointUrl, credentials: CREDENTIALS });
    const algorithm = startAlgorithm === undefined ? {} : { startAlgorithm };
    const sagemaker = createSageMakerService({ ...at('sagemaker'), clients, ...algorithm });
    const lab = new TrainingFixture(clients, gate, dataFolder, async () => {
      await sagemaker.close();
      clients.destroy();
      await listener.close();
    });
    await lab.#prepare();
    return lab;
  }

  async #prepare(): Promise<void> {
    await this.clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    for (const [key, body] of await sampleObjects()) await this.put(key, body);
    const role = { RoleName: 'training', AssumeRolePolicyDocument: JSON.stringify(TRUST) };
    this.#roleArn = (await this.clients.iam.send(new CreateRoleCommand(role))).Role?.Arn ?? '';
  }

  async put(key: string, body: string | Buffer): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  }

  async read(key: string): Promise<Buffer> {
    const { Body: body } = await this.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return Buffer.from((await body?.transformToByteArray()) ?? []);
  }

  /** Where the job's process writes while it runs. */
  workFolder(jobName: string): string {
    return join(this.#dataFolder, 'sagemaker', '000000000000', 'us-east-1', 'work', jobName);
  }

  /** Asks for a job on the sample data set with these changes; it is refused as CreateTrainingJob refuses. */
  async create(changes: JobChanges = {}): Promise<string> {
    const name = `job-${++this.#jobs}`;
    await this.clients.sagemaker.send(new CreateTrainingJobCommand(jobRequest(name, this.#roleArn, changes)));
    return name;
  }

  async end(name: string): Promise<EndedJob> {
    const description = await pollUntil(`${name} has ended`, async () => {
      const job = await this.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
      return job.TrainingEndTime === undefined ? undefined : job;
    });
    const { TrainingJobStatus: status, FailureReason: reason } = description;
    return { description, status, reason, log: await this.#log(name) };
  }

  async run(changes: JobChanges = {}): Promise<EndedJob> {
    return this.end(await this.create(changes));
  }

  /** The end of a job whose train_lst is one file with this text. */
  async runWithTrainLst(text: string, changes: JobChanges = {}): Promise<EndedJob> {
    await this.put('other/train.lst', text);
    return this.run({ ...changes, channels: { ...changes.channels, train_lst: { prefix: 'other/train.lst' } } });
  }

  /** The end of a job on RecordIO whose train channel is a .rec file of these bytes. */
  async runWithTrainRecords(file: Buffer, hyperParameters: JobChanges['hyperParameters'] = {}): Promise<EndedJob> {
    await this.put('other/train.rec', file);
    const train = { prefix: 'other/train.rec', contentType: 'application/x-recordio' };
    return this.run({ hyperParameters, channels: { ...RECORD_CHANNELS, train } });
  }

  async #log(name: string): Promise<string[]> {
    const stream = { logGroupName: '/aws/sagemaker/TrainingJobs', logStreamNamePrefix: `${name}/` };
    const { events = [] } = await this.clients.logs.send(new FilterLogEventsCommand(stream));
    return events.map(({ message = '' }) => message.replace(/^\[[\d/]+ [\d:]+ (?:INFO|WARNING) \d+\] /u, ''));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }
}

/** One lab for all tests of the surrounding `describe`, whose jobs run in this process or each in its own; call the result for it. */
export function useTrainingFixture(runs: 'here' | 'in processes' = 'here'): () => TrainingFixture {
  let lab: TrainingFixture | undefined;
  before(async () => {
    lab = await TrainingFixture.start(runs === 'here' ? algorithmInProcess : undefined);
  });
  after(() => lab?.[Symbol.asyncDispose]());
  return () => {
    if (lab === undefined) throw new Error('the lab is open in tests only');
    return lab;
  };
}

function late(service: () => EmulatedService): EmulatedService {
  return { signingName: 'sagemaker', handle: (request) => service().handle(request), close: async () => undefined };
}
