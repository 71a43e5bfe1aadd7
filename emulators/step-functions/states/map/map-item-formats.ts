import { isList, isRecord, type Json, type JsonRecord, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';
import { csvItems } from './map-csv-items.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
export const ITEM_READER_FAILED = 'States.ItemReaderFailed';

/** The items of one object, by InputType. Throws States.ItemReaderFailed. */
export function itemsIn(text: string, config: JsonRecord, limit: number): readonly Json[] {
  if (config['InputType'] === 'PARQUET') throw readerFailed('[rehearsal] InputType PARQUET is not emulated');
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

export function readerFailed(cause: string): StateError {
  return new StateError(ITEM_READER_FAILED, cause);
}
