import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import {
  keepCheckpoints,
  listKeys,
  readImages,
  readLstFiles,
  readTrainingOutput,
  useBucketKey,
  writeTrainingOutput,
} from '../grants/dataset-grants.ts';
import { readManifest, readValidationImages, writePredictions } from '../grants/evaluation-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import {
  openTrainingLogGroup,
  publishModelMetrics,
  publishTrainingMetrics,
  writeModelLogs,
  writeTrainingLogs,
} from '../grants/logging-grants.ts';
import { logInToRegistry, pullTrainingImage } from '../grants/training-grants.ts';
import { type AssumedRole, assumedRole } from './service-role.ts';
import type { WorkflowBucket } from './workflow-bucket.ts';

export interface SageMakerRoleArgs {
  readonly bucket: WorkflowBucket;
  readonly encryptionKeyArn: pulumi.Output<string> | undefined;
  readonly existingRoleArn: pulumi.Output<string> | undefined;
  readonly layout: DatasetLayout;
  readonly place: pulumi.Output<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly useSpot: boolean;
  /** Whether models predict the validation images, for which SageMaker takes the models' role. */
  readonly evaluates: boolean;
  readonly tags: ResourceTags;
}

const SAGEMAKER = { service: 'sagemaker.amazonaws.com', takenFor: '*' };

/** The role that SageMaker takes to train on the data set. */
export function trainingRole(
  name: string,
  args: SageMakerRoleArgs,
  options: pulumi.ComponentResourceOptions,
): AssumedRole {
  const { place, tags } = args;
  const statements = pulumi
    .all([args.bucket.arn, args.encryptionKeyArn, place])
    .apply(([bucketArn, keyArn, where]) => [
      ...trainingStatements(args, bucketArn, where),
      ...(keyArn === undefined ? [] : [useBucketKey(keyArn, where.region, ['kms:Decrypt', 'kms:GenerateDataKey'])]),
    ]);
  const description = 'Reads a data set, trains on it and writes the model';
  return assumedRole(name, args.existingRoleArn, { ...SAGEMAKER, place, description, statements, tags }, options);
}

/** The role of the saved models: enough to host one, and of the data set what they are judged by, where they are. */
export function modelRole(
  name: string,
  args: SageMakerRoleArgs,
  options: pulumi.ComponentResourceOptions,
): AssumedRole {
  const { place, tags } = args;
  const statements = pulumi
    .all([args.bucket.arn, args.encryptionKeyArn, place])
    .apply(([bucketArn, keyArn, where]) => [
      readTrainingOutput(bucketArn, args.layout),
      ...(args.evaluates ? evaluationStatements(args, bucketArn) : []),
      ...(keyArn === undefined ? [] : [useBucketKey(keyArn, where.region, modelKeyActions(args))]),
      writeModelLogs(where),
      publishModelMetrics(),
      pullTrainingImage(where.region),
      logInToRegistry(),
    ]);
  const description = 'Loads a saved model and writes its log and metrics';
  return assumedRole(name, args.existingRoleArn, { ...SAGEMAKER, place, description, statements, tags }, options);
}

function trainingStatements(args: SageMakerRoleArgs, bucketArn: string, place: AccountRegion): readonly Statement[] {
  const { layout, useSpot } = args;
  const { trainPrefix, testPrefix, runsPrefix, trainLstKey, testLstKey } = layout;
  const listed = [trainPrefix, testPrefix, `${runsPrefix}/`, trainLstKey, testLstKey];
  return [
    listKeys(bucketArn, useSpot ? [...listed, `${layout.checkpointPrefix}/`] : listed),
    readImages(bucketArn, layout),
    readLstFiles(bucketArn, layout),
    writeTrainingOutput(bucketArn, layout),
    ...(useSpot ? [keepCheckpoints(bucketArn, layout)] : []),
    openTrainingLogGroup(place),
    writeTrainingLogs(place, args.trainingJobNamePrefix),
    publishTrainingMetrics(),
    pullTrainingImage(place.region),
    logInToRegistry(),
  ];
}

function evaluationStatements({ layout }: SageMakerRoleArgs, bucketArn: string): readonly Statement[] {
  return [
    listKeys(bucketArn, [layout.testPrefix, `${layout.runsPrefix}/`]),
    readValidationImages(bucketArn, layout),
    readManifest(bucketArn, layout),
    writePredictions(bucketArn, layout),
  ];
}

function modelKeyActions({ evaluates }: SageMakerRoleArgs): readonly string[] {
  return evaluates ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
}
