import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { patternJpeg } from '../../test/support/dataset-factory.ts';
import { pollUntil } from '../../test/support/poll-until.ts';
import { inParallel, makeRole, ROLE } from '../blocking/heavy-request.ts';
import type { LoadCase } from './load-case.ts';

const JOBS = 50;
const DEADLINE_MS = 600_000;
const TRAINED = 8;
const CHANNELS = { train: 'train', validation: 'test', train_lst: 'train.lst', validation_lst: 'test.lst' };
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';

export const QUEUED_JOBS: LoadCase = {
  name: `${JOBS} training jobs created at once, of which some wait for others`,
  prepare: async ({ clients }) => {
    await makeRole(clients);
    await clients.s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    const put = (Key: string, Body: Buffer | string) =>
      clients.s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body }));
    for (const split of ['train', 'test']) {
      const rows: string[] = [];
      for (let number = 0; number < TRAINED; number += 1) {
        const classIndex = number % 2;
        const image = await patternJpeg({ classIndex, width: 32, height: 32, seed: number });
        await put(`${split}/${number}.jpg`, image);
        rows.push(`${number + 1}\t${classIndex}\t${number}.jpg\n`);
      }
      await put(`${split}.lst`, rows.join(''));
    }
  },
  run: async ({ clients: { sagemaker } }) => {
    await inParallel(JOBS, JOBS, (at) => sagemaker.send(new CreateTrainingJobCommand(requestOf(`job-${at}`))));
    const list = new ListTrainingJobsCommand({ StatusEquals: 'Completed', MaxResults: 100 });
    const all = async () => (await sagemaker.send(list)).TrainingJobSummaries?.length === JOBS || undefined;
    await pollUntil('every job is completed', all, DEADLINE_MS);
  },
};

function requestOf(TrainingJobName: string) {
  return {
    TrainingJobName,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' as const },
    HyperParameters: {
      num_classes: '2',
      num_training_samples: String(TRAINED),
      image_shape: '3,32,32',
      mini_batch_size: '4',
      epochs: '1',
    },
    InputDataConfig: Object.entries(CHANNELS).map(([ChannelName, key]) => ({
      ChannelName,
      ContentType: 'application/x-image',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://data/${key}` } },
    })),
    OutputDataConfig: { S3OutputPath: 's3://data/models' },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge' as const, InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
  };
}
