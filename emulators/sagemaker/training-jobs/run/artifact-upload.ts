import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../../../core/aws-clients.ts';
import { parseS3Uri } from '../../s3-uri.ts';
import { serviceRefusal } from '../../sdk-error.ts';
import { JobFailure } from './failure-reason.ts';

/** Where AWS puts a job's artifact. */
export function artifactUri(outputPath: string, jobName: string): string {
  return `${outputPath.replace(/\/+$/, '')}/${jobName}/output/model.tar.gz`;
}

/** Where AWS puts what a container left in /opt/ml/output/data. */
export function outputUri(outputPath: string, jobName: string): string {
  return `${outputPath.replace(/\/+$/, '')}/${jobName}/output/output.tar.gz`;
}

/** Streams the artifact to S3 with the role's credentials. */
export async function uploadArtifact(role: AwsClients, file: string, uri: string): Promise<void> {
  const location = parseS3Uri(uri);
  if (location === undefined) throw uploadFailed(`[rehearsal] '${uri}' is not an s3:// address`);
  const { size } = await stat(file).catch((cause: unknown) => {
    throw uploadFailed(`[rehearsal] the algorithm left no file at its model path '${file}'`, { cause });
  });
  try {
    const body = createReadStream(file);
    const target = { Bucket: location.bucket, Key: location.key };
    await role.s3.send(new PutObjectCommand({ ...target, Body: body, ContentLength: size }));
  } catch (cause) {
    throw uploadFailed(refusalText(cause), { cause });
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
