import { partitionOf } from './partition.ts';

/** What the ARNs of a deployment have in common. */
export interface AccountRegion {
  readonly region: string;
  readonly accountId: string;
}

/** An ARN of this region and account, such as `arn:aws:sagemaker:us-east-1:000000000000:model/retraining-dev-*`. */
export function regionalArn({ region, accountId }: AccountRegion, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}
