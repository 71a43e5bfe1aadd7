import { HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../aws-clients.ts';
import { parseS3Uri } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { validationError } from '../validation/request-validation.ts';

/** Refuses channels under whose prefix the role sees no object, and an output bucket that does not exist. */
export async function checkDataLocations(
  request: CreateTrainingJobRequest,
  { role, account, region }: { readonly role: AwsClients; readonly account: AwsClients; readonly region: string },
): Promise<void> {
  for (const channel of request.InputDataConfig ?? []) {
    const uri = channel.DataSource?.S3DataSource?.S3Uri ?? '';
    if (await holdsObjects(role, uri)) continue;
    const bucket = parseS3Uri(uri)?.bucket ?? '';
    throw validationError(
      `No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the ` +
        `selected region (${region}), that objects exist under that S3 prefix, and that the role "${request.RoleArn}" has ` +
        `"s3:ListBucket" permissions on bucket "${bucket}".`,
    );
  }
  await checkOutputBucket(account, request.OutputDataConfig?.S3OutputPath ?? '');
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

// Asked by the service: a role may write to a bucket whose existence it may not ask for.
async function checkOutputBucket(account: AwsClients, uri: string): Promise<void> {
  const location = parseS3Uri(uri);
  if (location === undefined) {
    throw validationError(`[rehearsal] OutputDataConfig.S3OutputPath '${uri}' is not an s3:// address`);
  }
  try {
    await account.s3.send(new HeadBucketCommand({ Bucket: location.bucket }));
  } catch (error) {
    const refusal = serviceRefusal(error);
    if (refusal === undefined) throw error;
    if (refusal.httpStatus !== 404) return;
    throw validationError(
      `[rehearsal] bucket '${location.bucket}' of OutputDataConfig.S3OutputPath '${uri}' does not exist: create it first`,
    );
  }
}
