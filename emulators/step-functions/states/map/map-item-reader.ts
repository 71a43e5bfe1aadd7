import { gunzipSync } from 'node:zlib';
import type { ItemReader, MapState, NumberField } from '../../definition/definition.ts';
import type { StateRun } from '../../engine/state-run.ts';
import { applyTemplate } from '../../language/data-flow.ts';
import { evaluatePathOrCall } from '../../language/expression.ts';
import { isList, isRecord, type Json, type JsonRecord, type Payload, parseJson } from '../../language/json.ts';
import { fillJsonata } from '../../language/jsonata/jsonata.ts';
import { settled } from '../../language/jsonata/slow-evaluation.ts';
import { QueryEvaluationError, StateError } from '../../language/state-error.ts';
import { s3ErrorText } from '../../tasks/service-error.ts';
import { integerOf } from '../number-field.ts';
import { csvItems } from './map-csv-items.ts';
import { inventoryItems } from './map-inventory-items.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
export const ITEM_READER_FAILED = 'States.ItemReaderFailed';
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
): Promise<readonly Json[]> {
  if (maxItems !== undefined && maxItems < 0) throw readerFailed('field MaxItems must be positive');
  const { ItemReader: reader } = run.state;
  if (reader === undefined) throw new Error('there is an ItemReader');
  const parameters = await settled(run.line.signal, () => parametersOf(run, reader, input));
  const { storage } = run.line.execution.maps;
  const limit = maxItems ?? MAX_ITEMS;
  try {
    if (reader.Resource.endsWith(':s3:listObjectsV2')) return await storage.list(parameters, limit);
    const config = reader.ReaderConfig ?? {};
    const read = (request: JsonRecord) => storage.get(request).then(textOf);
    const text = await read(parameters);
    const items =
      config['InputType'] === 'MANIFEST' ? await inventoryItems(text, read, limit) : parsed(text, config, limit);
    return items.slice(0, limit);
  } catch (error) {
    if (error instanceof StateError || error instanceof QueryEvaluationError) throw error;
    run.line.signal.throwIfAborted();
    throw readerFailed(s3ErrorText(error));
  }
}

function parametersOf(run: StateRun<MapState>, { Parameters, Arguments }: ItemReader, input: Payload): JsonRecord {
  const filled = run.isJsonata
    ? fillJsonata(Arguments ?? {}, 'ItemReader/Arguments', run.jsonata())
    : applyTemplate(Parameters ?? {}, run.scope(input)).value;
  return isRecord(filled) ? filled : {};
}

function parsed(text: string, config: JsonRecord, limit: number): readonly Json[] {
  if (config['InputType'] === 'CSV') return csvItems(text, config, limit);
  return config['InputType'] === 'JSONL' ? jsonLines(text, limit) : jsonList(text, config['ItemsPointer']);
}

function jsonList(text: string, pointer: Json | undefined): readonly Json[] {
  const value = typeof pointer === 'string' ? pointed(fromJson(text), pointer) : fromJson(text);
  if (isList(value)) return value;
  throw readerFailed('Attempting to map over non-iterable node.');
}

function jsonLines(text: string, limit: number): readonly Json[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(0, limit).map(fromJson);
}

/** JSON Pointer (RFC 6901). */
function pointed(document: Json, pointer: string): Json | undefined {
  const steps = pointer === '' ? [] : pointer.slice(1).split('/');
  return steps.reduce<Json | undefined>((value, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isList(value)) return value[Number(name)];
    return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, document);
}

function fromJson(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw readerFailed(`[rehearsal] the data set is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** A compressed object is known by its first two bytes. */
function textOf(bytes: Uint8Array): string {
  const content = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : Buffer.from(bytes);
  return content.toString('utf8').replace(/^\uFEFF/, '');
}

function readerFailed(cause: string): StateError {
  return new StateError(ITEM_READER_FAILED, cause);
}
