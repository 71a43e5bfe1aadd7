import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../core/aws-clients.ts';
import { bucketRegion } from '../bucket-region.ts';
import { parseS3Uri } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { validationError } from '../validation-error.ts';
import { isMultiModel } from './model-rules.ts';

interface ModelData {
  readonly uri: string;
  readonly isPrefix: boolean;
}

/** Refuses a container whose model data does not exist, is in another region or cannot be read with the role's credentials. */
export async function checkModelData(
  container: ContainerDefinition,
  role: AwsClients,
  place: { readonly roleArn: string; readonly region: string; readonly account: AwsClients },
): Promise<void> {
  for (const data of modelData(container)) {
    try {
      const found = data.isPrefix ? await holdsObjects(role, data.uri) : await isObject(role, data.uri);
      if (!found) throw missingData(data.uri);
    } catch (error) {
      const refusal = serviceRefusal(error);
      if (refusal === undefined) throw error;
      throw refusal.httpStatus === 404 ? missingData(data.uri) : unreadableData(data.uri, place);
    }
    if (await isElsewhere(place.account, data.uri, place.region)) throw unreadableData(data.uri, place);
  }
}

function modelData(container: ContainerDefinition): readonly ModelData[] {
  const { ModelDataUrl: url } = container;
  const own = url === undefined ? [] : [{ uri: url, isPrefix: isMultiModel(container) }];
  const sources = [container.ModelDataSource, ...(container.AdditionalModelDataSources ?? [])];
  const others = sources.flatMap((source) => {
    const { S3Uri: uri, S3DataType: type } = source?.S3DataSource ?? {};
    return uri === undefined ? [] : [{ uri, isPrefix: type === 'S3Prefix' }];
  });
  return [...own, ...others];
}

/** Asked by the service: the role may read an object of a bucket whose region it may not ask for. */
async function isElsewhere(account: AwsClients, uri: string, region: string): Promise<boolean> {
  const home = await bucketRegion(account.s3, parseS3Uri(uri)?.bucket ?? '');
  return home.kind === 'known' && home.region !== region;
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
