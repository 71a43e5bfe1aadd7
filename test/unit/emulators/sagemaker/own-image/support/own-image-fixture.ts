import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DescribeLogStreamsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { createCloudWatchService } from '../../../../../../emulators/cloudwatch/cloudwatch-service.ts';
import { AwsClients } from '../../../../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../../../../emulators/core/emulated-service.ts';
import { createIamServices } from '../../../../../../emulators/iam/iam-services.ts';
import { createLogsService } from '../../../../../../emulators/logs/logs-service.ts';
import { createS3Service } from '../../../../../../emulators/s3/s3-service.ts';
import { FaultMenu } from '../../../../../../emulators/sagemaker/faults/fault-menu.ts';
import { createSageMakerService } from '../../../../../../emulators/sagemaker/sagemaker-service.ts';
import { pollUntil } from '../../../../../support/poll-until.ts';
import { listenTo } from '../../../../../support/service-listener.ts';
import type { FakeContainers } from './fake-containers.ts';

export const OWN_IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1';
const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** The SageMaker emulator with containers of the test's making, beside real S3, IAM, STS, Logs and CloudWatch emulators. */
export class OwnImageFixture implements AsyncDisposable {
  readonly clients: AwsClients;
  readonly #close: () => Promise<void>;

  private constructor(clients: AwsClients, close: () => Promise<void>) {
    this.clients = clients;
    this.#close = close;
  }

  /** `objects` by key are in the bucket `data`. */
  static async start(
    containers: FakeContainers,
    objects: Readonly<Record<string, string>> = {},
    faults: FaultMenu = new FaultMenu(),
  ) {
    const folder = await mkdtemp(join(tmpdir(), 'own-image-'));
    const at = (service: string) => ({ ...ACCOUNT, dataFolder: join(folder, service) });
    const { iam, sts } = createIamServices(at('iam'));
    let sagemaker: EmulatedService | undefined;
    const late: EmulatedService = {
      signingName: 'sagemaker',
      handle: (request) =>
        sagemaker === undefined ? Promise.reject(new Error('too early')) : sagemaker.handle(request),
      close: async () => undefined,
    };
    const cloudwatch = createCloudWatchService(at('cloudwatch'));
    const logs = createLogsService(at('logs'));
    const listener = await listenTo(createS3Service(at('s3')), logs, cloudwatch, iam, sts, late);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: ACCOUNT.region, credentials });
    const service = createSageMakerService({ ...at('sagemaker'), clients, containers, faults });
    sagemaker = service;
    const fixture = new OwnImageFixture(clients, async () => {
      await service.close();
      clients.destroy();
      await listener.close();
      await rm(folder, { recursive: true });
    });
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    for (const [Key, Body] of Object.entries({ 'train/one.csv': '1', ...objects })) {
      await clients.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
    }
    const role = { RoleName: 'training', AssumeRolePolicyDocument: JSON.stringify(TRUST) };
    await clients.iam.send(new CreateRoleCommand(role));
    return fixture;
  }

  async create(changes: Partial<CreateTrainingJobCommandInput> = {}): Promise<void> {
    await this.clients.sagemaker.send(new CreateTrainingJobCommand(ownImageRequest(changes)));
  }

  describe(): Promise<DescribeTrainingJobCommandOutput> {
    return this.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }));
  }

  /** The job at its end. */
  ended(): Promise<DescribeTrainingJobCommandOutput> {
    return pollUntil('the job has ended', async () => {
      const job = await this.describe();
      return job.TrainingEndTime === undefined ? undefined : job;
    });
  }

  async run(changes: Partial<CreateTrainingJobCommandInput> = {}): Promise<DescribeTrainingJobCommandOutput> {
    await this.create(changes);
    return this.ended();
  }

  async keys(): Promise<(string | undefined)[]> {
    const { Contents: objects = [] } = await this.clients.s3.send(new ListObjectsV2Command({ Bucket: 'data' }));
    return objects.map(({ Key }) => Key);
  }

  async object(Key: string): Promise<Buffer> {
    const { Body: body } = await this.clients.s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    return Buffer.from((await body?.transformToByteArray()) ?? []);
  }

  async tar(key: string): Promise<Buffer> {
    return gunzipSync(await this.object(key));
  }

  async log(): Promise<(string | undefined)[]> {
    const request = new FilterLogEventsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs' });
    return ((await this.clients.logs.send(request)).events ?? []).map(({ message }) => message);
  }

  /** Of the only job. */
  async logStream(): Promise<string> {
    const request = new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs' });
    const [stream] = (await this.clients.logs.send(request)).logStreams ?? [];
    return stream?.logStreamName ?? '';
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

export function channel(ChannelName: string, S3Uri: string, S3DataType: 'S3Prefix' | 'ManifestFile' = 'S3Prefix') {
  return { ChannelName, DataSource: { S3DataSource: { S3DataType, S3Uri } } };
}

function ownImageRequest(changes: Partial<CreateTrainingJobCommandInput>): CreateTrainingJobCommandInput {
  return {
    TrainingJobName: 'job',
    RoleArn: 'arn:aws:iam::000000000000:role/training',
    AlgorithmSpecification: { TrainingImage: OWN_IMAGE, TrainingInputMode: 'File' },
    InputDataConfig: [channel('train', 's3://data/train/')],
    OutputDataConfig: { S3OutputPath: 's3://data/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...changes,
  };
}
