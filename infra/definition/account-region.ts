/** Where ARNs point to. */
export interface AccountRegion {
  readonly region: string;
  readonly accountId: string;
}

/** The partition of a region: `aws`, `aws-cn` (China) or `aws-us-gov` (GovCloud). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** An ARN of this region and account, such as `arn:aws:sagemaker:us-east-1:000000000000:model/retraining-dev-*`. */
export function regionalArn(place: AccountRegion, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}
