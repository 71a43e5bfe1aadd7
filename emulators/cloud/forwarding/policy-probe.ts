import { randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

const Key = 'probe';

/**
 * Whether an S3 denies what a bucket policy denies under a condition that does not hold, as moto does: a policy that asks
 * for TLS would then deny everything. Asked with a bucket of its own, which is removed.
 */
export async function deniesInSpiteOfCondition(s3: S3Client): Promise<boolean> {
  const Bucket = `rehearsal-probe-${randomBytes(8).toString('hex')}`;
  const Condition = { StringEquals: { 'aws:PrincipalAccount': 'nobody' } };
  const Statement = [
    { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${Bucket}/*`, Condition },
  ];
  await s3.send(new CreateBucketCommand({ Bucket }));
  try {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
    const isDenied = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a' })).then(() => false, isForbidden);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    return isDenied;
  } finally {
    await s3.send(new DeleteBucketCommand({ Bucket })).catch(() => undefined);
  }
}

function isForbidden(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 403;
}
