import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GetMetricStatisticsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateModelCommand, CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import sharp from 'sharp';
import { createCloudWatchService } from '../../../../emulators/cloudwatch/cloudwatch-service.ts';
import { AwsClients } from '../../../../emulators/core/aws-clients.ts';
import type { EmulatedService } from '../../../../emulators/core/emulated-service.ts';
import { createIamServices } from '../../../../emulators/iam/iam-services.ts';
import { createLogsService } from '../../../../emulators/logs/logs-service.ts';
import { createS3Service } from '../../../../emulators/s3/s3-service.ts';
import { createSageMakerService } from '../../../../emulators/sagemaker/sagemaker-service.ts';
import { listenTo } from '../../../support/service-listener.ts';
import { IMAGE } from './support/sagemaker-fixture.ts';

const ACCOUNT = { region: 'us-east-1', accountId: '000000000000' };
const DEADLINE_MS = 30_000;
const CHANNELS = { train: 'train', validation: 'test', train_lst: 'train.lst', validation_lst: 'test.lst' };

/** Red and blue images, four of each for training and one of each for validation, with their lists. */
async function putDataSet(clients: AwsClients): Promise<void> {
  const put = (Key: string, Body: Buffer | string) =>
    clients.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
  const lists: Record<string, string[]> = { train: [], test: [] };
  for (const [label, background] of ['#c00000', '#0000c0'].entries()) {
    const pixels = { create: { width: 32, height: 32, channels: 3 as const, background } };
    const image = await sharp(pixels).jpeg().toBuffer();
    for (const number of [1, 2, 3, 4, 5]) {
      const split = number === 5 ? 'test' : 'train';
      const rows = lists[split] ?? [];
      await put(`${split}/${label}/${number}.jpg`, image);
      rows.push(`${rows.length + 1}\t${label}\t${label}/${number}.jpg\n`);
    }
  }
  for (const [split, rows] of Object.entries(lists)) await put(`${split}.lst`, rows.join(''));
}

function request(RoleArn: string) {
  return {
    TrainingJobName: 'real',
    RoleArn,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' as const },
    HyperParameters: {
      num_classes: '2',
      num_training_samples: '8',
      image_shape: '3,32,32',
      mini_batch_size: '4',
      epochs: '2',
    },
    InputDataConfig: Object.entries(CHANNELS).map(([ChannelName, key]) => ({
      ChannelName,
      ContentType: 'application/x-image',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://data/${key}` } },
    })),
    OutputDataConfig: { S3OutputPath: 's3://data/models' },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  };
}

async function ended(clients: AwsClients) {
  for (const deadlineMs = Date.now() + DEADLINE_MS; Date.now() < deadlineMs; await delay(50)) {
    const job = await clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'real' }));
    if (job.TrainingEndTime !== undefined) return job;
  }
  throw new Error(`the job did not end within ${DEADLINE_MS} ms`);
}

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

