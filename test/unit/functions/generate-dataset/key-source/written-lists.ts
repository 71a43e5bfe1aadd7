import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** A row of a list, as S3 would write it. */
export interface ListRow {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isDeleteMarker: boolean;
  readonly size: number | undefined;
  readonly eTag: string | undefined;
  readonly storageClass: string | undefined;
}

export const FOLDER = 'reports/b/daily/';
export const MANIFEST_KEY = `${FOLDER}2026-11-27T01-00Z/manifest.json`;
export const CSV_SCHEMA =
  'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded';
const PARQUET_SCHEMA =
  'message s3.inventory { required binary bucket (UTF8); required binary key (UTF8); optional binary version_id (UTF8); }';

export function object(key: string, content: string): ListRow {
  const eTag = createHash('md5').update(content).digest('hex');
  const current = { isLatest: true, isDeleteMarker: false, versionId: 'v1' };
  return { bucket: 'b', key, ...current, size: content.length, eTag, storageClass: 'STANDARD' };
}

/** As in the S3 User Guide: every field in quotes, the key percent-encoded with its slashes, no header. */
export function csvFile(rows: readonly ListRow[]): Buffer {
  const lines = rows.map((row) => {
    const key = encodeURIComponent(row.key).replaceAll('%2F', '/').replaceAll('%20', '+');
    const fields = [row.bucket, key, row.versionId, row.isLatest, row.isDeleteMarker, row.size ?? ''];
    return [...fields, '2026-11-01T12:00:00.000Z', row.eTag ?? '', row.storageClass ?? '', 'false']
      .map((field) => `"${field}"`)
      .join(',');
  });
  return gzipSync(lines.map((line) => `${line}\n`).join(''));
}

/** Small row groups and pages, as a file of millions of rows has many. */
export function parquetFile(rows: readonly ListRow[]): Buffer {
  const column = <T>(of: (row: ListRow) => T) => rows.map(of);
  const text = { type: 'STRING' } as const;
  return Buffer.from(
    parquetWriteBuffer({
      rowGroupSize: 7,
      pageSize: 100,
      columnData: [
        { name: 'bucket', data: column((row) => row.bucket), ...text, nullable: false },
        { name: 'key', data: column((row) => row.key), ...text, nullable: false },
        { name: 'version_id', data: column((row) => row.versionId), ...text },
        { name: 'is_latest', data: column((row) => row.isLatest), type: 'BOOLEAN' },
        { name: 'is_delete_marker', data: column((row) => row.isDeleteMarker), type: 'BOOLEAN' },
        { name: 'size', data: column(({ size }) => (size === undefined ? undefined : BigInt(size))), type: 'INT64' },
        { name: 'e_tag', data: column((row) => row.eTag), ...text },
        { name: 'storage_class', data: column((row) => row.storageClass), ...text },
      ],
    }),
  );
}

/** As UNLOAD writes a table's rows: members that are null are left out. */
export function jsonFile(rows: readonly ListRow[]): Buffer {
  const lines = rows.map(({ bucket, key, isDeleteMarker, size, eTag, storageClass }) =>
    JSON.stringify({ bucket, key, is_delete_marker: isDeleteMarker, size, e_tag: eTag, storage_class: storageClass }),
  );
  return gzipSync(lines.map((line) => `${line}\n`).join(''));
}

/** The objects of a report: its files, its manifest and that one's checksum. `changes` are made to the manifest. */
export function inventory(
  format: 'CSV' | 'Parquet',
  files: readonly Buffer[],
  changes: Readonly<Record<string, unknown>> = {},
): Map<string, Buffer> {
  const name = (index: number) => `${FOLDER}data/file-${index}.${format === 'CSV' ? 'csv.gz' : 'parquet'}`;
  const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');
  const manifest = JSON.stringify({
    sourceBucket: 'b',
    destinationBucket: 'arn:aws:s3:::lists',
    version: '2016-11-30',
    creationTimestamp: String(Date.now()),
    fileFormat: format,
    fileSchema: format === 'CSV' ? CSV_SCHEMA : PARQUET_SCHEMA,
    files: files.map((file, index) => ({ key: name(index), size: file.length, MD5checksum: md5(file) })),
    ...changes,
  });
  return new Map([
    ...files.map((file, index): [string, Buffer] => [name(index), file]),
    [MANIFEST_KEY, Buffer.from(manifest)],
    [MANIFEST_KEY.replace('.json', '.checksum'), Buffer.from(`${md5(manifest)}\n`)],
  ]);
}
