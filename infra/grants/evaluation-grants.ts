import { type AccountRegion, regionalArn } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import type { Statement } from './iam-policy.ts';

// One grant per function, on what judges a model and registers it.

/** Reads the images that models are judged by. */
export function readValidationImages(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'ReadValidationImages',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `${bucketArn}/${layout.testPrefix}*`,
  };
}

/** Reads what runs have written: `.lst` files, reports, predictions, and evaluations of earlier models. */
export function readRuns(bucketArn: string, layout: DatasetLayout): Statement {
  return { Sid: 'ReadRuns', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/${layout.runsPrefix}/*` };
}

/** Writes the manifest of the images, and what a model was found to be. */
export function writeEvaluations(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'WriteEvaluations',
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: `${bucketArn}/${layout.runsPrefix}/*/evaluation/*`,
  };
}

/** Reads the manifest of a transform job. */
export function readManifest(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'ReadManifest',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `${bucketArn}/${layout.runsPrefix}/*/evaluation/manifest.json`,
  };
}

/** Writes what a transform job has predicted. */
export function writePredictions(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'WritePredictions',
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
    Resource: `${bucketArn}/${layout.runsPrefix}/*/evaluation/*`,
  };
}

/** Starts, watches and stops the workflow's own transform jobs. */
export function runTransformJobs(place: AccountRegion, namePrefix: string): Statement {
  return {
    Sid: 'RunTransformJobs',
    Effect: 'Allow',
    Action: ['sagemaker:CreateTransformJob', 'sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'],
    Resource: transformJobs(place, namePrefix),
  };
}

/** Step Functions tags a job that it waits for, and reads its tags. */
export function tagTransformJobs(place: AccountRegion, namePrefix: string): Statement {
  return {
    Sid: 'TagTransformJobs',
    Effect: 'Allow',
    Action: ['sagemaker:AddTags', 'sagemaker:ListTags'],
    Resource: transformJobs(place, namePrefix),
  };
}

function transformJobs(place: AccountRegion, namePrefix: string): string {
  return regionalArn(place, 'sagemaker', `transform-job/${namePrefix}-*`);
}

/** The managed rule by which Step Functions learns that a transform job has ended (createTransformJob.sync). */
export function watchTransformEvents(place: AccountRegion): Statement {
  return {
    Sid: 'WatchTransformEvents',
    Effect: 'Allow',
    Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    Resource: regionalArn(place, 'events', 'rule/StepFunctionsGetEventsForSageMakerTransformJobsRule'),
  };
}

/** Looks for the newest approved version. sagemaker:ListModelPackages knows no resources. */
export function listModelPackages(): Statement {
  return { Sid: 'ListModelPackages', Effect: 'Allow', Action: 'sagemaker:ListModelPackages', Resource: '*' };
}

/** Reads versions of the group, and makes new ones. */
export function registerModels(place: AccountRegion, groupName: string): Statement {
  return {
    Sid: 'RegisterModels',
    Effect: 'Allow',
    Action: ['sagemaker:CreateModelPackage', 'sagemaker:DescribeModelPackage'],
    Resource: [`model-package-group/${groupName}`, `model-package/${groupName}/*`].map((resource) =>
      regionalArn(place, 'sagemaker', resource),
    ),
  };
}
