import { isList, isRecord, type Json, type JsonRecord, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import { csvRows, rowItem } from './map-csv-items.ts';

type ReadText = (parameters: JsonRecord) => Promise<string>;

/**
 * The objects of an S3 inventory (https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html): the manifest
 * names CSV files without headers and, in fileSchema, their columns.
 */
export async function inventoryItems(manifest: string, read: ReadText, limit: number): Promise<readonly Json[]> {
  const { bucket, columns, keys } = contentOf(manifest);
  const items: Json[] = [];
  for (const key of keys) {
    if (items.length >= limit) break;
    const text = await read({ Bucket: bucket, Key: key });
    for (const row of csvRows(text, ',')) {
      if (items.length >= limit) break;
      items.push(rowItem(columns, row));
    }
  }
  return items;
}

function contentOf(manifest: string) {
  const content = parseJson(manifest);
  const { destinationBucket, fileFormat = 'CSV', fileSchema, files } = isRecord(content) ? content : {};
  if (fileFormat !== 'CSV' || typeof fileSchema !== 'string' || !isList(files)) {
    throw new StateError(
      'States.ItemReaderFailed',
      '[rehearsal] the manifest must be that of an S3 inventory with fileFormat CSV, fileSchema and files',
    );
  }
  return {
    bucket: String(destinationBucket).replace(/^arn:aws[a-z-]*:s3:::/, ''),
    columns: fileSchema.split(',').map((column) => column.trim()),
    keys: files.map((file) => String(isRecord(file) ? file['key'] : file)),
  };
}
