import { ownEntry } from '../../../core/own-entry.ts';
import { isList, type Json, type JsonRecord } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** Rows of a CSV file as objects by the header's names (RFC 4180); a missing value is an empty string. */
export function csvItems(text: string, config: JsonRecord, limit: number): readonly Json[] {
  const { CSVHeaderLocation, CSVHeaders, CSVDelimiter = 'COMMA' } = config;
  const rows = csvRows(text, ownEntry(DELIMITERS, String(CSVDelimiter)) ?? ',');
  const given = CSVHeaderLocation === 'GIVEN' && isList(CSVHeaders) ? CSVHeaders.map(String) : undefined;
  const headers = given ?? nextRow(rows) ?? [];
  if (new Set(headers).size < headers.length) {
    throw new StateError('States.ItemReaderFailed', 'CSV headers cannot contain duplicates.');
  }
  const items: Json[] = [];
  for (const row of rows) {
    if (items.length >= limit) break;
    items.push(rowItem(headers, row));
  }
  return items;
}

/** AWS keeps a row in a hash map of Java's, so that its members come in that map's order. */
export function rowItem(names: readonly string[], row: readonly string[]): Json {
  const places = hashOrder(names);
  return Object.fromEntries(places.map((at) => [names[at] ?? '', row[at] ?? '']));
}

const MIN_BUCKETS = 16;
const orders = new WeakMap<readonly string[], readonly number[]>();

/** Positions of the names by bucket: a HashMap doubles its buckets when more than three quarters are taken. */
function hashOrder(names: readonly string[]): readonly number[] {
  const known = orders.get(names);
  if (known !== undefined) return known;
  let buckets = MIN_BUCKETS;
  while (names.length > (buckets * 3) / 4) buckets *= 2;
  const bucketOf = names.map((name) => hash(name) & (buckets - 1));
  const order = [...names.keys()].sort((a, b) => (bucketOf[a] ?? 0) - (bucketOf[b] ?? 0) || a - b);
  orders.set(names, order);
  return order;
}

/** String.hashCode, its upper half mixed into the lower one as HashMap does. */
function hash(text: string): number {
  let code = 0;
  for (let at = 0; at < text.length; at += 1) code = (Math.imul(code, 31) + text.charCodeAt(at)) | 0;
  return code ^ (code >>> 16);
}

function nextRow(rows: Generator<readonly string[]>): readonly string[] | undefined {
  const { done, value } = rows.next();
  return done === true ? undefined : value;
}

/** The rows of a CSV text: fields in double quotes may hold delimiters, line ends and doubled quotes. Empty lines are no rows. */
export function* csvRows(text: string, delimiter: string): Generator<readonly string[]> {
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let started = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field === '') {
      quoted = true;
      started = true;
    } else if (char === delimiter) {
      row.push(field);
      field = '';
      started = true;
    } else if (char === '\n') {
      if (started || field !== '') yield [...row, field];
      row = [];
      field = '';
      started = false;
    } else if (char !== '\r' || text[at + 1] !== '\n') field += char;
  }
  if (started || field !== '') yield [...row, field];
}
