// What somebody does who has the emulators alone, in JavaScript: a function, a training job, and one with an own image.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { strToU8, zipSync } from 'fflate';
import { startEmulatedCloud } from 'sagemaker-workflow-emulators';
import sharp from 'sharp';

const dataFolder = mkdtempSync(join(tmpdir(), 'stranger-'));
const cloud = await startEmulatedCloud({ dataFolder, region: 'us-east-1', port: 0 });
try {
  const { iam, lambda, s3, sagemaker } = cloud.clients;
  const document = (statement) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Service = ['lambda.amazonaws.com', 'sagemaker.amazonaws.com'];
  const trust = document({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'all', AssumeRolePolicyDocument: trust }));
  const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'all', PolicyName: 'all', PolicyDocument }));

  const code = 'export const handler = async ({ name }) => "hello " + name;';
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'greeter',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: Role.Arn,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(code) }) },
    }),
  );
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'greeter', Payload: '{"name":"Ada"}' }));

  await s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
  const put = (Key, Body) => s3.send(new PutObjectCommand({ Bucket: 'photos', Key, Body }));
  for (const split of ['train', 'validation']) {
    const rows = [];
    for (let index = 0; index < 16; index += 1) {
      const background = index % 2 === 0 ? 'red' : 'blue';
      const image = await sharp({ create: { width: 32, height: 32, channels: 3, background } })
        .png()
        .toBuffer();
      await put(`${split}/${index}.png`, image);
      rows.push(`${index}\t${index % 2}\t${index}.png\n`);
    }
    await put(`${split}.lst`, rows.join(''));
  }
  const channel = (ChannelName, path) => ({
    ChannelName,
    ContentType: 'application/x-image',
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://photos/${path}` } },
  });
  const request = (TrainingJobName, TrainingImage) => ({
    TrainingJobName,
    RoleArn: Role.Arn,
    AlgorithmSpecification: { TrainingImage, TrainingInputMode: 'File' },
    HyperParameters: {
      num_layers: '18',
      image_shape: '3,32,32',
      num_classes: '2',
      num_training_samples: '16',
      mini_batch_size: '8',
      epochs: '1',
    },
    InputDataConfig: [
      channel('train', 'train/'),
      channel('validation', 'validation/'),
      channel('train_lst', 'train.lst'),
      channel('validation_lst', 'validation.lst'),
    ],
    OutputDataConfig: { S3OutputPath: 's3://photos/output' },
    ResourceConfig: { InstanceType: 'ml.g4dn.xlarge', InstanceCount: 1, VolumeSizeInGB: 50 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  });
  const builtIn = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
  await sagemaker.send(new CreateTrainingJobCommand(request('built-in', builtIn)));
  let job;
  do job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'built-in' }));
  while (job.TrainingJobStatus === 'InProgress');
  const own = '123456789012.dkr.ecr.us-east-1.amazonaws.com/own:1';
  const refusal = await sagemaker.send(new CreateTrainingJobCommand(request('own', own))).catch((error) => error);

  const result = {
    greeting: JSON.parse(Buffer.from(Payload).toString()),
    job: [job.TrainingJobStatus, job.FailureReason ?? ''],
    ownImage: refusal.message,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await cloud.close();
  rmSync(dataFolder, { recursive: true, force: true });
}
