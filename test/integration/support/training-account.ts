import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { patternDataset } from '../../support/dataset-factory.ts';

const TRAINING_IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 8, testPerClass: 4, width: 32, height: 32 };

/** What the roles of these tests may do; permissions themselves are tested elsewhere. */
const TRAINING_ACTIONS = ['s3:*', 'logs:*', 'ecr:*', 'cloudwatch:PutMetricData'];
const STATE_MACHINE_ACTIONS = ['sagemaker:*', 'events:*', 'logs:*', 'iam:PassRole', 'states:*', 'sns:Publish'];

export interface TrainingAccount {
  readonly bucket: string;
  readonly trainingRoleArn: string;
  readonly stateMachineRoleArn: string;
}

/** Two roles, and a bucket with a small data set in `good/` and the same with a corrupt image in `bad/`. */
export async function prepareAccount({ s3, iam }: AwsClients, bucket: string): Promise<TrainingAccount> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const files = await patternDataset(DATASET);
  await putDataset(s3, bucket, 'good', files);
  await putDataset(s3, bucket, 'bad', new Map([...files, ['train/cat/5.jpg', Buffer.from('this is text')]]));
  return {
    bucket,
    trainingRoleArn: await createRole(iam, `${bucket}-training`, 'sagemaker.amazonaws.com', TRAINING_ACTIONS),
    stateMachineRoleArn: await createRole(iam, `${bucket}-states`, 'states.amazonaws.com', STATE_MACHINE_ACTIONS),
  };
}

async function putDataset(s3: S3Client, bucket: string, prefix: string, files: ReadonlyMap<string, Buffer>) {
  const rows = (split: string) =>
    [...files.keys()]
      .filter((key) => key.startsWith(`${split}/`))
      .map((key, index) => `${index + 1}\t${key.includes('/dog/') ? 1 : 0}\t${key.slice(split.length + 1)}\n`)
      .join('');
  const all = new Map<string, Buffer | string>([...files, ['train.lst', rows('train')], ['test.lst', rows('test')]]);
  for (const [key, Body] of all) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}/${key}`, Body }));
  }
}

async function createRole(
  iam: IAMClient,
  RoleName: string,
  service: string,
  actions: readonly string[],
): Promise<string> {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const trust = document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = document({ Effect: 'Allow', Action: actions, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  return Role?.Arn ?? '';
}

/** CreateTrainingJob's request without its name. `epochs` decides how long it takes: 3 about a second. */
export function trainingRequest({ bucket, trainingRoleArn }: TrainingAccount, prefix: 'good' | 'bad', epochs = 3) {
  const channel = (ChannelName: string, path: string) => ({
    ChannelName,
    ContentType: 'application/x-image',
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${bucket}/${prefix}/${path}` } },
  });
  return {
    RoleArn: trainingRoleArn,
    AlgorithmSpecification: { TrainingImage: TRAINING_IMAGE, TrainingInputMode: 'File' as const },
    HyperParameters: {
      num_layers: '18',
      image_shape: '3,32,32',
      num_classes: '2',
      num_training_samples: '16',
      mini_batch_size: '8',
      epochs: String(epochs),
    },
    InputDataConfig: [
      channel('train', 'train/'),
      channel('validation', 'test/'),
      channel('train_lst', 'train.lst'),
      channel('validation_lst', 'test.lst'),
    ],
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/output` },
    ResourceConfig: { InstanceType: 'ml.g4dn.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}
