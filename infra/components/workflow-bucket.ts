import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { ConfigError } from '../config/config-error.ts';
import { checkedOutput, type ExistingBucket, subject } from '../config/workflow-args.ts';

/** The bucket of a workflow, whoever has made it. */
export interface WorkflowBucket {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/** A bucket that is there already: that it exists, and lies in the workflow's region, is seen before anything is made. */
export function existingBucket(
  workflow: string,
  { name }: ExistingBucket,
  region: pulumi.Output<string>,
  options: pulumi.InvokeOutputOptions,
): WorkflowBucket {
  const found = aws.s3.getBucketOutput({ bucket: checkedOutput(workflow, 'bucketName', name) }, options);
  const checked = pulumi.all([found, region]).apply(([bucket, wanted]) => {
    if (bucket.bucketRegion === undefined || bucket.bucketRegion === wanted) return bucket;
    throw new ConfigError(subject(workflow), [
      `bucketName is "${bucket.bucket}": it lies in ${bucket.bucketRegion}, and SageMaker in ${wanted} cannot train on it; take a bucket of that region`,
    ]);
  });
  return { name: checked.bucket, arn: checked.arn };
}
