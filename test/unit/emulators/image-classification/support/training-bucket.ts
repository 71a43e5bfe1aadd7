import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ChannelSpec, JobSpec, S3Access } from '../../../../../emulators/image-classification/protocol.ts';
import { storageClient } from '../../../../../emulators/image-classification/readers/s3-channel.ts';
import { createS3Service } from '../../../../../emulators/s3/s3-service.ts';
import { patternDataset } from '../../../../support/dataset-factory.ts';
import { listenTo } from '../../../../support/service-listener.ts';

/** A bucket with a small data set of two classes, on an S3 of its own. */
export interface TrainingBucket {
  readonly access: S3Access;
  readonly client: S3Client;
  put(key: string, body: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

const BUCKET = 'training-bucket';
const TRAIN_PER_CLASS = 15;
const TEST_PER_CLASS = 6;

export async function openTrainingBucket(dataFolder: string): Promise<TrainingBucket> {
  const service = createS3Service({ dataFolder, region: 'us-east-1', accountId: '000000000000' });
  const { endpointUrl, close } = await listenTo(service);
  const access = { endpointUrl, region: 'us-east-1', accessKeyId: 'test', secretAccessKey: 'test' };
  const client = storageClient(access);
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const put = async (key: string, body: string | Buffer) => {
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: Buffer.from(body) }));
  };
  const closeAll = async () => {
    client.destroy();
    await close();
    await service.close();
  };
  return { access, client, put, close: closeAll };
}

/** Puts images of 16 by 32 pixels and the two .lst files that name them under `data/`. */
export async function putDataset(bucket: TrainingBucket): Promise<void> {
  const classNames = ['many stripes', 'few'];
  const counts = { trainPerClass: TRAIN_PER_CLASS, testPerClass: TEST_PER_CLASS };
  const files = await patternDataset({ classNames, ...counts, width: 16, height: 32 });
  for (const [key, bytes] of files) await bucket.put(`data/${key}`, bytes);
  for (const split of ['train', 'test']) {
    const keys = [...files.keys()].filter((key) => key.startsWith(`${split}/`));
    const lines = keys.map((key, index) => {
      const path = key.slice(split.length + 1);
      return `${index + 1}\t${path.startsWith('few/') ? 1 : 0}\t${path}\n`;
    });
    await bucket.put(`data/${split}-data.lst`, lines.join(''));
  }
}

export function channel(channelName: string, path: string, contentType = 'application/x-image'): ChannelSpec {
  return { channelName, s3Uri: `s3://${BUCKET}/${path}`, contentType };
}

/** A job on that data set, as the workflow asks for one. */
export function jobSpec(
  { access }: TrainingBucket,
  workFolder: string,
  hyperParameters: Readonly<Record<string, string>> = {},
): JobSpec {
  return {
    trainingJobName: 'job',
    hyperParameters: {
      image_shape: '3,32,16',
      mini_batch_size: '10',
      epochs: '3',
      learning_rate: '0.02',
      num_classes: '2',
      num_training_samples: String(2 * TRAIN_PER_CLASS),
      ...hyperParameters,
    },
    channels: [
      channel('train', 'data/train'),
      channel('validation', 'data/test/'),
      channel('train_lst', 'data/train-data.lst'),
      channel('validation_lst', 'data/test-data.lst'),
    ],
    s3: access,
    workFolder,
    seed: 1,
  };
}
