import { decodeKey } from '../listing/page-text.ts';
import { KeySourceError } from './source-errors.ts';
import { columnName, ROW_COLUMNS, type SourceRow } from './source-rows.ts';
import { linesOf } from './text-lines.ts';

/** Rows of a CSV file of S3 Inventory: no header, every field in quotes, the key percent-encoded. */
export async function* csvRows(
  uri: string,
  bytes: AsyncIterable<Uint8Array>,
  schema: readonly string[],
): AsyncGenerator<readonly SourceRow[]> {
  const at = Object.fromEntries(ROW_COLUMNS.map((column) => [column, schema.indexOf(columnName(column, 'csv'))]));
  let line = 0;
  for await (const lines of linesOf(bytes)) {
    const rows: SourceRow[] = [];
    for (const text of lines) {
      line += 1;
      if (text === '') continue;
      const fields = fieldsOf(text, schema.length);
      if (fields.length !== schema.length) {
        throw new KeySourceError(
          uri,
          `has ${fields.length} fields in line ${line}, and its manifest names ${schema.length} columns`,
        );
      }
      rows.push(rowOf(fields, at, { uri, line }));
    }
    yield rows;
  }
}

type Positions = Readonly<Record<string, number>>;

function rowOf(
  fields: readonly string[],
  at: Positions,
  where: { readonly uri: string; readonly line: number },
): SourceRow {
  const field = (column: keyof SourceRow) => fields[at[column] ?? -1] || undefined;
  const size = field('size');
  return {
    bucket: field('bucket'),
    key: decoded(field('key') ?? '', where),
    size: size === undefined ? undefined : Number(size),
    eTag: field('eTag'),
    storageClass: field('storageClass'),
    isLatest: truth(field('isLatest')),
    isDeleteMarker: truth(field('isDeleteMarker')),
  };
}

function decoded(key: string, { uri, line }: { readonly uri: string; readonly line: number }): string {
  try {
    return decodeKey(key);
  } catch (error) {
    throw new KeySourceError(uri, `has a key in line ${line} that is not percent-encoded: ${JSON.stringify(key)}`, {
      cause: error,
    });
  }
}

function truth(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text.toLowerCase() === 'true';
}

/** Fields with or without quotes; a quote inside is doubled. S3 writes all of them with quotes, and none inside. */
function fieldsOf(line: string, columns: number): string[] {
  const usual = line.startsWith('"') && line.endsWith('"') ? line.slice(1, -1).split('","') : [];
  if (usual.length === columns && !usual.some((field) => field.includes('"'))) return usual;
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
