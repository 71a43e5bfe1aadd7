import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import { joinObjects } from '../fan-out/join-objects.ts';
import type { S3Sender } from '../listing/fetch-page.ts';

/** Copies an object within its bucket, inside S3: in one request, or in parts what is larger than the 5 GiB that one takes. */
export async function copyLst(s3: S3Sender, bucket: string, from: string, to: string): Promise<void> {
  const CopySource = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
  try {
    await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource }));
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidRequest') return joinObjects(s3, bucket, [from], to);
    throw new DatasetStorageError(`copying s3://${bucket}/${from} to s3://${bucket}/${to}`, error);
  }
}
