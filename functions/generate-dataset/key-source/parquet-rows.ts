import { type FileMetaData, parquetMetadataAsync, parquetSchema, type RowGroup, type SchemaTree } from 'hyparquet';
import { DatasetError } from '../errors.ts';
import { ParquetColumn, type ReadRange } from './parquet-column.ts';
import { KeySourceError, reasonOf } from './source-errors.ts';
import { checkColumns, columnName, ROW_COLUMNS, type SourceRow } from './source-rows.ts';

const BATCH_ROWS = 1000;

/** Rows of a Parquet file, whose columns are read page by page: memory holds a few megabytes of it, however large it is. */
export async function* parquetRows(
  uri: string,
  sizeBytes: number,
  read: ReadRange,
): AsyncGenerator<readonly SourceRow[]> {
  try {
    const metadata = await metadataOf(sizeBytes, read);
    const schema = parquetSchema(metadata);
    checkColumns(
      uri,
      schema.children.map(({ element }) => element.name),
      'snake',
    );
    for (const group of metadata.row_groups) yield* rowsOf(group, schema, read);
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw new KeySourceError(uri, `cannot be read as Parquet: ${reasonOf(error)}`, { cause: error });
  }
}

function metadataOf(byteLength: number, read: ReadRange): Promise<FileMetaData> {
  const slice = async (start: number, end = byteLength) => new Uint8Array(await read(start, end)).buffer;
  return parquetMetadataAsync({ byteLength, slice }, { geoparquet: false });
}

type Columns = ReadonlyMap<keyof SourceRow, ParquetColumn>;

async function* rowsOf(group: RowGroup, schema: SchemaTree, read: ReadRange): AsyncGenerator<readonly SourceRow[]> {
  const columns: Columns = new Map(
    ROW_COLUMNS.flatMap((column) => {
      const name = columnName(column, 'snake');
      const chunk = group.columns.find(({ meta_data }) => meta_data?.path_in_schema.join('.') === name);
      return chunk === undefined ? [] : [[column, new ParquetColumn(read, schema, chunk)]];
    }),
  );
  for (let left = Number(group.num_rows); left > 0; ) {
    let count = Math.min(left, BATCH_ROWS);
    for (const column of columns.values()) count = Math.min(count, await column.available());
    if (count === 0) throw new Error(`a row group ends ${left} rows before its end`);
    yield Array.from({ length: count }, () => rowOf(columns));
    left -= count;
  }
}

function rowOf(columns: Columns): SourceRow {
  const text = (column: keyof SourceRow) => {
    const value = columns.get(column)?.take();
    return typeof value === 'string' ? value : undefined;
  };
  const truth = (column: keyof SourceRow) => {
    const value = columns.get(column)?.take();
    return typeof value === 'boolean' ? value : undefined;
  };
  const size = columns.get('size')?.take();
  return {
    bucket: text('bucket'),
    key: text('key'),
    size: typeof size === 'bigint' || typeof size === 'number' ? Number(size) : undefined,
    eTag: text('eTag'),
    storageClass: text('storageClass'),
    isLatest: truth('isLatest'),
    isDeleteMarker: truth('isDeleteMarker'),
  };
}
