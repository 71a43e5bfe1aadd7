import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { csvFile, inventory, type ListRow, parquetFile } from './written-lists.ts';

export interface InventoryPlace {
  readonly bucket: string;
  readonly prefix: string;
  /** The bucket that the report is written to. */
  readonly lists: string;
  readonly format: 'CSV' | 'Parquet';
}

/** Writes a report of what a bucket holds now, as S3 Inventory does once a day; a thousand objects at most. */
export async function putInventory(
  s3: Pick<S3Client, 'send'>,
  { bucket, prefix, lists, format }: InventoryPlace,
): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  const rows = Contents.map(
    ({ Key = '', Size = 0, ETag = '' }): ListRow => ({
      bucket,
      key: Key,
      size: Size,
      eTag: ETag.replaceAll('"', ''),
      versionId: 'null',
      isLatest: true,
      isDeleteMarker: false,
      storageClass: 'STANDARD',
    }),
  );
  // The last key first: reports are in no order.
  const file = (format === 'CSV' ? csvFile : parquetFile)(rows.toReversed());
  const changes = { sourceBucket: bucket, destinationBucket: `arn:aws:s3:::${lists}` };
  for (const [Key, Body] of inventory(format, [file], changes)) {
    await s3.send(new PutObjectCommand({ Bucket: lists, Key, Body }));
  }
}
