import { parsed, recordOf } from '../storage/json-shapes.ts';
import { KeySourceError } from './source-errors.ts';
import { checkColumns, columnName, type SourceRow } from './source-rows.ts';
import { linesOf } from './text-lines.ts';

/** Rows of a file of JSON lines, as UNLOAD writes them. */
export async function* jsonRows(uri: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SourceRow[]> {
  let line = 0;
  let isChecked = false;
  for await (const lines of linesOf(bytes)) {
    const rows: SourceRow[] = [];
    for (const text of lines) {
      line += 1;
      if (text === '') continue;
      const fields = recordOf(parsed(text));
      if (fields === undefined) {
        throw new KeySourceError(uri, `has no JSON object in line ${line}; UNLOAD it with format PARQUET or JSON`);
      }
      const row = rowOf(fields);
      // Members that are null are left out, as a delete marker's are.
      if (!isChecked && row.isDeleteMarker !== true) {
        checkColumns(uri, Object.keys(fields), 'snake');
        isChecked = true;
      }
      rows.push(row);
    }
    yield rows;
  }
}

function rowOf(fields: Readonly<Record<string, unknown>>): SourceRow {
  const text = (column: keyof SourceRow) => {
    const value = fields[columnName(column, 'snake')];
    return typeof value === 'string' ? value : undefined;
  };
  const truth = (column: keyof SourceRow) => {
    const value = fields[columnName(column, 'snake')];
    return typeof value === 'boolean' ? value : undefined;
  };
  const { size } = fields;
  return {
    bucket: text('bucket'),
    key: text('key'),
    size: typeof size === 'number' ? size : undefined,
    eTag: text('eTag'),
    storageClass: text('storageClass'),
    isLatest: truth('isLatest'),
    isDeleteMarker: truth('isDeleteMarker'),
  };
}
