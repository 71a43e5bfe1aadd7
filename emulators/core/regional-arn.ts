/** The account and the region that a service serves: what the ARNs of its resources name. */
export interface AccountRegion {
  readonly region: string;
  readonly accountId: string;
}

/** `arn:aws:sagemaker:us-east-1:000000000000:` and the resource. */
export function regionalArn({ region, accountId }: AccountRegion, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** The partition of a region: `aws`, `aws-cn` (China) or `aws-us-gov` (GovCloud). */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
