import { parsed, recordOf } from '../storage/json-shapes.ts';
import { KeySourceError } from './source-errors.ts';
import { checkColumns } from './source-rows.ts';

/** A file of rows, and what its bytes must be; `md5` is absent where nobody says. */
export interface DataFile {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly md5?: string;
}

/** `manifest.json` of one report of S3 Inventory. Source: "Locating your inventory list", S3 User Guide. */
export interface InventoryManifest {
  readonly createdAtMs: number;
  readonly format: 'CSV' | 'Parquet';
  /** Names of a CSV file's columns in their order. */
  readonly schema: readonly string[];
  readonly files: readonly DataFile[];
}

/** @throws {KeySourceError} with everything that is wrong */
export function parseManifest(uri: string, text: string, bucket: string): InventoryManifest {
  const fields = recordOf(parsed(text));
  if (fields === undefined) throw new KeySourceError(uri, 'is no JSON object; it may be cut off');
  const { sourceBucket, destinationBucket, creationTimestamp, fileFormat, fileSchema } = fields;
  const destination = typeof destinationBucket === 'string' ? destinationBucket.replace(/^arn:[^:]+:s3:::/, '') : '';
  const createdAtMs = Number(creationTimestamp);
  const files = Array.isArray(fields['files']) ? fields['files'].map((file) => dataFile(file, destination)) : undefined;
  const problems = [
    ...(sourceBucket === bucket
      ? []
      : [`lists bucket ${JSON.stringify(sourceBucket)} and not ${JSON.stringify(bucket)}`]),
    ...(destination === '' ? [`names no destinationBucket`] : []),
    ...(createdAtMs > 0 ? [] : [`has creationTimestamp ${JSON.stringify(creationTimestamp)}, which is no time`]),
    ...(isReadable(fileFormat) ? [] : [formatProblem(fileFormat)]),
    ...(typeof fileSchema === 'string' ? [] : ['has no fileSchema']),
    ...(files === undefined ? ['has no list of files'] : []),
    ...(files?.includes(undefined) === true ? ['has a file without key, size or MD5checksum'] : []),
  ];
  if (problems.length > 0 || !isReadable(fileFormat) || typeof fileSchema !== 'string') {
    throw new KeySourceError(uri, problems.join('; it '));
  }
  const schema = fileFormat === 'CSV' ? fileSchema.split(',').map((name) => name.trim()) : [];
  if (fileFormat === 'CSV') checkColumns(uri, schema, 'csv');
  return { createdAtMs, format: fileFormat, schema, files: (files ?? []).filter((file) => file !== undefined) };
}

function dataFile(file: unknown, bucket: string): DataFile | undefined {
  const { key, size, MD5checksum } = recordOf(file) ?? {};
  if (typeof key !== 'string' || typeof size !== 'number' || typeof MD5checksum !== 'string') return undefined;
  return { bucket, key, sizeBytes: size, md5: MD5checksum.toLowerCase() };
}

function isReadable(format: unknown): format is 'CSV' | 'Parquet' {
  return format === 'CSV' || format === 'Parquet';
}

function formatProblem(format: unknown): string {
  return `is of format ${JSON.stringify(format)}: choose CSV or Parquet in the inventory configuration`;
}
