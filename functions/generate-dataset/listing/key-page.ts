import { isAscii } from 'node:buffer';
import type { ListingStart } from './listing-start.ts';

/** What the data set needs to know of an object. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes; empty where the listing gives none. */
  readonly eTag: string;
  /** Written after the listing had begun. */
  readonly isNew?: true;
}

/** One answer of ListObjectsV2. */
export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** CommonPrefixes: the folders, each with its slash at the end. */
  readonly folders: readonly string[];
  readonly isTruncated: boolean;
  readonly nextToken: string | undefined;
  /** No key has a character outside ASCII, so that texts compare as their bytes do. */
  readonly isAscii: boolean;
  /** When the newest object of the page was written, as S3 writes it (`2026-01-31T12:00:00.000Z`); empty without objects. */
  readonly newestModified: string;
}

/** The text is not a whole ListBucketResult, as when a connection was cut in the middle of it. */
export class IncompletePageError extends Error {
  override readonly name = 'IncompletePageError';
}

const END_TAG = '</ListBucketResult>';

/**
 * Reads the body of a ListObjectsV2 answer. It takes 0.3 ms a page where a parser of any XML takes 30 ms (`npm run bench --
 * --dataset-listing`), since it looks only for the members that are needed; elements may come in any order.
 * Source: API_ListObjectsV2 of the S3 API Reference.
 * Objects that were written after `start` are marked.
 * @throws {IncompletePageError} if the end of the list is not there
 */
export function parseListPage(body: Buffer, start?: ListingStart): ListPage {
  const text = body.toString(isAscii(body) ? 'latin1' : 'utf8');
  const end = text.lastIndexOf(END_TAG);
  if (end < 0) {
    if (/<ListBucketResult[^>]*\/>\s*$/.test(text)) return EMPTY_PAGE;
    throw new IncompletePageError(`the list of keys breaks off after ${body.length} bytes`);
  }
  const first = text.indexOf('<Contents>');
  const head = first < 0 ? text : text.slice(0, first);
  const isEncoded = (head.includes('<EncodingType>') ? head : text).includes('<EncodingType>url</EncodingType>');
  const entries = new EntryReader(text, isEncoded);
  const objects = entries.readAll(first);
  // What is not an entry: the list's own members and its folders.
  const rest = first < 0 ? text : head + text.slice(entries.endAt);
  return {
    objects: start?.isBefore(entries.newestModified) === true ? marked(objects, text, start) : objects,
    isAscii: isAscii(body) && !text.includes('%') && !text.includes('&#'),
    folders: foldersOf(rest, isEncoded),
    isTruncated: memberText(rest, 'IsTruncated') === 'true',
    nextToken: memberText(rest, 'NextContinuationToken'),
    // A slice would keep the whole page's text in memory.
    newestModified: copied(entries.newestModified),
  };
}

/** Few pages have an object that is so new: only of those are the times looked at one by one. */
function marked(objects: readonly ListedObject[], text: string, start: ListingStart): ListedObject[] {
  const times = text.matchAll(/<Contents>.*?<LastModified>([^<]*)</gs);
  return objects.map((object) => {
    const [, modified = ''] = times.next().value ?? [];
    return start.isBefore(modified) ? { ...object, isNew: true } : object;
  });
}

/** The same text without a hold on the longer text that it was cut from. */
export function copied(text: string): string {
  return Buffer.from(text).toString();
}

/** S3 encodes a space as a plus sign and a plus sign as %2B. */
export function decodeKey(key: string): string {
  return key.includes('%') || key.includes('+') ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
}

const EMPTY_PAGE: ListPage = {
  objects: [],
  isAscii: true,
  folders: [],
  isTruncated: false,
  nextToken: undefined,
  newestModified: '',
};

// How S3 begins each entry. Most of the time is saved by not searching for what is in its usual place.
const ENTRY_START = '<Contents><Key>';
const KEY_END = '</Key><LastModified>';
const MODIFIED_CHARACTERS = '2026-01-31T12:00:00.000Z'.length;
const MODIFIED_END = '</LastModified><ETag>&quot;';
const ETAG_CHARACTERS = 32;
const ETAG_END = '&quot;</ETag>';

const ENTRY_END = '</Contents>';
/** Room for the elements that S3 puts between ETag and Size; another entry does not fit in. */
const MAX_TO_SIZE = 120;

/** Reads the entries of a page one after the other. */
class EntryReader {
  readonly #text: string;
  readonly #isEncoded: boolean;
  newestModified = '';
  /** Index behind the last entry that was read. */
  endAt = 0;

