import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { decodeKey } from '../listing/page-text.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';

export interface FolderFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface Folder {
  readonly files: readonly FolderFile[];
  /** Keys with their slash at the end. */
  readonly folders: readonly string[];
}

/** What is right in a folder. @throws {DatasetStorageError} */
export async function listFolder(s3: S3Sender, place: StoredPlace): Promise<Folder> {
  const files: FolderFile[] = [];
  const folders: string[] = [];
  const request = { Bucket: place.bucket, Prefix: place.key, Delimiter: '/', EncodingType: 'url' } as const;
  try {
    for (let ContinuationToken: string | undefined; ; ) {
      const page = await s3.send(
        new ListObjectsV2Command({ ...request, ...(ContinuationToken === undefined ? {} : { ContinuationToken }) }),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        files.push({ key: decodeKey(Key), sizeBytes: Size, modifiedMs: LastModified?.getTime() ?? 0 });
      }
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) folders.push(decodeKey(Prefix));
      if (page.IsTruncated !== true || page.NextContinuationToken === undefined) return { files, folders };
      ContinuationToken = page.NextContinuationToken;
    }
  } catch (error) {
    throw new DatasetStorageError(`listing ${uriOf(place)}`, error);
  }
}
