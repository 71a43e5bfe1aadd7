import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Channel } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../core/aws-clients.ts';
import { parseS3Uri, type S3Location } from '../s3-uri.ts';
import { DataDownloadError } from './data-download-error.ts';
import { manifestLocations } from './manifest.ts';

/** An object in S3 and the path at which the container finds it, relative to its channel's folder. */
export interface ChannelFile {
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
}

/** Every file of a channel, S3Prefix or ManifestFile. */
export async function* channelFiles(
  { s3 }: AwsClients,
  channel: Channel,
  signal: AbortSignal,
): AsyncGenerator<ChannelFile> {
  const { S3Uri: uri = '', S3DataType: type } = channel.DataSource?.S3DataSource ?? {};
  const location = requireLocation(uri);
  if (type !== 'ManifestFile') {
    yield* prefixFiles({ s3 }, location, '', signal);
    return;
  }
  const command = new GetObjectCommand({ Bucket: location.bucket, Key: location.key });
  const manifest = await s3.send(command, { abortSignal: signal });
  const { prefix, paths } = manifestLocations(uri, (await manifest.Body?.transformToString()) ?? '');
  const { bucket, key } = requireLocation(prefix);
  for (const path of paths) {
    yield* prefixFiles({ s3 }, { bucket, key: `${key}${path}` }, path.slice(0, path.lastIndexOf('/') + 1), signal);
  }
}

/** The objects whose keys begin with a prefix, placed in `folder`. */
export async function* prefixFiles(
  { s3 }: Pick<AwsClients, 's3'>,
  { bucket, key: prefix }: S3Location,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<ChannelFile> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    signal.throwIfAborted();
    for (const { Key: key, Size: sizeBytes } of page.Contents ?? []) {
      // A key that ends with a slash stands for a folder, which comes with its files.
      if (key === undefined || sizeBytes === undefined || key.endsWith('/')) continue;
      yield { path: `${folder}${relativePath(key, prefix)}`, bucket, key, sizeBytes };
    }
  }
}

/** Where a key is: below the prefix if that is a folder, else beside the prefix's last part. */
function relativePath(key: string, prefix: string): string {
  if (prefix === '' || prefix.endsWith('/')) return key.slice(prefix.length);
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  return key.slice(prefix.lastIndexOf('/') + 1);
}

function requireLocation(uri: string): S3Location {
  const location = parseS3Uri(uri);
  if (location === undefined) throw new DataDownloadError(`[rehearsal] '${uri}' is not an s3:// address`);
  return location;
}
