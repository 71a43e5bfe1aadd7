import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { listKeys } from '../grants/dataset-grants.ts';
import { readRuns, readValidationImages, writeEvaluations } from '../grants/evaluation-grants.ts';
import { keeping } from './dataset-bucket.ts';
import { functionBundle } from './function-bundle.ts';
import { type FunctionSettings, loggedFunction, type WorkflowFunctionArgs } from './logged-function.ts';

export interface ModelRegistryArgs extends WorkflowFunctionArgs {
  readonly settings: FunctionSettings;
  readonly layout: DatasetLayout;
  readonly datasetPrefix: string;
  /** Name of the group, as of the training jobs whose models are its versions. */
  readonly groupName: string;
}

/** Two models' answers for 100,000 images, and pictures of the wrong ones. */
const MEMORY_MB = 1024;
const STORAGE_MB = 512;

/** Where trained models become versions, and the Lambda function that judges them. */
export class ModelRegistry extends pulumi.ComponentResource {
  readonly group: aws.sagemaker.ModelPackageGroup;
  readonly function: aws.lambda.Function;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: ModelRegistryArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:ModelRegistry', name, {}, options);
    const { settings, layout } = args;
    this.group = new aws.sagemaker.ModelPackageGroup(
      name,
      {
        modelPackageGroupName: args.groupName,
        modelPackageGroupDescription: 'Models of the retraining workflow, each with its evaluation',
        tags: args.tags,
      },
      { parent: this, ...keeping(settings.protectData) },
    );
    const made = loggedFunction(
      name,
      {
        ...args,
        description: 'Chooses validation images, and judges models by their predictions',
        roleDescription: 'Reads predictions and writes evaluations',
        grants: (bucketArn) => [
          listKeys(bucketArn, [layout.testPrefix, `${layout.runsPrefix}/`]),
          readRuns(bucketArn, layout),
          readValidationImages(bucketArn, layout),
          writeEvaluations(bucketArn, layout),
        ],
        bundle: functionBundle('evaluateModel'),
        memoryMb: MEMORY_MB,
        storageMb: STORAGE_MB,
        variables: { DATASET_BUCKET: args.bucket.name, DATASET_PREFIX: args.datasetPrefix },
      },
      this,
    );
    this.function = made.function;
    this.logGroup = made.logGroup;
    this.registerOutputs({ modelPackageGroupName: this.group.modelPackageGroupName });
  }
}