  constructor(text: string, isEncoded: boolean) {
    this.#text = text;
    this.#isEncoded = isEncoded;
  }

  /** `first`: index of the first entry, -1 where there is none. */
  readAll(first: number): ListedObject[] {
    const objects: ListedObject[] = [];
    for (let at = first; at >= 0; ) {
      objects.push(this.#usualEntry(at) ?? this.#anyEntry(at));
      const { endAt } = this;
      at = this.#text.startsWith(ENTRY_START, endAt) ? endAt : this.#text.indexOf('<Contents>', endAt);
    }
    return objects;
  }

  #usualEntry(from: number): ListedObject | undefined {
    const text = this.#text;
    const keyStart = from + ENTRY_START.length;
    const keyEnd = text.indexOf('<', keyStart);
    const modifiedStart = keyEnd + KEY_END.length;
    const modifiedEnd = modifiedStart + MODIFIED_CHARACTERS;
    const eTagStart = modifiedEnd + MODIFIED_END.length;
    const eTagEnd = eTagStart + ETAG_CHARACTERS;
    const isUsual =
      text.startsWith(ENTRY_START, from) &&
      text.startsWith(KEY_END, keyEnd) &&
      text.startsWith(MODIFIED_END, modifiedEnd) &&
      text.startsWith(ETAG_END, eTagEnd);
    const size = isUsual ? text.indexOf('<Size>', eTagEnd) : -1;
    const end = size < 0 ? -1 : text.indexOf(ENTRY_END, size);
    // A size that is far away is the next entry's: this one has none.
    if (end < 0 || size - eTagEnd > MAX_TO_SIZE) return undefined;
    this.#sawModified(modifiedStart, modifiedEnd);
    this.endAt = end + ENTRY_END.length;
    return {
      key: keyOf(text.slice(keyStart, keyEnd), this.#isEncoded),
      sizeBytes: numberAt(text, size + '<Size>'.length),
      eTag: text.slice(eTagStart, eTagEnd),
    };
  }

  #anyEntry(from: number): ListedObject {
    const text = this.#text;
    const to = text.indexOf(ENTRY_END, from);
    if (to < 0) throw new IncompletePageError('an entry of the list of keys has no end');
    const modified = between(text, '<LastModified>', '<', from, to);
    if (modified > this.newestModified) this.newestModified = modified;
    this.endAt = to + ENTRY_END.length;
    return {
      key: keyOf(between(text, '<Key>', '</Key>', from, to), this.#isEncoded),
      sizeBytes: Number(between(text, '<Size>', '<', from, to)),
      eTag: plainText(between(text, '<ETag>', '</ETag>', from, to)).replaceAll('"', ''),
    };
  }

  /** Many objects of a page have the time of the one before: no text is made of it. */
  #sawModified(from: number, to: number): void {
    if (this.newestModified !== '' && this.#text.startsWith(this.newestModified, from)) return;
    const modified = this.#text.slice(from, to);
    if (modified > this.newestModified) this.newestModified = modified;
  }
}

function keyOf(text: string, isEncoded: boolean): string {
  return isEncoded ? decodeKey(plainText(text)) : plainText(text);
}

/** The digits from here on. */
function numberAt(text: string, from: number): number {
  let value = 0;
  for (let at = from; ; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return value;
    value = value * 10 + digit;
  }
}

function between(text: string, open: string, close: string, from: number, to: number): string {
  const at = text.indexOf(open, from);
  if (at < 0 || at >= to) return '';
  const start = at + open.length;
  return text.slice(start, text.indexOf(close, start));
}

function foldersOf(text: string, isEncoded: boolean): string[] {
  const folders: string[] = [];
  for (let at = text.indexOf('<CommonPrefixes>'); at >= 0; ) {
    const close = text.indexOf('</CommonPrefixes>', at);
    if (close < 0) throw new IncompletePageError('a folder of the list of keys has no end');
    const prefix = plainText(between(text, '<Prefix>', '</Prefix>', at, close));
    folders.push(copied(isEncoded ? decodeKey(prefix) : prefix));
    at = text.indexOf('<CommonPrefixes>', close);
  }
  return folders;
}

function memberText(text: string, name: string): string | undefined {
  const open = `<${name}>`;
  const at = text.indexOf(open);
  if (at < 0) return undefined;
  return copied(plainText(text.slice(at + open.length, text.indexOf(`</${name}>`, at))));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text of an element: the five entities of XML and numbered characters. */
function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name ?? ''] ?? whole;
  });
}
