import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../aws-clients.ts';
import { parseS3Uri } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { validationError } from '../validation/request-validation.ts';

/** Refuses a container whose model data does not exist or cannot be read with the role's credentials. */
export async function checkModelData(
  container: ContainerDefinition,
  role: AwsClients,
  place: { readonly roleArn: string; readonly region: string },
): Promise<void> {
  const source = container.ModelDataSource?.S3DataSource;
  const uri = container.ModelDataUrl ?? source?.S3Uri;
  if (uri === undefined) return;
  try {
    const found = source?.S3DataType === 'S3Prefix' ? await holdsObjects(role, uri) : await isObject(role, uri);
    if (!found) throw missingData(uri);
  } catch (error) {
    const refusal = serviceRefusal(error);
    if (refusal === undefined) throw error;
    throw refusal.httpStatus === 404 ? missingData(uri) : unreadableData(uri, place);
  }
}

async function isObject(role: AwsClients, uri: string): Promise<boolean> {
  const location = parseS3Uri(uri);
  if (location === undefined || location.key === '') return false;
  await role.s3.send(new HeadObjectCommand({ Bucket: location.bucket, Key: location.key }));
  return true;
}

async function holdsObjects(role: AwsClients, uri: string): Promise<boolean> {
  const location = parseS3Uri(uri);
  if (location === undefined) return false;
  const command = new ListObjectsV2Command({ Bucket: location.bucket, Prefix: location.key, MaxKeys: 1 });
  return ((await role.s3.send(command)).KeyCount ?? 0) > 0;
}

function missingData(uri: string): Error {
  return validationError(`Could not find model data at ${uri}.`);
}

function unreadableData(uri: string, place: { readonly roleArn: string; readonly region: string }): Error {
  return validationError(
    `Could not access model data at ${uri}. Please ensure that the role "${place.roleArn}" exists and that its trust ` +
      `relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ` +
      `ensure that the role has "s3:GetObject" permissions and that the object is located in ${place.region}. If your Model ` +
      'uses multiple models or uncompressed models, please ensure that the role has "s3:ListBucket" permission.',
  );
}
