import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { invalidBucketName, noSuchBucket } from '../wire/s3-errors.ts';
import { isBucketName } from './bucket-names.ts';
import { type Bucket, BucketStore } from './bucket-store.ts';
import { MultipartStore } from './multipart-store.ts';
import { TemporaryFiles } from './temporary-files.ts';

export interface S3Options {
  /** Folder for buckets and objects; created where it does not exist. */
  readonly dataFolder: string;
  readonly region: string;
  readonly accountId: string;
}

/** What every operation works on. */
export interface S3State {
  readonly options: S3Options;
  readonly buckets: BucketStore;
  readonly uploads: MultipartStore;
  readonly temporary: TemporaryFiles;
  /** Canonical user id of the account: 64 hex digits. */
  readonly ownerId: string;
}

export function openS3State(options: S3Options): S3State {
  const temporary = new TemporaryFiles(join(options.dataFolder, 'tmp'));
  const buckets = new BucketStore(options.dataFolder, temporary);
  return {
    options,
    temporary,
    buckets,
    uploads: new MultipartStore(join(options.dataFolder, 'uploads'), temporary, buckets),
    ownerId: createHash('sha256').update(options.accountId).digest('hex'),
  };
}

/** The bucket of that name, or InvalidBucketName or NoSuchBucket. */
export function requireBucket(state: S3State, name: string): Bucket {
  if (!isBucketName(name)) throw invalidBucketName(name);
  const bucket = state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  return bucket;
}
