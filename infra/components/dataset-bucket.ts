import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { denyPlainHttp } from '../grants/dataset-grants.ts';
import { policyDocument } from '../grants/iam-policy.ts';
import { type Expiry, lifecycleRules } from './lifecycle-rules.ts';

export interface DatasetBucketArgs extends Expiry {
  readonly layout: DatasetLayout;
  /** Delete the bucket even if it holds objects. */
  readonly forceDestroy: boolean;
  /** Refuse to delete or replace the bucket and its settings, and keep them when the stack is destroyed. */
  readonly protectData: boolean;
  /** ARN of a KMS key; without it S3 encrypts with its own. */
  readonly encryptionKeyArn: pulumi.Input<string> | undefined;
  readonly tags: ResourceTags;
}

/** A private, encrypted, versioned bucket that takes requests over TLS only. */
export class DatasetBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, args: DatasetBucketArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:DatasetBucket', name, {}, options);
    const { forceDestroy, tags } = args;
    // A bucket that is kept without its settings would be left open, and its versions would stop.
    const kept = { parent: this, ...keeping(args.protectData) };
    this.bucket = new aws.s3.Bucket(name, { forceDestroy, tags }, kept);
    const bucket = this.bucket.id;
    new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } }, kept);
    const noPublicAccess = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      kept,
    );
    const rules = [encryption(args.encryptionKeyArn)];
    new aws.s3.BucketServerSideEncryptionConfiguration(name, { bucket, rules }, kept);
    new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: 'Enabled' } }, kept);
    new aws.s3.BucketLifecycleConfiguration(name, { bucket, rules: [...lifecycleRules(args.layout, args)] }, kept);
    // S3 refuses two changes of a bucket's access at the same time.
    new aws.s3.BucketPolicy(
      name,
      { bucket, policy: this.bucket.arn.apply((arn) => policyDocument(denyPlainHttp(arn))) },
      { ...kept, dependsOn: [noPublicAccess] },
    );
    this.registerOutputs({ bucketName: this.bucket.bucket });
  }
}

/** Options of a resource that holds data, or keeps it safe. */
export function keeping(protectData: boolean): pulumi.CustomResourceOptions {
  return protectData ? { protect: true, retainOnDelete: true } : {};
}

function encryption(
  keyArn: pulumi.Input<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  if (keyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
    // One data key for many objects, else every image is a request to KMS.
    bucketKeyEnabled: true,
  };
}
