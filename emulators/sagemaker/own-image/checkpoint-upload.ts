import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../core/aws-clients.ts';
import { parseS3Uri, type S3Location } from '../s3-uri.ts';
import { pathInside, tarEntries } from './tar-entries.ts';

const DEFAULT_LOCAL_PATH = '/opt/ml/checkpoints';

export interface CheckpointLocation {
  /** Of the container. */
  readonly localPath: string;
  /** The key ends with a slash: checkpoints are a folder. */
  readonly location: S3Location;
}

/** Where a job keeps its checkpoints; undefined when it keeps none. */
export function checkpointLocation(request: Omit<CreateTrainingJobRequest, 'Tags'>): CheckpointLocation | undefined {
  const { S3Uri: uri, LocalPath: given = DEFAULT_LOCAL_PATH } = request.CheckpointConfig ?? {};
  const location = uri === undefined ? undefined : parseS3Uri(uri);
  if (location === undefined) return undefined;
  const key = location.key === '' || location.key.endsWith('/') ? location.key : `${location.key}/`;
  return { localPath: posix.normalize(`/${given}`).replace(/\/$/, ''), location: { ...location, key } };
}

/** Puts the files of a container's checkpoint folder, read as a tar archive, to S3. */
export async function uploadCheckpoints(
  role: AwsClients,
  archive: Readable,
  { bucket, key }: S3Location,
): Promise<void> {
  for await (const entry of tarEntries(archive)) {
    const { type, name, size = 0 } = entry.header;
    if (type !== 'file') {
      entry.resume();
      continue;
    }
    const target = { Bucket: bucket, Key: `${key}${pathInside(name)}` };
    await role.s3.send(new PutObjectCommand({ ...target, Body: Readable.from(entry), ContentLength: size }));
  }
}
