import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../emulators/core/aws-clients.ts';
import { patternJpeg } from '../test/support/dataset-factory.ts';
import { inParallel, ROLE } from './blocking/heavy-request.ts';

const CHANNELS = { train: 'train', validation: 'test', train_lst: 'train.lst', validation_lst: 'test.lst' };
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const SIDE = 32;

export interface TrainingData {
  readonly bucket: string;
  /** For training; as many for validation. */
  readonly images: number;
}

/** A bucket with small images of two classes and both lists. */
export async function putTrainingData({ s3 }: AwsClients, { bucket, images }: TrainingData): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const put = (Key: string, Body: Buffer | string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  for (const split of ['train', 'test']) {
    const rows = Array.from({ length: images }, (_, at) => `${at + 1}\t${at % 2}\t${at}.jpg\n`);
    await inParallel(images, 8, async (at) => {
      const image = await patternJpeg({ classIndex: at % 2, width: SIDE, height: SIDE, seed: at });
      await put(`${split}/${at}.jpg`, image);
    });
    await put(`${split}.lst`, rows.join(''));
  }
}

/** One epoch of the built-in algorithm on that data. */
export function trainingRequest(TrainingJobName: string, { bucket, images }: TrainingData): CreateTrainingJobRequest {
  return {
    TrainingJobName,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    HyperParameters: {
      num_classes: '2',
      num_training_samples: String(images),
      image_shape: `3,${SIDE},${SIDE}`,
      mini_batch_size: '4',
      epochs: '1',
    },
    InputDataConfig: Object.entries(CHANNELS).map(([ChannelName, key]) => ({
      ChannelName,
      ContentType: 'application/x-image',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/${key}` } },
    })),
    OutputDataConfig: { S3OutputPath: `s3://${bucket}/models` },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
  };
}
