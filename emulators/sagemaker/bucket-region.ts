import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { serviceRefusal } from './sdk-error.ts';

export type BucketRegion =
  | { readonly kind: 'known'; readonly region: string }
  /** There is a bucket, or the caller may not ask. */
  | { readonly kind: 'not known' }
  | { readonly kind: 'no such bucket' };

/** Where a bucket is, as far as the client's identity may know. */
export async function bucketRegion(s3: S3Client, bucket: string): Promise<BucketRegion> {
  try {
    const { BucketRegion: region } = await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return region === undefined ? { kind: 'not known' } : { kind: 'known', region };
  } catch (error) {
    const refusal = serviceRefusal(error);
    if (refusal === undefined) throw error;
    return { kind: refusal.httpStatus === 404 ? 'no such bucket' : 'not known' };
  }
}
