import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { turnFor } from '../../core/process/large-work.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import { MAX_UNZIPPED_BYTES } from '../store/zip-file.ts';

/** The zip file that a request carries or points to. */
export async function zipFileOf(code: JsonObject, operation: string, s3: S3Client): Promise<Uint8Array> {
  const { ZipFile: zipFile, S3Bucket: bucket, S3Key: key, S3ObjectVersion: version, ImageUri: imageUri } = code;
  if (imageUri !== undefined) throw notImplemented('lambda', `${operation} with ImageUri`);
  if (typeof zipFile === 'string') {
    await turnFor(zipFile.length);
    return Buffer.from(zipFile, 'base64');
  }
  if (typeof bucket !== 'string' || typeof key !== 'string') {
    throw invalidParameterValue('Please provide a source for function code.');
  }
  return fetchObject(s3, { Bucket: bucket, Key: key, ...(typeof version === 'string' ? { VersionId: version } : {}) });
}

async function fetchObject(
  s3: S3Client,
  object: { Bucket: string; Key: string; VersionId?: string },
): Promise<Uint8Array> {
  const { Body: body, ContentLength: sizeBytes = 0 } = await s3.send(new GetObjectCommand(object)).catch((error) => {
    if (!(error instanceof Error)) throw error;
    throw invalidParameterValue(
      `Error occurred while GetObject. S3 Error Code: ${error.name}. S3 Error Message: ${error.message}`,
    );
  });
  if (body === undefined) return new Uint8Array();
  // What is larger than its files may be together is not worth reading into memory.
  if (sizeBytes <= MAX_UNZIPPED_BYTES) return body.transformToByteArray();
  if (body instanceof Readable) body.destroy();
  throw invalidParameterValue(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
}
