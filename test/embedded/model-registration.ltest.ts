import {
  CreateModelCommand,
  CreateModelPackageGroupCommand,
  DescribeModelPackageCommand,
  DescribeTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { CreateStateMachineCommand, DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { prepareAccount } from '../integration/support/training-account.ts';
import { pollUntil } from '../support/poll-until.ts';
import { trainedArtifact } from './support/trained-artifact.ts';

const BUCKET = 'registration';
const Image = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';
const ModelName = 'cats-and-dogs';
const ModelPackageGroupName = 'pets';

function evaluateAndRegister(ModelDataUrl: string): string {
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/good/test/` };
  return JSON.stringify({
    StartAt: 'Evaluate',
    States: {
      Evaluate: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sagemaker:createTransformJob.sync',
        Parameters: {
          'TransformJobName.$': '$$.Execution.Name',
          ModelName,
          TransformInput: { DataSource: { S3DataSource }, ContentType: 'application/x-image' },
          TransformOutput: { S3OutputPath: `s3://${BUCKET}/predictions` },
          TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
        },
        Next: 'Register',
      },
      Register: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sagemaker:createModelPackage',
        Parameters: {
          ModelPackageGroupName,
          InferenceSpecification: { Containers: [{ Image, ModelDataUrl }] },
          CustomerMetadataProperties: { 'job.$': '$.TransformJobName' },
        },
        End: true,
      },
    },
  });
}

describe('a state machine that evaluates a model and registers it', () => {
  let cloud: LocalCloud;
  before(async () => {
    cloud = await startCloud({ kind: 'embedded', startAlgorithm: algorithmInProcess });
  });
  after(() => cloud.close());

  it('waits for the transform job and makes a version that names it', async () => {
    const { sagemaker, sfn } = cloud.clients;
    const account = await prepareAccount(cloud.clients, BUCKET);
    const ModelDataUrl = await trainedArtifact(cloud.clients, account);
    const model = { ModelName, ExecutionRoleArn: account.trainingRoleArn, PrimaryContainer: { Image, ModelDataUrl } };
    await sagemaker.send(new CreateModelCommand(model));
    await sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }));
    const definition = evaluateAndRegister(ModelDataUrl);
    const machine = { name: 'judging', roleArn: account.stateMachineRoleArn, definition };
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(machine));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'evaluated' }));
    const execution = await pollUntil('the execution has ended', async () => {
      const found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return found.status === 'RUNNING' ? undefined : found;
    });
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const ModelPackageArn = `${ARN}:model-package/pets/1`;
    expect(JSON.parse(execution.output ?? '{}')).to.deep.equal({ ModelPackageArn });
    const found = await sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn }));
    expect(found.CustomerMetadataProperties).to.deep.equal({ job: 'evaluated' });
    const job = await sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: 'evaluated' }));
    expect(job.TransformJobStatus).to.equal('Completed');
  });
});
