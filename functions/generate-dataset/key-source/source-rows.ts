import { type ListedObject, listedObject } from '../listing/listed-object.ts';
import { KeySourceError } from './source-errors.ts';

/** What a list of keys says of one object. Undefined: it has no such column, or nothing in it. */
export interface SourceRow {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly size: number | undefined;
  readonly eTag: string | undefined;
  readonly storageClass: string | undefined;
  readonly isLatest: boolean | undefined;
  readonly isDeleteMarker: boolean | undefined;
}

/** Columns as a report's CSV names them; Parquet, JSON and tables have snake case. */
const COLUMNS: Readonly<Record<keyof SourceRow, readonly [string, string]>> = {
  bucket: ['Bucket', 'bucket'],
  key: ['Key', 'key'],
  size: ['Size', 'size'],
  eTag: ['ETag', 'e_tag'],
  storageClass: ['StorageClass', 'storage_class'],
  isLatest: ['IsLatest', 'is_latest'],
  isDeleteMarker: ['IsDeleteMarker', 'is_delete_marker'],
};

const NEEDED: readonly (keyof SourceRow)[] = ['bucket', 'key', 'size', 'eTag'];

export type ColumnNames = 'csv' | 'snake';

/** A column's name in a list of this kind. */
export function columnName(column: keyof SourceRow, names: ColumnNames): string {
  return COLUMNS[column][names === 'csv' ? 0 : 1];
}

export const ROW_COLUMNS: readonly (keyof SourceRow)[] = [
  'bucket',
  'key',
  'size',
  'eTag',
  'storageClass',
  'isLatest',
  'isDeleteMarker',
];

/** @throws {KeySourceError} naming every column that is missing; others than the known ones are not looked at */
export function checkColumns(uri: string, present: readonly string[], names: ColumnNames): void {
  const missing = NEEDED.map((column) => columnName(column, names)).filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  throw new KeySourceError(
    uri,
    `has no column ${missing.join(', ')}: ${names === 'csv' || present.includes('is_latest') ? 'add the optional fields Size and ETag to the inventory configuration' : `select bucket, key, size and e_tag`}`,
  );
}

/** The object of a row; undefined for versions that are not current, and for delete markers. @throws {KeySourceError} */
export function objectOf(row: SourceRow, bucket: string, uri: string): ListedObject | undefined {
  if (row.isLatest === false || row.isDeleteMarker === true) return undefined;
  const { key, size, eTag } = row;
  if (row.bucket !== bucket) {
    throw new KeySourceError(uri, `lists bucket ${JSON.stringify(row.bucket)} and not ${JSON.stringify(bucket)}`);
  }
  if (key === undefined || size === undefined || !Number.isSafeInteger(size) || size < 0) {
    throw new KeySourceError(uri, `has a row whose key is ${JSON.stringify(key)} and whose size is ${size}`);
  }
  return listedObject({ key, sizeBytes: size, eTag: eTag ?? '', storageClass: row.storageClass });
}
