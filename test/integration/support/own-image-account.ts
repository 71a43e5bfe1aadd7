import { gunzipSync } from 'node:zlib';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  type AlgorithmSpecification,
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { extract } from 'tar-stream';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { pollUntil } from '../../support/poll-until.ts';
import { OWN_IMAGE } from './training-image.ts';

const DEADLINE_MS = 150_000;
const PERMISSIONS = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:*', 'logs:*', 'ecr:*', 'cloudwatch:PutMetricData', 'sts:GetCallerIdentity'],
      Resource: '*',
    },
  ],
};
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** A bucket with a few files, a role, and jobs of the test's own image. */
export class OwnImageAccount {
  readonly clients: AwsClients;
  readonly bucket: string;
  readonly #roleArn: string;

  private constructor(clients: AwsClients, bucket: string, roleArn: string) {
    this.clients = clients;
    this.bucket = bucket;
    this.#roleArn = roleArn;
  }

  static async prepare(clients: AwsClients, bucket: string): Promise<OwnImageAccount> {
    const { s3, iam } = clients;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    for (const [Key, Body] of Object.entries({ 'train/one.csv': '1', 'train/deep/zwei ü.csv': 'two\n' })) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    }
    const RoleName = `${bucket}-training`;
    const role = { RoleName, AssumeRolePolicyDocument: JSON.stringify(TRUST) };
    const { Role } = await iam.send(new CreateRoleCommand(role));
    const policy = { RoleName, PolicyName: 'data', PolicyDocument: JSON.stringify(PERMISSIONS) };
    await iam.send(new PutRolePolicyCommand(policy));
    return new OwnImageAccount(clients, bucket, Role?.Arn ?? '');
  }

  /** Starts a job that behaves as `does` says, see training-image/train.py. */
  async create(
    name: string,
    does: string,
    changes: Partial<CreateTrainingJobCommandInput> = {},
    algorithm: Partial<AlgorithmSpecification> = {},
  ): Promise<void> {
    const S3DataSource = { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${this.bucket}/train/` };
    const request = new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: this.#roleArn,
      AlgorithmSpecification: { TrainingImage: OWN_IMAGE, TrainingInputMode: 'File', ...algorithm },
      HyperParameters: { do: does, bucket: this.bucket },
      InputDataConfig: [{ ChannelName: 'train', ContentType: 'text/csv', DataSource: { S3DataSource } }],
      OutputDataConfig: { S3OutputPath: `s3://${this.bucket}/out` },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Environment: { MINE: 'a value' },
      ...changes,
    });
    await this.clients.sagemaker.send(request);
  }

  async run(...job: Parameters<OwnImageAccount['create']>): Promise<DescribeTrainingJobCommandOutput> {
    await this.create(...job);
    return this.ended(job[0]);
  }

  ended(name: string): Promise<DescribeTrainingJobCommandOutput> {
    return pollUntil(
      `the job ${name} has ended`,
      async () => {
        const job = await this.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
        return job.TrainingEndTime === undefined ? undefined : job;
      },
      DEADLINE_MS,
    );
  }

  /** The lines of a job's log in the order of their texts: standard output and error are not in step. */
  async log(name: string): Promise<readonly string[]> {
    const request = { logGroupName: '/aws/sagemaker/TrainingJobs', logStreamNamePrefix: `${name}/` };
    const { events = [] } = await this.clients.logs.send(new FilterLogEventsCommand(request));
    return events.map(({ message = '' }) => message).sort();
  }

  async logged(name: string, line: string): Promise<void> {
    await pollUntil(`${name} has logged ${line}`, async () =>
      // The group is there once something was logged.
      (await this.log(name).catch((): string[] => [])).includes(line) ? true : undefined,
    );
  }

  /** Paths in a .tar.gz of the bucket, with the content of each file, or the target of each link. */
  async archive(key: string): Promise<Record<string, string>> {
    const { Body: body } = await this.clients.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    const entries = extract();
    entries.end(gunzipSync((await body?.transformToByteArray()) ?? new Uint8Array()));
    const found: Record<string, string> = {};
    for await (const entry of entries) {
      let content = '';
      for await (const chunk of entry) content += String(chunk);
      if (entry.header.type !== 'directory') found[entry.header.name] = content || `-> ${entry.header.linkname}`;
    }
    return found;
  }
}
