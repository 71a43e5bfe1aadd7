import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../core/aws-clients.ts';
import { type BucketRegion, bucketRegion } from '../../bucket-region.ts';
import { parseS3Uri } from '../../s3-uri.ts';
import { serviceRefusal } from '../../sdk-error.ts';
import { validationError } from '../../validation-error.ts';

interface CheckedPlace {
  readonly role: AwsClients;
  readonly account: AwsClients;
  readonly region: string;
  /** The member that has S3OutputPath. */
  readonly output?: string;
}

type RegionOf = (bucket: string) => Promise<BucketRegion>;

/** Refuses channels under whose prefix the role sees no object, or in another region, and an output bucket that does not exist. */
export async function checkDataLocations(
  request: Pick<CreateTrainingJobRequest, 'InputDataConfig' | 'OutputDataConfig' | 'RoleArn'>,
  { role, account, region, output = 'OutputDataConfig' }: CheckedPlace,
): Promise<void> {
  // Asked by the service: a role may use a bucket whose existence it may not ask for.
  const regionOf = askedOnce((bucket) => bucketRegion(account.s3, bucket));
  for (const channel of request.InputDataConfig ?? []) {
    const uri = channel.DataSource?.S3DataSource?.S3Uri ?? '';
    const bucket = parseS3Uri(uri)?.bucket ?? '';
    const home = bucket === '' ? undefined : await regionOf(bucket);
    const noObjects =
      `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the ` +
      `selected region (${region}), that objects exist under that S3 prefix, and that the role "${request.RoleArn}" has ` +
      `"s3:ListBucket" permissions on bucket "${bucket}".`;
    if (home?.kind === 'known' && home.region !== region) {
      throw validationError(
        `${noObjects} Error message from S3: The bucket is in this region: ${home.region}. Please use this region to retry the request`,
      );
    }
    if (!(await holdsObjects(role, uri))) throw validationError(noObjects);
  }
  await checkOutputBucket(regionOf, request.OutputDataConfig?.S3OutputPath ?? '', output);
}

/** Channels and output are mostly in one bucket. */
function askedOnce(ask: RegionOf): RegionOf {
  const answers = new Map<string, Promise<BucketRegion>>();
  return (bucket) => {
    const answer = answers.get(bucket) ?? ask(bucket);
    answers.set(bucket, answer);
    return answer;
  };
}

async function holdsObjects(role: AwsClients, uri: string): Promise<boolean> {
  const location = parseS3Uri(uri);
  if (location === undefined) return false;
  try {
    const command = new ListObjectsV2Command({ Bucket: location.bucket, Prefix: location.key, MaxKeys: 1 });
    return ((await role.s3.send(command)).KeyCount ?? 0) > 0;
  } catch (error) {
    if (serviceRefusal(error) === undefined) throw error;
    return false;
  }
}

async function checkOutputBucket(regionOf: RegionOf, uri: string, member: string): Promise<void> {
  const location = parseS3Uri(uri);
  if (location === undefined) {
    throw validationError(`[rehearsal] ${member}.S3OutputPath '${uri}' is not an s3:// address`);
  }
  if ((await regionOf(location.bucket)).kind !== 'no such bucket') return;
  throw validationError(
    `[rehearsal] bucket '${location.bucket}' of ${member}.S3OutputPath '${uri}' does not exist: create it first`,
  );
}
