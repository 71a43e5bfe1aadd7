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
    items.push(Object.fromEntries(headers.map((name, at) => [name, row[at] ?? ''])));
  }
  return items;
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
