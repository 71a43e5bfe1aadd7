import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { StartedCloud } from '../../../emulators/cloud/started-cloud.ts';
import { pollUntil } from '../../support/poll-until.ts';

const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';

/** A model package in its group, and a batch transform of the workflow's model, of which the bucket holds the artifact. */
export async function makePackageAndTransform(clients: StartedCloud['clients'], Bucket: string): Promise<void> {
  const { s3, sagemaker } = clients;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const artifact = Contents.find(({ Key = '' }) => Key.endsWith('/model.tar.gz'))?.Key;
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: `s3://${Bucket}/${artifact}` };
  const group = { ModelPackageGroupName: 'packages' };
  await sagemaker.send(new CreateModelPackageGroupCommand(group));
  const InferenceSpecification = { Containers: [PrimaryContainer] };
  await sagemaker.send(new CreateModelPackageCommand({ ...group, InferenceSpecification }));
  const model = { ModelName: 'transforming', ExecutionRoleArn: await transformRole(clients), PrimaryContainer };
  await sagemaker.send(new CreateModelCommand(model));
  const job = { TransformJobName: 'transform' };
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://${Bucket}/dataset/test/` } as const;
  await sagemaker.send(
    new CreateTransformJobCommand({
      ...job,
      ModelName: model.ModelName,
      TransformInput: { DataSource: { S3DataSource }, ContentType: 'application/x-image' },
      TransformOutput: { S3OutputPath: `s3://${Bucket}/predictions` },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    }),
  );
  await pollUntil('the transform job has ended', async () => {
    const { TransformEndTime } = await sagemaker.send(new DescribeTransformJobCommand(job));
    return TransformEndTime;
  });
}

async function transformRole({ iam }: StartedCloud['clients']): Promise<string> {
  const RoleName = 'transforming';
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const PolicyDocument = document({ Effect: 'Allow', Action: ['s3:*', 'logs:*', 'ecr:*'], Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  return Role?.Arn ?? '';
}