describe('the SageMaker emulator with its own training process and the services beside it', () => {
  let folder: string;
  let clients: AwsClients;
  let close: () => Promise<void>;
  const publishers = new Set<string | undefined>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'real-training-'));
    const at = (service: string) => ({ ...ACCOUNT, dataFolder: join(folder, service) });
    const { iam, sts } = createIamServices(at('iam'));
    let sagemaker: EmulatedService | undefined;
    const listener = await listenTo(
      createS3Service(at('s3')),
      createLogsService(at('logs')),
      noting(createCloudWatchService(at('cloudwatch')), publishers),
      iam,
      sts,
      late(() => sagemaker),
    );
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    clients = new AwsClients({ endpointUrl: listener.endpointUrl, region: ACCOUNT.region, credentials });
    const service = createSageMakerService({ ...at('sagemaker'), clients });
    sagemaker = service;
    close = async () => {
      await service.close();
      clients.destroy();
      await listener.close();
      await rm(folder, { recursive: true });
    };
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    await putDataSet(clients);
  });
  after(() => close());

  it('trains on images in S3, logs as the algorithm does, and leaves an artifact that a model can be made of', async function () {
    this.timeout(DEADLINE_MS);
    const role = { RoleName: 'training', AssumeRolePolicyDocument: JSON.stringify(TRUST) };
    const roleArn = (await clients.iam.send(new CreateRoleCommand(role))).Role?.Arn ?? '';
    await clients.sagemaker.send(new CreateTrainingJobCommand(request(roleArn)));

    const job = await ended(clients);

    expect(job.FailureReason).to.equal(undefined);
    expect(job.TrainingJobStatus).to.equal('Completed');
    expect(job.FinalMetricDataList?.map(({ MetricName }) => MetricName)).to.include('validation:accuracy');
    const artifact = 's3://data/models/real/output/model.tar.gz';
    expect(job.ModelArtifacts?.S3ModelArtifacts).to.equal(artifact);
    const object = await clients.s3.send(
      new HeadObjectCommand({ Bucket: 'data', Key: 'models/real/output/model.tar.gz' }),
    );
    expect(object.ContentLength).to.be.above(100);
    const PrimaryContainer = { Image: IMAGE, ModelDataUrl: artifact };
    const model = { ModelName: 'real', ExecutionRoleArn: roleArn, PrimaryContainer };
    expect((await clients.sagemaker.send(new CreateModelCommand(model))).ModelArn).to.match(/:model\/real$/);
    const lines = await logLines(clients);
    expect(lines[0]).to.equal('Docker entrypoint called with argument(s): train');
    expect(lines.filter((line) => /Epoch\[1\] Validation-accuracy=[\d.]+$/.test(line))).to.have.length(1);
  });

  it("publishes the metrics of the log as AWS does: by the job's role, under the job's name", async () => {
    // Keys that STS issues begin with ASIA.
    expect([...publishers].map((key) => key?.slice(0, 4))).to.deep.equal(['ASIA']);
    const Dimensions = [{ Name: 'TrainingJobName', Value: 'real' }];
    const Namespace = '/aws/sagemaker/TrainingJobs';
    const { Metrics = [] } = await clients.cloudwatch.send(new ListMetricsCommand({}));
    expect(Metrics).to.have.deep.members(
      ['train:accuracy', 'validation:accuracy', 'throughput'].map((MetricName) => ({
        Namespace,
        MetricName,
        Dimensions,
      })),
    );
    const { Datapoints: [point, ...others] = [] } = await clients.cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace,
        MetricName: 'train:accuracy',
        Dimensions,
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 7200,
        Statistics: ['SampleCount', 'Sum'],
      }),
    );
    const logged = (await logLines(clients)).flatMap((line) => /Train-accuracy=([\d.]+)/.exec(line)?.[1] ?? []);
    expect(logged).to.have.length(2);
    expect(others).to.deep.equal([]);
    expect(point?.SampleCount).to.equal(2);
    expect(point?.Sum).to.be.closeTo(
      logged.reduce((sum, value) => sum + Number(value), 0),
      0.000_01,
    );
  });
});

/** The service, with the access keys of its PutMetricData noted. */
function noting(service: EmulatedService, accessKeys: Set<string | undefined>): EmulatedService {
  return {
    ...service,
    handle: (request) => {
      if (JSON.stringify([request.target, request.headers]).includes('PutMetricData')) {
        accessKeys.add(request.accessKeyId);
      }
      return service.handle(request);
    },
  };
}

function late(service: () => EmulatedService | undefined): EmulatedService {
  const handle: EmulatedService['handle'] = async (request) => {
    const opened = service();
    if (opened === undefined) throw new Error('the service is not open yet');
    return opened.handle(request);
  };
  return { signingName: 'sagemaker', handle, close: async () => undefined };
}

async function logLines(clients: AwsClients): Promise<string[]> {
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const { logStreams = [] } = await clients.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
  const logStreamName = logStreams[0]?.logStreamName ?? '';
  const { events = [] } = await clients.logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
  );
  return events.map(({ message }) => message ?? '');
}
