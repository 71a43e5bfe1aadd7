import { gunzipSync } from 'node:zlib';
import type { ItemReader, MapState, NumberField } from '../../definition/definition.ts';
import type { MapStorage } from '../../engine/map-runner.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { applyTemplate } from '../../language/data-flow.ts';
import { evaluatePathOrCall } from '../../language/expression.ts';
import { isRecord, type Json, type JsonRecord, type Payload } from '../../language/json.ts';
import { fillJsonata } from '../../language/jsonata/jsonata.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { QueryEvaluationError, StateError } from '../../language/state-error.ts';
import { s3ErrorText } from '../../tasks/service-error.ts';
import { integerOf } from '../number-field.ts';
import { csvRows } from './map-csv-items.ts';
import type { MapItem } from './map-fields.ts';
import { inventoryItems } from './map-inventory-items.ts';
import { ITEM_READER_FAILED, itemsIn, readerFailed } from './map-item-formats.ts';

interface DataSet {
  readonly parameters: JsonRecord;
  readonly config: JsonRecord;
  readonly limit: number;
}

interface S3Object {
  readonly bucket: string;
  readonly key: string;
}

/** AWS takes no more items than these from one data set. */
const MAX_ITEMS = 100_000_000;

/** How many items are read at most; undefined for all. */
export function maxItemsOf(run: StateRun<MapState>, reader: ItemReader, input: Payload): number | undefined {
  const { MaxItems, MaxItemsPath } = reader.ReaderConfig ?? {};
  if (run.isJsonata && MaxItems !== undefined) {
    const range = { min: 0, max: MAX_ITEMS };
    return integerOf(MaxItems as NumberField, 'ItemReader/ReaderConfig/MaxItems', range, run.jsonata()) || undefined;
  }
  if (typeof MaxItemsPath !== 'string') return typeof MaxItems === 'number' && MaxItems > 0 ? MaxItems : undefined;
  const found = evaluatePathOrCall(MaxItemsPath, 'MaxItemsPath', run.scope(input));
  const value = typeof found === 'string' && /^-?\d+$/.test(found) ? Number(found) : found;
  if (typeof value === 'number' && Number.isInteger(value)) return value === 0 ? undefined : value;
  const shown = typeof found === 'string' ? found : JSON.stringify(found);
  const cause = `The MaxItemsPath field refers to value '${shown}' which is not a valid integer: ${MaxItemsPath}`;
  throw new StateError(ITEM_READER_FAILED, cause);
}

/** The items that ItemReader names in S3. Throws States.ItemReaderFailed. */
export async function readItems(
  run: StateRun<MapState>,
  input: Payload,
  maxItems: number | undefined,
): Promise<readonly MapItem[]> {
  if (maxItems !== undefined && maxItems < 0) throw readerFailed('field MaxItems must be positive');
  const { ItemReader: reader } = run.state;
  if (reader === undefined) throw new Error('there is an ItemReader');
  const parameters = await settled(run.line.signal, () => parametersOf(run, reader, input));
  const dataSet = { parameters, config: reader.ReaderConfig ?? {}, limit: maxItems ?? MAX_ITEMS };
  try {
    return await itemsOfDataSet(run.line.execution.maps.storage, reader.Resource, dataSet);
  } catch (error) {
    if (error instanceof StateError || error instanceof QueryEvaluationError) throw error;
    run.line.signal.throwIfAborted();
    throw readerFailed(s3ErrorText(error));
  }
}

async function itemsOfDataSet(storage: MapStorage, resource: string, dataSet: DataSet): Promise<readonly MapItem[]> {
  const { parameters, config, limit } = dataSet;
  const bucket = String(parameters['Bucket']);
  if (resource.endsWith(':s3:listObjectsV2')) {
    const isData = config['Transformation'] === 'LOAD_AND_FLATTEN';
    const listed = await storage.list(parameters, isData ? MAX_ITEMS : limit);
    if (!isData) return from(`S3://${bucket}`, listed);
    const keys = listed.map((item) => String(isRecord(item) ? item['Key'] : item)).filter((key) => !key.endsWith('/'));
    return itemsOfObjects(
      storage,
      keys.map((key) => ({ bucket, key })),
      dataSet,
    );
  }
  const text = textOf(await storage.get(parameters));
  if (config['ManifestType'] === 'ATHENA_DATA') return itemsOfObjects(storage, athenaObjects(text), dataSet);
  const source = `S3://${bucket}/${String(parameters['Key'])}`;
  const isInventory = config['InputType'] === 'MANIFEST' || config['ManifestType'] === 'S3_INVENTORY';
  const read = (request: JsonRecord) => storage.get(request).then(textOf);
  const items = isInventory ? await inventoryItems(text, read, limit) : itemsIn(text, config, limit);
  return from(source, items.slice(0, limit));
}

/** The items of several objects, one object after the other. */
async function itemsOfObjects(
  storage: MapStorage,
  objects: readonly S3Object[],
  dataSet: DataSet,
): Promise<readonly MapItem[]> {
  const items: MapItem[] = [];
  for (const { bucket, key } of objects) {
    const left = dataSet.limit - items.length;
    if (left <= 0) break;
    const text = textOf(await storage.get({ Bucket: bucket, Key: key }));
    for (const item of from(`S3://${bucket}/${key}`, itemsIn(text, dataSet.config, left).slice(0, left)))
      items.push(item);
  }
  return items;
}

/** Athena's manifest of an UNLOAD query: the address of a data object on each line. */
function athenaObjects(text: string): readonly S3Object[] {
  return [...csvRows(text, ',')].map(([address = '']) => {
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/iu.exec(address) ?? [];
    if (bucket === undefined || key === undefined) {
      throw readerFailed(
        `[rehearsal] the manifest must name a data object on each line, such as s3://bucket/key, but has '${address}'`,
      );
    }
    return { bucket, key };
  });
}

function from(source: string, values: readonly Json[]): readonly MapItem[] {
  return values.map((value) => ({ value, source }));
}

function parametersOf(run: StateRun<MapState>, { Parameters, Arguments }: ItemReader, input: Payload): JsonRecord {
  const filled = run.isJsonata
    ? fillJsonata(Arguments ?? {}, 'ItemReader/Arguments', run.jsonata())
    : applyTemplate(Parameters ?? {}, run.scope(input)).value;
  return isRecord(filled) ? filled : {};
}

/** A compressed object is known by its first two bytes. */
function textOf(bytes: Uint8Array): string {
  const content = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : Buffer.from(bytes);
  return content.toString('utf8').replace(/^\uFEFF/, '');
}
