import type { GuardedResource } from '../guard-rail.ts';

const BUCKETS = ['aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2'];

export function bucketsOf(resources: readonly GuardedResource[]): readonly GuardedResource[] {
  return resources.filter(({ type }) => BUCKETS.includes(type));
}

/** Resources of a type that set something for this bucket. */
export function settingsOf(
  resources: readonly GuardedResource[],
  bucket: GuardedResource,
  type: string,
): readonly GuardedResource[] {
  return resources.filter((resource) => resource.type === type && resource.refersTo('bucket', bucket));
}
