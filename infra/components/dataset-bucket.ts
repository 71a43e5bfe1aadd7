import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { denyPlainHttp } from '../grants/dataset-grants.ts';
import { policyDocument } from '../grants/iam-policy.ts';

export interface DatasetBucketArgs {
  /** Delete the bucket even if it holds objects. */
  readonly forceDestroy: boolean;
  /** Refuse to delete or replace the bucket, and keep it when the stack is destroyed. */
  readonly protectData: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

const ABANDONED_UPLOAD_DAYS = 7;

/** A private, encrypted, versioned bucket that takes requests over TLS only. */
export class DatasetBucket extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;

  constructor(name: string, args: DatasetBucketArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:DatasetBucket', name, {}, options);
    const parent = { parent: this };
    const keeping = args.protectData ? { protect: true, retainOnDelete: true } : {};
    this.bucket = new aws.s3.Bucket(
      name,
      { forceDestroy: args.forceDestroy, tags: { ...args.tags } },
      { ...parent, ...keeping },
    );
    const bucket = this.bucket.id;
    new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } }, parent);
    const noPublicAccess = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      parent,
    );
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
      parent,
    );
    new aws.s3.BucketVersioning(name, { bucket, versioningConfiguration: { status: 'Enabled' } }, parent);
    new aws.s3.BucketLifecycleConfiguration(name, { bucket, rules: [abortAbandonedUploads()] }, parent);
    // S3 refuses two changes of a bucket's access at the same time.
    new aws.s3.BucketPolicy(
      name,
      { bucket, policy: this.bucket.arn.apply((arn) => policyDocument(denyPlainHttp(arn))) },
      { parent: this, dependsOn: [noPublicAccess] },
    );
    this.registerOutputs({ bucketName: this.bucket.bucket });
  }
}

function abortAbandonedUploads(): aws.types.input.s3.BucketLifecycleConfigurationRule {
  return {
    id: 'abort-abandoned-uploads',
    status: 'Enabled',
    filter: { prefix: '' },
    abortIncompleteMultipartUpload: { daysAfterInitiation: ABANDONED_UPLOAD_DAYS },
  };
}
