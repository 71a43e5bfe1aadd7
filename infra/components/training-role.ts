import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { AccountRegion } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import {
  keepCheckpoints,
  listKeys,
  readImages,
  readLstFiles,
  readTrainingOutput,
  writeTrainingOutput,
} from '../grants/dataset-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { openTrainingLogGroup, publishTrainingMetrics, writeTrainingLogs } from '../grants/logging-grants.ts';
import { logInToRegistry, pullTrainingImage } from '../grants/training-grants.ts';
import { ServiceRole } from './service-role.ts';

export interface TrainingRoleArgs {
  readonly bucket: aws.s3.Bucket;
  readonly layout: DatasetLayout;
  readonly place: pulumi.Input<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly useSpot: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** The role that SageMaker takes to train on the data set and to load the saved model. */
export function trainingRole(
  name: string,
  args: TrainingRoleArgs,
  options: pulumi.ComponentResourceOptions,
): ServiceRole {
  const statements = pulumi
    .all([args.bucket.arn, args.place])
    .apply(([bucketArn, place]) => trainingStatements(args, bucketArn, place));
  const description = 'Reads a data set, trains on it and writes the model';
  return new ServiceRole(
    name,
    { service: 'sagemaker.amazonaws.com', description, statements, tags: args.tags },
    options,
  );
}

function trainingStatements(args: TrainingRoleArgs, bucketArn: string, place: AccountRegion): readonly Statement[] {
  const { layout, useSpot } = args;
  const listed = [layout.trainPrefix, layout.testPrefix, layout.trainLstKey, layout.testLstKey];
  return [
    listKeys(bucketArn, useSpot ? [...listed, `${layout.checkpointPrefix}/`] : listed),
    readImages(bucketArn, layout),
    readLstFiles(bucketArn, layout),
    writeTrainingOutput(bucketArn, layout),
    readTrainingOutput(bucketArn, layout),
    ...(useSpot ? [keepCheckpoints(bucketArn, layout)] : []),
    openTrainingLogGroup(place),
    writeTrainingLogs(place, args.trainingJobNamePrefix),
    publishTrainingMetrics(),
    pullTrainingImage(place.region),
    logInToRegistry(),
  ];
}
