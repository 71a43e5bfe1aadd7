import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../../../core/aws-clients.ts';
import { tarEntries } from '../../own-image/tar-entries.ts';
import { parseS3Uri } from '../../s3-uri.ts';
import { serviceRefusal } from '../../sdk-error.ts';
import type { TrainingJobRecord } from '../training-job-record.ts';
import { JobFailure } from './failure-reason.ts';

type Request = Pick<TrainingJobRecord['request'], 'OutputDataConfig'>;

/** Where AWS puts a job's artifact: an archive, or with CompressionType NONE the prefix of its files. */
export function artifactUri(request: Request, jobName: string): string {
  return `${outputFolder(request, jobName)}/${isCompressed(request) ? 'model.tar.gz' : 'model'}`;
}

/** Where AWS puts what a container left in /opt/ml/output/data. */
export function outputUri(request: Request, jobName: string): string {
  return `${outputFolder(request, jobName)}/${isCompressed(request) ? 'output.tar.gz' : 'data'}`;
}

function outputFolder({ OutputDataConfig: output }: Request, jobName: string): string {
  return `${(output?.S3OutputPath ?? '').replace(/\/+$/, '')}/${jobName}/output`;
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-train-storage-uncompressed.html */
function isCompressed({ OutputDataConfig: output }: Request): boolean {
  return output?.CompressionType !== 'NONE';
}

/** Streams a .tar.gz file to S3 with the role's credentials, or the files in it, each as an object. */
export async function uploadArtifact(role: AwsClients, file: string, uri: string): Promise<void> {
  const location = parseS3Uri(uri);
  if (location === undefined) throw uploadFailed(`[rehearsal] '${uri}' is not an s3:// address`);
  const { size } = await stat(file).catch((cause: unknown) => {
    throw uploadFailed(`[rehearsal] the algorithm left no file at its model path '${file}'`, { cause });
  });
  const put = (key: string, body: Readable, bytes: number) =>
    role.s3.send(new PutObjectCommand({ Bucket: location.bucket, Key: key, Body: body, ContentLength: bytes }));
  try {
    if (uri.endsWith('.tar.gz')) await put(location.key, createReadStream(file), size);
    else await eachFile(file, (name, body, bytes) => put(`${location.key}/${name}`, body, bytes));
  } catch (cause) {
    throw uploadFailed(refusalText(cause), { cause });
  }
}

async function eachFile(
  archive: string,
  put: (name: string, body: Readable, bytes: number) => Promise<unknown>,
): Promise<void> {
  const unpacked = createGunzip();
  pipeline(createReadStream(archive), unpacked, () => undefined);
  for await (const entry of tarEntries(unpacked)) {
    const { name, size = 0, type } = entry.header;
    if (type === 'directory') entry.resume();
    else if (type === 'file') await put(name, Readable.from(entry), size);
    else throw new Error(`'${name}' is a ${type}: with CompressionType NONE only files are uploaded`);
  }
}

function uploadFailed(reason: string, options?: ErrorOptions): JobFailure {
  return new JobFailure(`ClientError: Artifact upload failed:${reason}`, options);
}

function refusalText(error: unknown): string {
  const refusal = serviceRefusal(error);
  if (refusal?.name === 'AccessDenied') return 'Error 7: AccessDenied (403): Access Denied';
  if (refusal !== undefined) return `[rehearsal] ${refusal.name} (${refusal.httpStatus}): ${refusal.message}`;
  return `[rehearsal] ${error instanceof Error ? error.message : String(error)}`;
}
